/**
 * The one text of a JSON value, so that equal values have equal hashes everywhere: keys sorted by UTF-16 code unit
 * at every level, no spaces, members that are `undefined` left out, strings and numbers as `JSON.stringify` writes
 * them (the choices of RFC 8785, JSON Canonicalization Scheme). Hashes are taken over its UTF-8 bytes.
 * @throws TypeError for what JSON doesn't have: NaN, infinity, functions, `undefined` inside an array
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`not a JSON value: ${String(value)}`);
}
