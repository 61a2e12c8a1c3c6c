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

/**
 * An amount as it is typed, `12`, `12.5`, `¥1,200.00`, in whole fen; undefined for what is none.
 */
export function fenOf(text: string): number | undefined {
  const found = /^(\d{1,6})(?:\.(\d{0,2}))?$/.exec(text.replace(/[¥￥,，\s]/g, ''));
  return found === null ? undefined : Number(`${found[1]}${(found[2] ?? '').padEnd(2, '0')}`);
}
