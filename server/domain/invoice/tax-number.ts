/** Characters of a unified social credit code: no I, O, S, V, Z, which look like others (GB 32100-2015, table 1). */
const CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Weights of a citizen's number (GB 11643-1999): 2 to the power of 18 − position, modulo 11. */
const CITIZEN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CITIZEN_CHECKS = '10X98765432';

/**
 * Whether a text can be a taxpayer's number (纳税人识别号): the 18 characters of a unified social credit code, a
 * citizen's number, or one of the older numbers of 15, 17 or 20 characters, which carry no check.
 */
export function isTaxNumber(text: string): boolean {
  if (text.length === 18) return isCreditCode(text) || isCitizenNumber(text);
  return /^(?:[0-9A-Z]{15}|[0-9A-Z]{17}|[0-9A-Z]{20})$/.test(text);
}

/**
 * Unified social credit code (统一社会信用代码, GB 32100-2015): the last character makes the sum of value × 3^(i−1) over
 * all a multiple of 31.
 */
export function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)) return false;
  let sum = 0;
  let weight = 1;
  for (const character of text.slice(0, 17)) {
    sum += CODE_CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return text[17] === CODE_CHARACTERS[(31 - (sum % 31)) % 31];
}

function isCitizenNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = CITIZEN_WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return text[17] === CITIZEN_CHECKS[sum % 11];
}
