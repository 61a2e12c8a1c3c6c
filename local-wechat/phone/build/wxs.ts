/**
 * WXS is a dialect of JavaScript; the template compiler passes it to the browser as it is, so three things
 * that differ are rewritten: `x.constructor === 'Array'` compares with a name, patterns of `getRegExp` are
 * written with single backslashes although they stand in a string, and `require` names the file with its
 * extension.
 * Source: WeChat developer documents, "WXS: data types" and "modules".
 */
export function toJavaScript(wxs: string): string {
  return wxs
    .replace(/(\brequire\(\s*['"][^'"]+)\.wxs(['"])/g, '$1$2')
    .replace(/\.constructor\b(?!\s*\()/g, '.__wxsConstructor')
    .replace(
      /(\bgetRegExp\(\s*)(['"])((?:\\.|(?!\2).)*)\2/g,
      (_all, head: string, quote: string, body: string) => {
        return head + quote + doubleBackslashes(body) + quote;
      },
    );
}

/** Backslashes that a JavaScript string would swallow are written twice; those already doubled stay. */
function doubleBackslashes(pattern: string): string {
  return pattern.replace(/\\(\\|.)/g, (pair, next: string) =>
    next === '\\' || /['"nrtvf0]/.test(next) ? pair : `\\${pair}`,
  );
}

/** Names, as written, of the modules that a WXS file requires. */
export function requiredModules(wxs: string): string[] {
  return [...wxs.matchAll(/\brequire\(\s*['"]([^'"]+?)(?:\.wxs)?['"]\s*\)/g)].map((match) => match[1] ?? '');
}
