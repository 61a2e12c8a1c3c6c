import type { BuiltinHost } from './builtin';

/**
 * An element of the built-in's own template.
 * @throws Error when the template lacks it, which only a mistake in templates.ts can cause.
 */
export function inner<E extends Element>(host: BuiltinHost, selector: string): E {
  const found = host.element.querySelector<E>(selector);
  if (found === null) throw new Error(`the template of ${host.component.is} has no ${selector}`);
  return found;
}

/** Sets CSS variables that the built-in's style sheet reads; an empty value leaves the default. */
export function variables(host: BuiltinHost, values: Readonly<Record<string, string>>): void {
  const style = Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `--wx-${name}:${value}`);
  host.setStyle(style.join(';'));
}
