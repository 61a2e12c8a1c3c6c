import type { MoneyAct } from '../../domain/act/act';
import { isAtWeChat, letOff, lowerInHouse, paidElsewhere, waiveInHouse } from '../../domain/act/in-house';
import { AppError } from '../../domain/errors';
import { ZERO } from '../../domain/money';
import type { Order } from '../../domain/order/order';
import { unitOf } from '../../domain/order/units';
import type { Time } from '../../domain/time';
import type { Transaction } from '../../ports/store';
import { closingChange } from '../closing/closing-change';
import type { OrderChange } from '../orders/change-order';
import { withoutUnitPace } from '../orders/pace';
import type { Ports } from '../ports';
import { taskId } from '../tasks/raise-task';

interface CarriedOut {
  change: OrderChange;
  outcome: string;
}

/** Whether the act is done with us alone, in one transaction; WeChat Pay is told by the order's own steps. */
export function isInHouse(order: Order, act: MoneyAct): boolean {
  if (act.unitNo === undefined) return true;
  if (act.kind === 'charge_again' || act.kind === 'cancel_order') return false;
  return !isAtWeChat(unitOf(order, act.unitNo));
}

/** @throws AppError WRONG_STATE, ForbiddenTransition when the order has moved on */
export async function carryOutInHouse(
  ports: Ports,
  tx: Transaction,
  order: Order,
  act: MoneyAct,
  now: Time,
): Promise<CarriedOut> {
  if (act.unitNo !== undefined) return onUnit(order, act, act.unitNo, now);
  switch (act.kind) {
    case 'stop_plan':
      return {
        change: await closingChange(ports, tx, order, 'institution', now),
        outcome: '已停止，关闭结算单已发给学员。',
      };
    case 'resume':
      return { change: unparked(order), outcome: '已恢复；如果账目仍对不上，会再次停下。' };
    case 'settle':
      return { change: await settled(ports, tx, order, now), outcome: '余额已免去，扣费计划结束。' };
    default:
      throw new AppError('WRONG_STATE', `${act.kind} is about a unit`);
  }
}

function onUnit(order: Order, act: MoneyAct, unitNo: number, now: Time): CarriedOut {
  const decision = { by: act.decidedBy ?? act.askedBy, at: now, explanation: act.reason };
  const tasks = ['objection', 'pay_by_hand', 'owing', 'stuck_call'] as const;
  const done = tasks.map((kind) => taskId(kind, { orderId: order._id, unitNo }));
  const free = (changed: Order) => withoutUnitPace(changed, unitNo);
  switch (act.kind) {
    case 'lower': {
      const lowered = lowerInHouse(order, unitNo, act.chargeFen ?? ZERO, decision);
      // What is to be paid by hand stays on the list, only with less.
      return { change: { order: free(lowered), settled: done.slice(0, 1) }, outcome: '已减少。' };
    }
    case 'waive':
      return {
        change: { order: free(waiveInHouse(order, unitNo, decision)), settled: done },
        outcome: '已免收。',
      };
    case 'paid_elsewhere': {
      const paid = paidElsewhere(order, unitNo, act.paidAt ?? now);
      return {
        change: { order: free(paid.order), postings: paid.postings, settled: done },
        outcome: '已登记为其他方式付清。',
      };
    }
    default:
      throw new AppError('WRONG_STATE', `${act.kind} is not done with us alone`);
  }
}

/** A person has looked: the order goes on from what is stored, and is parked again if the breach is still there. */
function unparked(order: Order): { order: Order; settled: string[] } {
  const { parked: _parked, ...rest } = order;
  return { order: { ...rest, pace: {} }, settled: [taskId('order_parked', { orderId: order._id })] };
}

async function settled(ports: Ports, tx: Transaction, order: Order, now: Time): Promise<OrderChange> {
  const { order: free, settled: tasks } = unparked(order);
  const off = letOff(free);
  if (off.state !== 'active') return { order: off, settled: tasks };
  const change = await closingChange(ports, tx, off, 'institution', now);
  return { ...change, settled: [...tasks, ...(change.settled ?? [])] };
}
