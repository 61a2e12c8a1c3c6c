import type { MoneyAct } from '../../domain/act/act';
import { AppError, invariant } from '../../domain/errors';
import { move } from '../../domain/machine';
import { REFUND_MACHINE } from '../../domain/machines';
import { sum, ZERO } from '../../domain/money';
import type { Order } from '../../domain/order/order';
import { unitOf, withUnit } from '../../domain/order/units';
import { type Refund, refundNo } from '../../domain/payment/refund';
import type { Time } from '../../domain/time';
import type { Transaction } from '../../ports/store';
import { putAgenda } from '../agenda/agenda';
import type { OrderChange } from '../orders/change-order';
import type { Ports } from '../ports';
import { decisionPush } from '../refunding/decide-refund';
import { type KeptPayment, keptPaymentOf } from '../refunding/kept-payment';
import { refundCall } from '../refunding/refund-overpaid';
import { taskId } from '../tasks/raise-task';
import { moveAct } from './act-steps';
import { endAct } from './end-act';

/** The payment that an act's refund goes back to. */
export function keptPayment(ports: Ports, act: MoneyAct): Promise<KeptPayment | undefined> {
  return keptPaymentOf(ports, act.orderId, act.unitNo ?? 0);
}

/** Grants the refund: the amount is reserved on the unit and the call stored; sending is the refund's own work. */
export async function beginRefund(
  ports: Ports,
  tx: Transaction,
  order: Order,
  act: MoneyAct,
  about: { payment: KeptPayment | undefined; now: Time },
): Promise<OrderChange> {
  const unit = unitOf(order, act.unitNo ?? 0);
  const refundedFen = sum([unit.refundedFen ?? ZERO, act.amountFen]);
  invariant(2, refundedFen <= (unit.collectedFen ?? ZERO), `unit ${unit.no} refunds ${refundedFen} fen`);
  const asked =
    act.refundId === undefined ? newRefund(order, act, about) : await askedRefund(tx, act.refundId);
  const granted: Refund = {
    ...asked,
    state: move('refund', REFUND_MACHINE, asked.state, 'approved'),
    refundFen: act.amountFen,
    decidedBy: act.decidedBy ?? act.askedBy,
    decidedAt: about.now,
    explanation: act.reason,
    actId: act._id,
    revision: asked.revision + 1,
  };
  const refunds = (order.refunds ?? 0) + (act.refundId === undefined ? 1 : 0);
  return {
    order: { ...withUnit(order, { ...unit, refundedFen }), refunds },
    intents: [refundCall(ports, granted)],
    pushes: [{ id: `rd-${granted._id}`, draft: decisionPush(granted) }],
    // Money given back of finance's own accord answers no request of hers: that stays on the list.
    settled:
      act.refundId === undefined ? [] : [taskId('refund_asked', { orderId: order._id, unitNo: unit.no })],
    also: async (t) => {
      await t.put('refunds', granted);
      await putAgenda(t, 'refund', granted._id, about.now);
      await t.put('acts', { ...moveAct(act, 'running'), refundId: granted._id });
    },
  };
}

function newRefund(
  order: Order,
  act: MoneyAct,
  { payment, now }: { payment: KeptPayment | undefined; now: Time },
): Refund {
  if (payment === undefined) throw new AppError('WRONG_STATE', `no payment of unit ${act.unitNo}`);
  return {
    _id: refundNo(order._id, String((order.refunds ?? 0) + 1)),
    institutionId: order.institutionId,
    campusId: order.campusId,
    orderId: order._id,
    unitNo: act.unitNo ?? 0,
    payerOpenid: order.payerOpenid,
    kind: 'charge',
    ...payment,
    askedFen: act.amountFen,
    reason: act.reason.slice(0, 80),
    state: 'asked',
    askedAt: now,
    polls: 0,
    revision: 0,
  };
}

async function askedRefund(tx: Transaction, refundId: string): Promise<Refund> {
  const refund = await tx.get('refunds', refundId);
  if (refund?.state !== 'asked') throw new AppError('WRONG_STATE', `refund ${refundId} is ${refund?.state}`);
  return refund;
}

/** Ends the act when its refund has an end. */
export async function watchRefund(ports: Ports, act: MoneyAct): Promise<void> {
  const refund = await ports.store.get('refunds', act.refundId ?? '');
  if (refund?.state === 'succeeded') {
    await endAct(ports, act, { state: 'done', outcome: '微信已退款。' });
  } else if (refund?.state === 'closed') {
    await endAct(ports, act, { state: 'failed', outcome: '微信关闭了这笔退款，没有退出。' });
  }
}
