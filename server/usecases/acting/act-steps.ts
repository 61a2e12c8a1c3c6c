import type { MoneyAct } from '../../domain/act/act';
import { move } from '../../domain/machine';
import { ACT_MACHINE, type ActState } from '../../domain/machines';
import type { Order, Unit } from '../../domain/order/order';
import type { Time } from '../../domain/time';
import type { Transaction } from '../../ports/store';
import type { OrderChange } from '../orders/change-order';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { taskId } from '../tasks/raise-task';
import { actPush } from './act-texts';

/** The act in its next state. @throws ForbiddenTransition */
export function moveAct(act: MoneyAct, to: ActState): MoneyAct {
  return { ...act, state: move('money act', ACT_MACHINE, act.state, to), revision: act.revision + 1 };
}

/** The order while an act of it is asked for or under way: a second one about the same thing is refused. */
export function withLiveAct(order: Order, act: MoneyAct): Order {
  const live = { actId: act._id, ...(act.unitNo === undefined ? {} : { unitNo: act.unitNo }) };
  return { ...order, liveActs: [...(order.liveActs ?? []), live] };
}

export function withoutLiveAct(order: Order, actId: string): Order {
  const { liveActs = [], ...rest } = order;
  const left = liveActs.filter((live) => live.actId !== actId);
  return left.length === 0 ? rest : { ...rest, liveActs: left };
}

/** How an act ended, in words. */
export interface Ending {
  state: 'done' | 'failed' | 'declined' | 'withdrawn';
  outcome: string;
}

/**
 * The change that ends an act: the order is free for the next one, the approval task is off the list, the learner is
 * told of what is charged less, and the record has the unit before and after.
 */
export function endingChange(
  ports: Ports,
  act: MoneyAct,
  ending: Ending,
  now: Time,
  states: { before: Order; change: OrderChange },
): OrderChange {
  const { before, change } = states;
  const ended: MoneyAct = { ...moveAct(act, ending.state), endedAt: now, outcome: ending.outcome };
  const order = withoutLiveAct(change.order, act._id);
  const push = ending.state === 'done' ? actPush(order, ended) : undefined;
  const subject = { orderId: order._id, ...(act.unitNo === undefined ? {} : { unitNo: act.unitNo }) };
  const entry = {
    by: act.decidedBy ?? act.askedBy,
    action: `${act.kind}.${ending.state}`,
    subject: act._id,
    before: moneyOf(before, act.unitNo),
    after: { ...moneyOf(order, act.unitNo), outcome: ending.outcome },
  };
  return {
    ...change,
    order,
    pushes: [...(change.pushes ?? []), ...(push ? [{ id: `act-${act._id}`, draft: push }] : [])],
    settled: [...(change.settled ?? []), taskId('act_asked', subject)],
    also: async (tx: Transaction) => {
      await change.also?.(tx);
      await tx.put('acts', ended);
      await recordAct(tx, ports, entry, now);
    },
  };
}

/** What an audit entry says of an order's money: never a name or an openid. */
export function moneyOf(order: Order, unitNo: number | undefined): Record<string, unknown> {
  const unit = unitNo === undefined ? undefined : order.units[unitNo - 1];
  return {
    order: order.state,
    ...(order.parked ? { parked: order.parked.reason } : {}),
    ...(unit ? unitMoney(unit) : {}),
  };
}

function unitMoney({ teaching, collection, chargeFen, chargedFen, collectedFen, refundedFen }: Unit) {
  return { teaching, collection, chargeFen, chargedFen, collectedFen, refundedFen };
}
