import type { BuiltinHost } from './builtin';

/**
 * Classes named in properties (`placeholder-class`, `indicator-class`) belong to the file that uses the
 * built-in, whose classes may carry a prefix. @returns the names as they stand in the document.
 */
export function scopedClasses(host: BuiltinHost, names: string): string {
  const owner = ownerPath(host);
  const prefix = host.page.phone.built.components.find(({ path }) => path === owner)?.prefix ?? '';
  return names
    .split(/\s+/)
    .filter((name) => name !== '')
    .flatMap((name) => (prefix === '' ? [name] : [`${prefix}--${name}`, name]))
    .join(' ');
}

/** Logical path of the page or component in whose template a built-in stands. */
export function ownerPath(host: BuiltinHost): string {
  return host.component.ownerShadowRoot?.getHostNode().is ?? host.page.path;
}
