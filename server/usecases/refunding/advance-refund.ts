import { move } from '../../domain/machine';
import { REFUND_MACHINE } from '../../domain/machines';
import { subtract, ZERO } from '../../domain/money';
import type { Posting } from '../../domain/order/collection';
import type { Order } from '../../domain/order/order';
import { unitOf, withUnit } from '../../domain/order/units';
import { applyRefund, type Refund, type RefundFacts } from '../../domain/payment/refund';
import { DAY, HOUR, MINUTE, type Millis, plus, type Time } from '../../domain/time';
import { putAgenda } from '../agenda/agenda';
import { redInvoiceTasks } from '../invoicing/red-invoice';
import { changeOrder, type OrderChange } from '../orders/change-order';
import { sendPaymentCall } from '../paying/send-payment-call';
import type { Ports } from '../ports';
import {
  refundAbnormalTask,
  refundClosedTask,
  refundFailedPush,
  refundStuckTask,
  refundTaskId,
} from './refund-texts';

/** Polls of a refund under way: it has an event, polls are for the lost ones. */
const POLLS: readonly Millis[] = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR, DAY];

/**
 * Brings a granted refund on: sent once, watched until WeChat says how it ended. "Accepted" is not "refunded". An
 * unknown outcome is asked about first, then the same bytes are sent again.
 * @returns when to look again
 */
export async function advanceRefund(ports: Ports, refundId: string): Promise<Time | undefined> {
  const refund = await ports.store.get('refunds', refundId);
  if (refund === undefined || !isUnderWay(refund.state)) return undefined;
  const asked = await ports.payments.queryRefund(refundId);
  if (asked.kind === 'done') return settle(ports, refund, asked.value);
  if (asked.kind !== 'refused' || asked.status !== 404) return later(ports, refund);
  const sent = await sendPaymentCall(ports, 'create-refund', refundId);
  if (sent?.kind === 'done') return settle(ports, refund, sent.value);
  if (sent?.kind === 'refused') return stuck(ports, refund, sent.code);
  return later(ports, refund);
}

async function settle(ports: Ports, refund: Refund, facts: RefundFacts): Promise<Time | undefined> {
  const state = await applyRefundFacts(ports, refund._id, facts);
  return isUnderWay(state) ? later(ports, refund) : undefined;
}

/** An abnormal one is watched as well: finance sends it again in WeChat Pay's own console. */
function isUnderWay(state: Refund['state'] | undefined): boolean {
  return state === 'approved' || state === 'processing' || state === 'abnormal';
}

async function later(ports: Ports, refund: Refund): Promise<Time> {
  const polls = refund.polls + 1;
  await ports.store.updateIf('refunds', refund._id, { revision: refund.revision }, { polls });
  return plus(ports.clock.now(), POLLS[Math.min(polls, POLLS.length) - 1] ?? DAY);
}

/** WeChat refuses it as it stands: repeating won't help, a person must look. */
async function stuck(ports: Ports, refund: Refund, code: string): Promise<Time> {
  await changeOrder(ports, refund.orderId, (order, now) => ({
    order,
    tasks: [refundStuckTask(refund, code, now)],
  }));
  return plus(ports.clock.now(), DAY);
}

/** Applies what WeChat says of a refund; the ledger books it when it has succeeded. */
export async function applyRefundFacts(
  ports: Ports,
  refundId: string,
  facts: RefundFacts,
): Promise<Refund['state'] | undefined> {
  const refund = await ports.store.get('refunds', refundId);
  if (refund === undefined) return undefined;
  let state: Refund['state'] = refund.state;
  await changeOrder(ports, refund.orderId, async (order, now, tx): Promise<OrderChange | undefined> => {
    const known = await tx.get('refunds', refundId);
    if (known === undefined) return undefined;
    const after = applyRefund(processed(known), facts, now);
    state = after.state;
    if (after.state === known.state) return undefined;
    const given = released(order, after);
    const succeeded = after.state === 'succeeded';
    const news = newsOf(after, now);
    return {
      order: given,
      postings: succeeded ? [posting(after)] : [],
      ...news,
      tasks: [...(news.tasks ?? []), ...(succeeded ? await redInvoiceTasks(tx, given, after, now) : [])],
      also: async (t) => {
        await t.put('refunds', { ...after, revision: after.revision + 1 });
        if (after.actId !== undefined) await putAgenda(t, 'act', after.actId, now);
      },
    };
  });
  return state;
}

/**
 * What has an end was being processed, though we may not have heard of it: its acceptance went unheard, or finance sent
 * an abnormal one again in WeChat Pay's console. One that is abnormal still comes back to where it was.
 */
function processed(known: Refund): Refund {
  const unheard = known.state === 'approved' || known.state === 'abnormal';
  return unheard ? { ...known, state: move('refund', REFUND_MACHINE, known.state, 'processing') } : known;
}

/** A refund that went wrong is told to finance, and to the payer who was promised it; one that arrived settles that. */
function newsOf(refund: Refund, now: Time): Pick<OrderChange, 'tasks' | 'pushes' | 'settled'> {
  if (refund.state === 'abnormal') return { tasks: [refundAbnormalTask(refund, now)] };
  if (refund.state === 'closed') {
    return {
      tasks: [refundClosedTask(refund, now)],
      pushes: [{ id: `rf-${refund._id}`, draft: refundFailedPush(refund) }],
    };
  }
  return refund.state === 'succeeded' ? { settled: [refundTaskId(refund)] } : {};
}

function posting(refund: Refund): Posting {
  return {
    kind: refund.kind === 'overpaid' ? 'refund_overpaid' : 'refund',
    unitNo: refund.unitNo,
    amountFen: refund.refundFen ?? ZERO,
    transactionId: refund.transactionId,
  };
}

/** A refund that WeChat closed gives its reservation back. */
function released(order: Order, refund: Refund): Order {
  if (refund.state !== 'closed' || refund.kind !== 'charge') return order;
  const unit = unitOf(order, refund.unitNo);
  const refundedFen = subtract(unit.refundedFen ?? ZERO, refund.refundFen ?? ZERO);
  return withUnit(order, { ...unit, refundedFen });
}
