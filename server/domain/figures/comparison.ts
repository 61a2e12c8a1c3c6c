/** People who chose a way to pay, and those of them who came to a first class. */
export interface Way {
  begun: number;
  came: number;
}

/** A ratio with the bounds between which it lies with 95 % confidence, in thousandths. */
export interface Ratio {
  ratio: number;
  low: number;
  high: number;
}

/** Fewer than this, and nothing is said: the interval would be honest but useless, and single people would show. */
export const LEAST_BEGUN = 20;
export const LEAST_CAME = 5;

/** 97.5 % of a normal distribution lies below this many standard deviations. */
const Z = 1.959964;

/**
 * How much more often those who chose 先学后付 came to a first class than those who chose ordinary payment: the ratio of
 * the two shares, with a 95 % interval by the log method (D. Katz, J. Baptista, S. P. Azen, M. C. Pike, "Obtaining
 * confidence intervals for the risk ratio in cohort studies", Biometrics 34, 1978): the logarithm of the ratio is
 * about normal with variance 1/a − 1/m + 1/b − 1/n. People choose for themselves, so it compares and proves nothing.
 * @returns undefined while the counts are too small to say anything
 */
export function conversionRatio(learnFirst: Way, ordinary: Way): Ratio | undefined {
  const enough = [learnFirst, ordinary].every((way) => way.begun >= LEAST_BEGUN && way.came >= LEAST_CAME);
  if (!enough) return undefined;
  const ratio = learnFirst.came / learnFirst.begun / (ordinary.came / ordinary.begun);
  const variance = 1 / learnFirst.came - 1 / learnFirst.begun + 1 / ordinary.came - 1 / ordinary.begun;
  const factor = Math.exp(Z * Math.sqrt(Math.max(0, variance)));
  return { ratio: thousandths(ratio), low: thousandths(ratio / factor), high: thousandths(ratio * factor) };
}

function thousandths(value: number): number {
  return Math.round(value * 1000);
}
