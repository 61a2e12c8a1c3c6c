/**
 * A request that WeChat Pay would refuse, caught before anything is stored or sent. A mistake of the caller's: the
 * rules of `server/domain` keep these limits, this is the last look.
 */
export class RequestInvalid extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`WeChat Pay would refuse this request: ${faults.join('; ')}`);
    this.name = 'RequestInvalid';
  }
}

/** @throws RequestInvalid naming every line whose condition is false. */
export function requireAll(conditions: readonly (readonly [boolean, string])[]): void {
  const faults = conditions.filter(([holds]) => !holds).map(([, fault]) => fault);
  if (faults.length > 0) throw new RequestInvalid(faults);
}

/**
 * Our own numbers: WeChat Pay takes digits, letters and `_-*` up to 32; without `*` they need no encoding in a path.
 */
export function isNumber(text: string): boolean {
  return /^[0-9A-Za-z_-]{1,32}$/.test(text);
}

/**
 * Text for people, as WeChat Pay takes it: no control characters, no emoji and other characters of 4 bytes in UTF-8
 * (APIv3 basic rules), cut to `most` characters. These texts are only shown; cutting them changes no meaning of the
 * order.
 * @throws RequestInvalid when nothing is left
 */
export function shownText(text: string, most: number, what: string): string {
  const cleaned = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\u{10000}-\u{10ffff}\p{Cs}]|\p{Variation_Selector}/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, most)
    .trim();
  requireAll([[cleaned !== '', `${what} has no characters that WeChat Pay takes`]]);
  return cleaned;
}
