import { move } from '../../domain/machine';
import { unitOf, withUnit } from '../../domain/order/units';
import { applyPayment, PAYMENT_MACHINE, type Payment, type PaymentFacts } from '../../domain/payment/payment';
import { settleByHand } from '../../domain/payment/settle-by-hand';
import { MINUTE, plus, type Time } from '../../domain/time';
import { voucherPush } from '../charging/texts';
import { changeOrder, type OrderChange } from '../orders/change-order';
import { recordIntent } from '../orders/intents';
import type { Ports } from '../ports';
import { refundOverpaid } from '../refunding/refund-overpaid';
import { taskId } from '../tasks/raise-task';
import { sendPaymentCall } from './send-payment-call';

/** Polls of a payment sheet that is open, minutes; it has an event, polls are for the lost ones. */
const POLL_MINUTES = [1, 2, 5, 10] as const;

/**
 * Brings an ordinary payment on: created, watched, closed when its time is over, and settled with its unit once
 * WeChat says that the money is there. Idempotent; an unknown outcome is asked about before anything is repeated.
 * @returns when to look again
 */
export async function advancePayment(ports: Ports, paymentId: string): Promise<Time | undefined> {
  const payment = await ports.store.get('payments', paymentId);
  if (payment === undefined || payment.state === 'paid' || payment.state === 'closed') return undefined;
  const asked = await ports.payments.queryPayment(paymentId);
  if (asked.kind === 'busy' || asked.kind === 'unknown') return later(ports, payment);
  if (asked.kind === 'done') {
    const state = await applyPaymentFacts(ports, paymentId, asked.value);
    if (state === 'paid' || state === 'closed') return undefined;
  }
  if (ports.clock.now() >= payment.expiresAt) return close(ports, payment, asked.kind === 'refused');
  if (payment.state === 'creating') return create(ports, payment);
  return later(ports, payment);
}

async function create(ports: Ports, payment: Payment): Promise<Time | undefined> {
  const outcome = await sendPaymentCall(ports, 'create-payment', payment._id);
  if (outcome?.kind === 'done') {
    await changePayment(ports, payment._id, (known) =>
      known.state === 'creating'
        ? {
            ...known,
            state: move('payment', PAYMENT_MACHINE, known.state, 'open'),
            prepayId: outcome.value.prepayId,
          }
        : known,
    );
    return later(ports, payment);
  }
  if (outcome?.kind === 'refused') return end(ports, payment);
  return later(ports, payment);
}

/** Its time is over: it is closed, so that the unit can be paid in another way. One that WeChat never made just ends. */
async function close(ports: Ports, payment: Payment, unknownToWeChat: boolean): Promise<Time | undefined> {
  if (unknownToWeChat) return end(ports, payment);
  const call = ports.payments.prepare('close-payment', { outTradeNo: payment._id });
  await ports.store.transaction(async (tx) => {
    const known = await tx.get('payments', payment._id);
    if (known?.state !== 'open' && known?.state !== 'creating') return;
    await recordIntent(tx, call, payment.orderId, ports.clock.now());
    const state = move('payment', PAYMENT_MACHINE, known.state, 'closing');
    await tx.put('payments', { ...known, state, revision: known.revision + 1 });
  });
  await sendPaymentCall(ports, 'close-payment', payment._id);
  const asked = await ports.payments.queryPayment(payment._id);
  if (asked.kind === 'done') {
    const state = await applyPaymentFacts(ports, payment._id, asked.value);
    if (state === 'paid' || state === 'closed') return undefined;
  }
  return plus(ports.clock.now(), MINUTE);
}

async function end(ports: Ports, payment: Payment): Promise<undefined> {
  await changePayment(ports, payment._id, (known) =>
    known.state === 'paid' || known.state === 'closed'
      ? known
      : { ...known, state: move('payment', PAYMENT_MACHINE, known.state, 'closed') },
  );
  return undefined;
}

async function later(ports: Ports, payment: Payment): Promise<Time> {
  const polls = payment.polls + 1;
  await changePayment(ports, payment._id, (known) => ({ ...known, polls }));
  const wait = POLL_MINUTES[Math.min(polls, POLL_MINUTES.length) - 1] ?? 1;
  const next = plus(ports.clock.now(), wait * MINUTE);
  return next < payment.expiresAt || ports.clock.now() >= payment.expiresAt ? next : payment.expiresAt;
}

async function changePayment(ports: Ports, id: string, change: (known: Payment) => Payment): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const known = await tx.get('payments', id);
    if (known === undefined) return;
    await tx.put('payments', { ...change(known), revision: known.revision + 1 });
  });
}

/** Applies what WeChat says of a payment, in any order and any number of times; money is booked with its unit. */
export async function applyPaymentFacts(
  ports: Ports,
  paymentId: string,
  facts: PaymentFacts,
): Promise<Payment['state'] | undefined> {
  const payment = await ports.store.get('payments', paymentId);
  if (payment === undefined) return undefined;
  let state: Payment['state'] = payment.state;
  await changeOrder(ports, payment.orderId, async (order, now, tx): Promise<OrderChange | undefined> => {
    const known = await tx.get('payments', paymentId);
    const after = known && applyPayment(known, facts, now);
    state = after?.state ?? payment.state;
    if (after === undefined || after === known) return undefined;
    const writePayment = (t: typeof tx) => t.put('payments', { ...after, revision: after.revision + 1 });
    if (after.state !== 'paid') {
      const { livePayment: _over, ...unit } = unitOf(order, after.unitNo);
      return { order: withUnit(order, unit), also: writePayment };
    }
    const { order: settled, postings } = settleByHand(order, after, now);
    const unit = unitOf(settled, after.unitNo);
    const paid = unit.collection === 'paid_by_hand';
    return {
      order: settled,
      postings,
      pushes: paid ? [{ id: `voucher-${order._id}-${unit.no}`, draft: voucherPush(settled, unit) }] : [],
      settled: paid ? [taskId('pay_by_hand', { orderId: order._id, unitNo: unit.no })] : [],
      also: async (t) => {
        await writePayment(t);
        await refundOverpaid(t, ports, settled, postings, now);
      },
    };
  });
  return state;
}
