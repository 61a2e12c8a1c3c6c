/** Text of an amount in its parts, for the one money component: digits are moved, nothing is divided. */
export interface AmountText {
  yuan: string;
  decimals: string;
}

/** @param fen whole fen, 0 or more */
export function amountText(fen: number): AmountText {
  const digits = String(fen).padStart(3, '0');
  return { yuan: digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ','), decimals: digits.slice(-2) };
}

/** `¥1,234.50`, for sentences. */
export function yuan(fen: number): string {
  const { yuan: whole, decimals } = amountText(fen);
  return `¥${whole}.${decimals}`;
}

/** @param amounts whole fen */
export function sumFen(amounts: readonly number[]): number {
  return amounts.reduce((total, fen) => total + fen, 0);
}

/** What is left of an amount; never below nothing. Whole fen. */
export function restFen(whole: number, part: number): number {
  return Math.max(0, whole - part);
}

/** So many times an amount. Whole fen. */
export function timesFen(amount: number, times: number): number {
  return amount * times;
}

/** Up to 9,999,999.99 yuan; a comma stands for thousands or not at all, so that 12,5 is no amount. */
const TYPED = /^[¥￥]?(\d{1,7}|\d{1,3}(?:[,，]\d{3}){1,2})(?:\.(\d{0,2}))?$/;

/**
 * An amount as it is typed, `12`, `12.5`, `¥1,200.00`, in whole fen; undefined for what is none. Digits are moved, no
 * fraction arises.
 */
export function fenOf(text: string): number | undefined {
  const found = TYPED.exec(text.replace(/\s/g, ''));
  if (found === null) return undefined;
  const [, whole = '', decimals = ''] = found;
  return Number(`${whole.replace(/[,，]/g, '')}${decimals.padEnd(2, '0')}`);
}

/** An amount as somebody would type it: `120`, `120.5` as `120.50`, without sign and commas. */
export function typedYuan(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return digits.endsWith('00') ? digits.slice(0, -2) : `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** An amount as an axis tells it, in whole yuan: `0`, `800`, `0.8万`, `24万`. */
export function roughYuan(fen: number): string {
  const whole = Math.round(fen / 100);
  if (whole < 1_000 || (whole < 10_000 && whole % 1_000 !== 0)) return String(whole);
  return `${Number((whole / 10_000).toPrecision(3))}万`;
}

/** How much of a whole a part is, as `99.2%`; undefined where there is no whole. Amounts in fen, or counts. */
export function shareText(part: number, whole: number): string | undefined {
  if (whole === 0) return undefined;
  const thousandths = Math.round((part / whole) * 1000);
  // What is nearly all is not called all, and what is little not nothing.
  const honest = part < whole ? Math.min(thousandths, 999) : thousandths;
  return `${(part > 0 ? Math.max(honest, 1) : 0) / 10}%`;
}
