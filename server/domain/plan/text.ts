/** WeChat Pay, create payscore plan: `plan_name` string(20); detail names have no published limit, 20 is safe. */
export const PLAN_TEXT_CHARS = 20;

/** WeChat Pay: `merchant_plan_no`, `merchant_sign_plan_no`, `merchant_plan_detail_no` are string(32). */
export const NUMBER_CHARS = 32;

/**
 * What WeChat Pay's texts may not hold. APIv3 basic rules: only characters of 1 to 3 bytes in UTF-8, so nothing of
 * the supplementary planes (emoji, rare Chinese characters). Control, invisible, direction-changing and private
 * characters are refused as well: they could make a price list read otherwise than it is.
 */
const FORBIDDEN =
  /[\p{C}\p{Zl}\p{Zp}\p{Emoji_Presentation}\p{Variation_Selector}\u{10000}-\u{10FFFF}]|\u20E3/u;
const ALL_FORBIDDEN = new RegExp(FORBIDDEN, 'gu');

/** One visible character with the marks that combine with it. */
const CHARACTER = /\P{M}\p{M}*/gu;

export type TextFault = 'empty' | 'too_long' | 'forbidden_character';

/** Why WeChat Pay would not take this text of at most `maxChars` characters; undefined when it would. */
export function wechatTextFault(text: string, maxChars: number): TextFault | undefined {
  if (text.trim() === '') return 'empty';
  if (FORBIDDEN.test(text)) return 'forbidden_character';
  return text.length > maxChars ? 'too_long' : undefined;
}

/**
 * Makes a text fit where nobody can be asked (a service order's introduction): forbidden characters are left out,
 * line breaks become a space, and the rest is cut at a whole character. May be empty when nothing is left.
 */
export function fitText(text: string, maxChars: number): string {
  const allowed = text
    .replace(/[\r\n\t\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(ALL_FORBIDDEN, '')
    .trim();
  let fitted = '';
  for (const [character] of allowed.matchAll(CHARACTER)) {
    if (fitted.length + character.length > maxChars) break;
    fitted += character;
  }
  return fitted.trimEnd();
}

/**
 * Why a number of ours can't stand in WeChat Pay's paths and bodies; undefined when it can. WeChat allows `*` too;
 * we don't, so that a number needs no encoding in a URL.
 */
export function numberFault(no: string): TextFault | undefined {
  if (no === '') return 'empty';
  if (!/^[0-9A-Za-z_-]*$/.test(no)) return 'forbidden_character';
  return no.length > NUMBER_CHARS ? 'too_long' : undefined;
}
