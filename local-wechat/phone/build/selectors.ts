import { BUILTIN_PREFIX, BUILTIN_TAGS } from './builtin-tags';

const NAME = /^-?(?:[_a-zA-Z\u0080-\uFFFF]|\\.)(?:[-\w\u0080-\uFFFF]|\\.)*/;

/**
 * Rewrites one selector list of WXSS for the browser: tags of built-ins get their prefix, classes the prefix
 * of their component, and `:host` becomes the attribute by which the framework marks the component's own
 * element.
 * @param prefix '' for styles that are shared.
 */
export function rewriteSelector(selector: string, prefix: string): string {
  let out = '';
  let rest = selector;
  let tagMayFollow = true;
  const take = (length: number, as?: string): void => {
    out += as ?? rest.slice(0, length);
    rest = rest.slice(length);
  };
  while (rest !== '') {
    const char = rest[0] ?? '';
    const named = NAME.exec(char === '.' || char === '#' ? rest.slice(1) : rest)?.[0];
    if (char === '[') take(closing(rest, '[', ']'));
    else if (char === '"' || char === "'") take(stringLength(rest));
    else if (char === '.' && named !== undefined) take(1 + named.length, `.${scoped(named, prefix)}`);
    else if (char === '#' && named !== undefined) take(1 + named.length);
    else if (rest.startsWith(':host')) take(...host(rest, prefix));
    else if (char === ':') take(/^::?[-\w]*/.exec(rest)?.[0].length ?? 1);
    else if (tagMayFollow && named !== undefined) take(named.length, tag(named));
    else take(1);
    tagMayFollow = /[\s>+~,(]$/.test(out);
  }
  return out;
}

function scoped(name: string, prefix: string): string {
  return prefix === '' ? name : `${prefix}--${name}`;
}

function tag(name: string): string {
  return BUILTIN_TAGS.has(name) ? BUILTIN_PREFIX + name : name;
}

function host(rest: string, prefix: string): [number, string] {
  return [/^:host(?:\(\))?/.exec(rest)?.[0].length ?? 5, `[wx-host="${prefix}"]`];
}

function closing(text: string, open: string, close: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === open) depth += 1;
    if (text[at] === close) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function stringLength(text: string): number {
  const match = /^(["'])(?:\\.|(?!\1)[^\\])*\1/s.exec(text);
  return match?.[0].length ?? 1;
}
