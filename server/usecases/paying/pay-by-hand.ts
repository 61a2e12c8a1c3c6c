import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { unitOf, withUnit } from '../../domain/order/units';
import { PAYMENT_LIFE, type Payment, paymentNo } from '../../domain/payment/payment';
import { payableByHand } from '../../domain/payment/settle-by-hand';
import { plus } from '../../domain/time';
import type { Transaction } from '../../ports/store';
import { putAgenda } from '../agenda/agenda';
import { runNow } from '../agenda/run-agenda';
import { versionOf } from '../charging/version-of';
import { changeOrder } from '../orders/change-order';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { advancePayment } from './advance-payment';

/**
 * Begins an ordinary payment (直接支付) of a unit that was taught: number and bytes are stored, nothing is sent yet.
 * A payment of the unit that is still under way is continued.
 * @throws AppError NOT_FOUND, WRONG_STATE while a service order of the unit is live, or nothing is to be paid
 */
export async function beginPayment(
  ports: Ports,
  openid: string,
  request: RequestOf<'signing', 'payByHand'>,
): Promise<{ paymentId: string }> {
  const { orderId, unitNo } = request;
  await ownOrder(ports, openid, orderId);
  const order = await changeOrder(ports, orderId, async (current, now, tx) => {
    const amountFen = payableByHand(current, unitNo);
    const unit = unitOf(current, unitNo);
    if (unit.livePayment && (await isUsable(tx, unit.livePayment))) return undefined;
    const n = (current.payments ?? 0) + 1;
    const { title } = await versionOf(tx, current);
    const payment: Payment = {
      _id: paymentNo(orderId, n),
      institutionId: current.institutionId,
      orderId,
      unitNo,
      payerOpenid: openid,
      amountFen,
      title: `${title} ${unit.name}`,
      state: 'creating',
      createdAt: now,
      expiresAt: plus(now, PAYMENT_LIFE),
      polls: 0,
      revision: 1,
    };
    const { _id: outTradeNo, title: description, expiresAt } = payment;
    return {
      order: withUnit({ ...current, payments: n }, { ...unit, livePayment: outTradeNo }),
      intents: [
        ports.payments.prepare('create-payment', { outTradeNo, description, openid, amountFen, expiresAt }),
      ],
      also: async (t) => {
        await t.insert('payments', payment);
        await putAgenda(t, 'payment', outTradeNo, now);
      },
    };
  });
  return { paymentId: unitOf(order, unitNo).livePayment ?? '' };
}

async function isUsable(tx: Transaction, paymentId: string): Promise<boolean> {
  const payment = await tx.get('payments', paymentId);
  return payment?.state === 'creating' || payment?.state === 'open';
}

/**
 * The parameters for `wx.requestPayment`; WeChat is asked for them when they are still to be made. Repeatable.
 * @throws AppError UNCERTAIN while WeChat's answer is not known, WRONG_STATE when the payment is over
 */
export async function handOutPayment(
  ports: Ports,
  paymentId: string,
): Promise<ResponseOf<'signing', 'payByHand'>> {
  await runNow(ports, 'payment', paymentId, advancePayment);
  const payment = await ports.store.get('payments', paymentId);
  if (payment?.state === 'creating') throw new AppError('UNCERTAIN', `payment ${paymentId}`);
  if (payment?.state !== 'open' || payment.prepayId === undefined) {
    throw new AppError('WRONG_STATE', `payment ${paymentId} is ${payment?.state ?? 'missing'}`);
  }
  return {
    paymentId,
    amountFen: payment.amountFen,
    expiresAt: payment.expiresAt,
    parameters: ports.payments.paymentParameters(payment.prepayId),
  };
}

/** What became of a payment; WeChat is asked at once, since coming back from its sheet proves nothing. */
export async function paymentState(
  ports: Ports,
  openid: string,
  request: RequestOf<'signing', 'payment'>,
): Promise<ResponseOf<'signing', 'payment'>> {
  const known = await ports.store.get('payments', request.paymentId);
  if (known?.payerOpenid !== openid) throw new AppError('NOT_FOUND', `no payment ${request.paymentId}`);
  await runNow(ports, 'payment', request.paymentId, advancePayment);
  const payment = (await ports.store.get('payments', request.paymentId)) ?? known;
  const { orderId, unitNo, amountFen, state } = payment;
  return { paymentId: payment._id, orderId, unitNo, amountFen, state };
}
