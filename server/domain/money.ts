/** A whole number of fen (1/100 yuan), 0 or more. The only type for money; arithmetic with it lives in this file. */
export type Fen = number & { readonly __brand: 'Fen' };

/**
 * Takes a number as money. WeChat Pay's amounts are integers in fen throughout (APIv3 `amount`, `total_amount` …).
 * @throws RangeError unless it is a safe integer, 0 or more.
 */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`not an amount in fen: ${amount}`);
  // `-0` is a safe integer, but prints and hashes differently from `0`.
  return (amount === 0 ? 0 : amount) as Fen;
}

export const ZERO: Fen = fen(0);

export function isPositive(amount: Fen): boolean {
  return amount > 0;
}

/** @throws RangeError when the sum is no safe integer any more. */
export function sum(amounts: readonly Fen[]): Fen {
  return amounts.reduce((total, amount) => fen(total + amount), ZERO);
}

/** @throws RangeError when more is taken away than there is: money is never negative here. */
export function subtract(from: Fen, amount: Fen): Fen {
  return fen(from - amount);
}

export function min(first: Fen, ...others: Fen[]): Fen {
  return fen(Math.min(first, ...others));
}

/**
 * Splits a total into `parts` amounts: their sum is the total, none is larger than the one before it (WeChat Pay
 * refuses plan details whose prices rise), and they differ by 1 fen at most, the remainder lying in the first.
 * Example: 1000 fen in 3 parts are 334, 333, 333.
 * @throws RangeError unless `parts` is a whole number, 1 or more.
 */
export function split(total: Fen, parts: number): Fen[] {
  if (!Number.isSafeInteger(parts) || parts < 1) throw new RangeError(`not a number of parts: ${parts}`);
  const remainder = total % parts;
  const each = (total - remainder) / parts;
  return Array.from({ length: parts }, (_, index) => fen(index < remainder ? each + 1 : each));
}

/**
 * Prices of stages: the total split over all classes, then each stage the exact sum of its own classes.
 * Stages of equal size never rise; a later stage of more classes does, see `plan/faults.ts`.
 * @param sizes number of classes of each stage, 1 or more
 * @throws RangeError when there is no stage or a size is no whole number of 1 or more
 */
export function splitBySizes(total: Fen, sizes: readonly number[]): Fen[] {
  return groupBySizes(split(total, totalSize(sizes)), sizes).map(sum);
}

/**
 * Cuts a list of amounts into consecutive groups of the given sizes.
 * @throws RangeError when the sizes don't add up to the list's length, or one is no whole number of 1 or more
 */
export function groupBySizes(amounts: readonly Fen[], sizes: readonly number[]): Fen[][] {
  if (totalSize(sizes) !== amounts.length) {
    throw new RangeError(`sizes ${sizes.join(',')} don't add up to ${amounts.length}`);
  }
  let start = 0;
  return sizes.map((size) => {
    const group = amounts.slice(start, start + size);
    start += size;
    return group;
  });
}

function totalSize(sizes: readonly number[]): number {
  if (sizes.some((size) => !Number.isSafeInteger(size) || size < 1)) {
    throw new RangeError(`not sizes of groups: ${sizes.join(',')}`);
  }
  return sizes.reduce((total, size) => total + size, 0);
}

/** For people: `¥1,234.50`. Digits are moved, nothing is divided, so the text is exact for every amount. */
export function yuanText(amount: Fen): string {
  const digits = String(amount).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `¥${yuan}.${digits.slice(-2)}`;
}

/**
 * Reads yuan as a person types them: `120`, `120.5`, `120.50`. Exact: no number with a fraction arises.
 * @returns undefined for anything else (signs, commas, more than two decimals, amounts beyond exact integers)
 */
export function parseYuan(text: string): Fen | undefined {
  const match = /^(0|[1-9]\d*)(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, yuan = '', decimals = ''] = match;
  const amount = Number(yuan + decimals.padEnd(2, '0'));
  return Number.isSafeInteger(amount) ? fen(amount) : undefined;
}
