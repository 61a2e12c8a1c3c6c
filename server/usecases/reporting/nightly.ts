import { plus, SECOND } from '../../domain/time';
import type { Ports } from '../ports';
import { reconcilePastDays } from '../reconciling/reconcile-past-days';
import { forgetDone } from '../retention/forget-done';
import { updateFigures } from './update-figures';

/** Nothing new is begun after these much of a run: a function ends at 60 s, and one day's bills may take a while. */
const FIGURES_UNTIL = 20 * SECOND;
const RECONCILING_UNTIL = 40 * SECOND;
const FORGETTING_UNTIL = 50 * SECOND;

/** What is done once a day: the figures, the bills of past days against the books, and forgetting. What is not finished goes on. */
export async function nightly(ports: Ports): Promise<Record<string, number>> {
  const started = ports.clock.now();
  const figures = await updateFigures(ports, FIGURES_UNTIL);
  const { done, later } = await reconcilePastDays(ports, plus(started, RECONCILING_UNTIL));
  const { forgotten } = await forgetDone(ports, plus(started, FORGETTING_UNTIL));
  return {
    reconciled: done,
    later,
    orders: figures.orders,
    days: figures.days,
    unfinished: figures.unfinished,
    forgotten,
  };
}
