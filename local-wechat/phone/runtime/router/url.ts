/** A page's address, taken apart. */
export interface PageUrl {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/**
 * Takes the address of a page apart. Relative ones are relative to the page that is open. Values stay as they
 * were written: WeChat leaves it to the page to decode them.
 */
export function parsePageUrl(url: string, from = ''): PageUrl {
  const [place = '', search = ''] = splitAt(url, '?');
  const folder = from.split('/').slice(0, -1);
  const parts = place.startsWith('/') ? place.slice(1).split('/') : [...folder, ...place.split('/')];
  const path: string[] = [];
  for (const part of parts) {
    if (part === '..') path.pop();
    else if (part !== '.' && part !== '') path.push(part);
  }
  return { path: path.join('/').replace(/\.html$/, ''), query: parseQuery(search) };
}

export function parseQuery(search: string): Record<string, string> {
  const pairs = search.split('&').filter((pair) => pair !== '');
  return Object.fromEntries(pairs.map((pair) => splitAt(pair, '=') as [string, string]));
}

export function formatPageUrl({ path, query }: PageUrl): string {
  const search = Object.entries(query).map(([key, value]) => `${key}=${value}`);
  return search.length === 0 ? path : `${path}?${search.join('&')}`;
}

function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
