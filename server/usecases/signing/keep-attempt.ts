import type { CourseVersion } from '../../domain/course/course';
import { move } from '../../domain/machine';
import { ORDER_MACHINE } from '../../domain/machines';
import { attemptOf, serviceOrderNo } from '../../domain/order/attempts';
import type { Order } from '../../domain/order/order';
import { stepKey } from '../../domain/order/step';
import { PLAN_POLL_EVERY } from '../../domain/order/timing';
import { layUnits } from '../../domain/order/units';
import { DAY, plus, type Time } from '../../domain/time';
import { moneyLimits } from '../acting/limits';
import type { Progress } from '../charging/progress';
import { planOf, versionOf } from '../charging/version-of';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { applyPlan } from './query-attempt';

/**
 * The first signed attempt wins: its price list becomes the order's units, and the order is active. WeChat is asked
 * once more: a plan that was closed again before we looked is not kept.
 */
export async function keepAttempt(ports: Ports, orderId: string, attemptNo: number): Promise<Progress> {
  const order = await ports.store.get('orders', orderId);
  if (order === undefined) return 'no-news';
  const answer = await ports.payScore.querySignPlan(attemptOf(order, attemptNo).merchantSignPlanNo);
  if (answer.kind !== 'done') return 'no-news';
  const facts = answer.value;
  if (facts.state !== 'SIGNED') return applyPlan(ports, orderId, attemptNo, facts, { quiet: true });
  await changeOrder(
    ports,
    orderId,
    async (current, now, tx) => {
      const signed = attemptOf(current, attemptNo).state === 'signed';
      if (current.state !== 'signing' || current.keptAttempt !== undefined || !signed) return undefined;
      const version = await versionOf(tx, current);
      const active = activated(current, attemptNo, version, facts.planOverTime, now);
      if (version.mode !== 'scheduled') return { order: active };
      const { silenceDays } = await moneyLimits(ports, tx);
      return { order: { ...active, silenceDays } };
    },
    { quiet: true },
  );
  return 'news';
}

function checkPlanKey(attemptNo: number): string {
  return stepKey({ do: 'check-plan', attemptNo });
}

function activated(
  order: Order,
  attemptNo: number,
  version: CourseVersion,
  overTime: Time | undefined,
  now: Time,
): Order {
  const plan = planOf(version, attemptOf(order, attemptNo).rungKey);
  return {
    ...order,
    state: move('order', ORDER_MACHINE, order.state, 'active'),
    keptAttempt: attemptNo,
    units: layUnits(plan.details, (no) => serviceOrderNo(order._id, attemptNo, no)),
    signedAt: now,
    planOverTime: overTime ?? plus(now, version.planDays * DAY),
    seatsPending: true,
    pace: { ...order.pace, [checkPlanKey(attemptNo)]: { tries: 0, until: plus(now, PLAN_POLL_EVERY) } },
  };
}
