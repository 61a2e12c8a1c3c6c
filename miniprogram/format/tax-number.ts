/** Characters of a unified social credit code: no I, O, S, V, Z, which look like others (GB 32100-2015, table 1). */
const CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CITIZEN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CITIZEN_CHECKS = '10X98765432';

/**
 * Whether a text can be a taxpayer's number (纳税人识别号), told while it is typed; the server decides by the same rule,
 * which it keeps for itself (`server/domain/invoice/tax-number.ts`), and a test holds the two together.
 */
export function isTaxNumber(text: string): boolean {
  if (text.length === 18) return isCreditCode(text) || isCitizenNumber(text);
  return /^(?:[0-9A-Z]{15}|[0-9A-Z]{17}|[0-9A-Z]{20})$/.test(text);
}

function isCreditCode(text: string): boolean {
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

/** A taxpayer's number as it is typed or pasted: without spaces and dashes, in capitals. */
export function tidyTaxNumber(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

/** What is wrong with a taxpayer's number, in words; empty when it can be one. */
export function taxNumberProblem(text: string): string {
  if (isTaxNumber(text)) return '';
  if (!/^[0-9A-Z]*$/.test(text)) return '税号只有数字和大写字母。';
  if (text.length < 15) return `还差 ${18 - text.length} 位，一般是 18 位。`;
  return text.length === 18 ? '税号校验不对，请再看一遍。' : '税号是 18 位，老的是 15、17 或 20 位。';
}
