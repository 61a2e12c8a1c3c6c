import { applySignPlan, attemptOf, moveAttempt, withAttempt } from '../../domain/order/attempts';
import type { Order } from '../../domain/order/order';
import { MINUTE, type Millis, plus } from '../../domain/time';
import type { SignPlanFacts } from '../../ports/pay-score';
import type { Transaction } from '../../ports/store';
import type { Progress } from '../charging/progress';
import { isNotThere } from '../charging/query-unit';
import { changeOrder } from '../orders/change-order';
import { withoutAttemptPace } from '../orders/pace';
import type { Ports } from '../ports';

/** WeChat takes calls from clocks that are off by as much: by its own clock a package may live that much longer. */
const CLOCKS_DIFFER: Millis = 5 * MINUTE;

/**
 * Asks WeChat for a sign plan and applies what it says. A signature, a cancellation and an end all arrive here. That
 * WeChat never heard of a plan means that its creation did not happen; of one whose package was handed out it is not
 * believed, since she can sign it.
 */
export async function queryAttempt(ports: Ports, orderId: string, attemptNo: number): Promise<Progress> {
  const order = await ports.store.get('orders', orderId);
  if (order === undefined) return 'no-news';
  const attempt = attemptOf(order, attemptNo);
  const answer = await ports.payScore.querySignPlan(attempt.merchantSignPlanNo);
  if (isNotThere(answer)) return attempt.package === undefined ? lapse(ports, orderId, attemptNo) : 'no-news';
  if (answer.kind !== 'done') return 'no-news';
  return applyPlan(ports, orderId, attemptNo, answer.value, { quiet: true });
}

/** Brings a signing attempt to what WeChat says of its plan: answers, queries and callbacks alike. */
export async function applyPlan(
  ports: Ports,
  orderId: string,
  attemptNo: number,
  facts: SignPlanFacts,
  options: { quiet: boolean; also?: (tx: Transaction) => Promise<void> },
): Promise<Progress> {
  let progress: Progress = 'no-news';
  await changeOrder(
    ports,
    orderId,
    (order) => {
      const after = applySignPlan(order, attemptNo, facts);
      progress = stateOf(after, attemptNo) === stateOf(order, attemptNo) ? 'no-news' : 'news';
      const also = options.also ? { also: options.also } : {};
      if (progress === 'news') return { order: withoutAttemptPace(after, attemptNo), ...also };
      return options.also ? { order, ...also } : undefined;
    },
    { quiet: options.quiet },
  );
  return progress;
}

function stateOf(order: Order, attemptNo: number): string {
  return attemptOf(order, attemptNo).state;
}

/**
 * The package is dead, by WeChat's clock as well. Asks a last time; an unsigned plan stays unsigned, which looks the same whether WeChat
 * refused her or she walked away, and we don't ask.
 */
export async function lapseAttempt(ports: Ports, orderId: string, attemptNo: number): Promise<Progress> {
  const order = await ports.store.get('orders', orderId);
  if (order === undefined) return 'no-news';
  const attempt = attemptOf(order, attemptNo);
  const answer = await ports.payScore.querySignPlan(attempt.merchantSignPlanNo);
  if (answer.kind === 'busy' || answer.kind === 'unknown') return 'no-news';
  if (answer.kind === 'done' && answer.value.state !== 'UNSIGNED') {
    return applyPlan(ports, orderId, attemptNo, answer.value, { quiet: true });
  }
  const deadFrom = attempt.packageExpiresAt && plus(attempt.packageExpiresAt, CLOCKS_DIFFER);
  if (deadFrom !== undefined && ports.clock.now() < deadFrom) return 'no-news';
  return lapse(ports, orderId, attemptNo);
}

/** Only what nobody has signed can lapse. */
async function lapse(ports: Ports, orderId: string, attemptNo: number): Promise<Progress> {
  let progress: Progress = 'no-news';
  await changeOrder(
    ports,
    orderId,
    (order) => {
      const attempt = attemptOf(order, attemptNo);
      const unsigned = attempt.state === 'unsigned' || attempt.state === 'preparing';
      progress = unsigned ? 'news' : 'no-news';
      return unsigned ? { order: withAttempt(order, moveAttempt(attempt, 'lapsed')) } : undefined;
    },
    { quiet: true },
  );
  return progress;
}
