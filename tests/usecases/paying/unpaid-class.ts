import { fen } from '../../../server/domain/money';
import type { Order, Unit } from '../../../server/domain/order/order';
import type { Payment } from '../../../server/domain/payment/payment';
import { MINUTE, plus, SECOND, type Time } from '../../../server/domain/time';
import type { CallOutcome } from '../../../server/ports/pay-score';
import type { PaymentFacts } from '../../../server/ports/payments';
import { advancePayment } from '../../../server/usecases/paying/advance-payment';
import { beginPayment } from '../../../server/usecases/paying/pay-by-hand';
import { order, taughtUnit, unit } from '../../domain/order/orders';
import { Desk, NOW } from '../acting/desk';
import { PAYER } from '../school';

export const REFUSED: CallOutcome<never> = {
  ...{ kind: 'refused', status: 400, code: 'PARAM_ERROR', message: '', requestId: 'r-0' },
};

/** Taught on Monday, its window over, to be paid without a deduction. */
export const unpaid: Unit = taughtUnit(1, {
  ...{ teaching: 'confirmed', collection: 'none', chargeFen: fen(10_000) },
});

/** The second class was taught as well and is to be paid as well. */
export const second: Unit = { ...unpaid, no: 2, name: '第2次课' };

const { keptAttempt: _kept, signedAt: _at, planOverTime: _until, ...unsigned } = order({ attempts: [] });

/** Nothing of it was ever signed. */
export const UNSIGNED: Order = unsigned;

/** One who signed nothing and has not paid her first class. */
export async function unpaidClass(changes: Partial<Order> = {}): Promise<Desk> {
  const desk = await Desk.with({ ...UNSIGNED, ordinary: true, units: [unpaid, unit(2)], ...changes });
  await desk.putTasks(['pay_by_hand'], 1);
  await desk.putTasks(['pay_by_hand'], 2);
  return desk;
}

/** She has tapped "pay", and nothing was sent yet. */
export async function begun(changes: Partial<Payment> = {}, about: Partial<Order> = {}): Promise<Desk> {
  const desk = await unpaidClass(about);
  await beginPayment(desk.ports, PAYER, { requestId: 'r', orderId: 'order1', unitNo: 1 });
  await change(desk, changes);
  return desk;
}

/** Her payment sheet is open, and WeChat waits for her. */
export async function open(changes: Partial<Payment> = {}, about: Partial<Order> = {}): Promise<Desk> {
  const desk = await begun(changes, about);
  await goOn(desk);
  await change(desk, changes);
  return desk;
}

async function change(desk: Desk, changes: Partial<Payment>): Promise<void> {
  const payment = { ...(await paymentOf(desk)), ...changes };
  await desk.store.transaction((tx) => tx.put('payments', payment));
}

/** @returns when to look again */
export function goOn(desk: Desk): Promise<Time | undefined> {
  return advancePayment(desk.ports, 'order1P1');
}

export async function paymentOf(desk: Desk): Promise<Payment> {
  const payment = await desk.store.get('payments', 'order1P1');
  if (payment === undefined) throw new Error('no payment');
  return payment;
}

/** What WeChat says of the payment from now on. */
export function says(desk: Desk, tradeState: string, more: Partial<PaymentFacts> = {}): void {
  desk.world.payments.payments.set('order1P1', { outTradeNo: 'order1P1', tradeState, ...more });
}

/** What was sent to WeChat Pay, by kind. */
export function sent(desk: Desk): string[] {
  return desk.world.payments.sent.map(({ kind }) => kind);
}

/** As it was begun at the desk's time, ten on Wednesday. */
export const BEGUN: Payment = {
  ...{ _id: 'order1P1', institutionId: 'inst', orderId: 'order1', unitNo: 1, payerOpenid: PAYER },
  ...{ amountFen: fen(10_000), title: '吉他入门 第1次课', state: 'creating', createdAt: NOW },
  ...{ expiresAt: plus(NOW, 30 * MINUTE), polls: 0, revision: 1 },
};

export const OPEN: Payment = { ...BEGUN, state: 'open', prepayId: 'pre-order1P1', polls: 1, revision: 3 };

export const minutes = (n: number, from: Time = NOW): Time => plus(from, n * MINUTE);

/** When the money arrived, by WeChat's clock. */
export const PAID_AT = plus(NOW, 20 * SECOND);

/** WeChat has the money. */
export const SUCCESS = {
  outTradeNo: 'order1P1',
  tradeState: 'SUCCESS',
  transactionId: 't1',
  paidAt: PAID_AT,
};
