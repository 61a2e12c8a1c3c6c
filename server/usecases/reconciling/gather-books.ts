import type { LedgerEntry } from '../../domain/ledger/entry';
import { sum, ZERO } from '../../domain/money';
import { parseNumber } from '../../domain/order/attempts';
import type { Order, Unit } from '../../domain/order/order';
import { unitOf } from '../../domain/order/units';
import { type BillRow, businessNo, type ScoreBillRow } from '../../domain/reconciliation/bill';
import type {
  Books,
  LedgerMoney,
  LedgerRefund,
  Place,
  TaughtUnit,
} from '../../domain/reconciliation/reconcile';
import { DAY, dayOf, HOUR, plus, type Time } from '../../domain/time';
import type { Ports } from '../ports';
import { scoreUnits } from './score-units';

/** A unit that is confirmed for this long and still has no charge under way is looked into. */
const UNCHARGED_AFTER = 2 * DAY;

/** What ledger and roll calls say about one day, and about every transaction that the day's bill names. */
export async function gatherBooks(
  ports: Ports,
  day: string,
  bill: readonly BillRow[],
  scoreBill?: readonly ScoreBillRow[],
): Promise<Books> {
  const near = await entriesOf(ports, day, bill);
  const numbers = [...bill.map(businessNo), ...(scoreBill ?? []).map((row) => row.number)];
  const orders = await ordersOf(ports, near, numbers);
  const places = await placesOf(ports, numbers, orders);
  const inBill = new Set(bill.map((row) => row.transactionId));
  const entries = near.filter((entry) => {
    const order = orders.get(entry.orderId);
    return (
      inBill.has(entry.why.transactionId ?? '') || (order !== undefined && dayOfMoney(order, entry) === day)
    );
  });
  return {
    bill,
    ledger: moneyOf(entries, orders),
    refunds: await refundsOf(ports, day, bill),
    units: [...orders.values()].flatMap((order) => unitsOf(order, ports.clock.now())),
    ...(scoreBill ? { score: { bill: scoreBill, units: await scoreUnits(ports, scoreBill, orders) } } : {}),
    placeOf: (number) => places.get(number),
    isOurs: (number) => {
      const known = parseNumber(number) ?? paymentOrder(number);
      return known !== undefined && orders.has(known.orderId);
    },
  };
}

/** Entries about money of the day, by WeChat's time of it, and those of the bill's transactions. */
async function entriesOf(ports: Ports, day: string, bill: readonly BillRow[]): Promise<LedgerEntry[]> {
  const midnight = `${day}T00:00:00.000+08:00` as Time;
  const near = await pages(ports, { at: { $gte: midnight, $lt: plus(midnight, 2 * DAY) } });
  const ids = [...new Set(bill.map((row) => row.transactionId))].filter((id) => id !== '');
  const named: LedgerEntry[] = [];
  for (let i = 0; i < ids.length; i += 100) {
    named.push(...(await pages(ports, { 'why.transactionId': { $in: ids.slice(i, i + 100) } })));
  }
  const all = new Map([...near, ...named].map((entry) => [entry._id, entry]));
  return [...all.values()].filter((entry) => entry.kind === 'collect' || entry.kind === 'overpaid');
}

async function pages(ports: Ports, query: Parameters<Ports['store']['find']>[1]): Promise<LedgerEntry[]> {
  const found: LedgerEntry[] = [];
  for (;;) {
    const page = await ports.store.find('ledger', query, {
      sort: { _id: 1 },
      limit: 1000,
      skip: found.length,
    });
    found.push(...page);
    if (page.length < 1000) return found;
  }
}

async function ordersOf(
  ports: Ports,
  entries: readonly LedgerEntry[],
  numbers: readonly string[],
): Promise<Map<string, Order>> {
  const fromBill = numbers.flatMap((number) => (parseNumber(number) ?? paymentOrder(number))?.orderId ?? []);
  const ids = [...new Set([...entries.map((entry) => entry.orderId), ...fromBill])];
  const orders = await Promise.all(ids.map((id) => ports.store.get('orders', id)));
  return new Map(orders.flatMap((order) => (order ? [[order._id, order] as const] : [])));
}

/** The order of an ordinary payment's number, `{order}P{n}`. */
function paymentOrder(number: string): { orderId: string } | undefined {
  const match = /^([0-9A-Za-z]{1,16}?)P\d+$/.exec(number);
  return match?.[1] ? { orderId: match[1] } : undefined;
}

/** The ledger's money by transaction; a payment that is partly a second one stands in two entries. */
function moneyOf(entries: readonly LedgerEntry[], orders: ReadonlyMap<string, Order>): LedgerMoney[] {
  const byTransaction = new Map<string, LedgerMoney>();
  for (const { kind, why, orderId, unitNo, amountFen } of entries) {
    const order = orders.get(orderId);
    if (why.transactionId === undefined || order === undefined) continue;
    const known = byTransaction.get(why.transactionId);
    const money = known ?? {
      ...{ transactionId: why.transactionId, number: unitOf(order, unitNo).outTradeNo, orderId, unitNo },
      ...{ collectedFen: ZERO, overpaidFen: ZERO },
    };
    byTransaction.set(why.transactionId, {
      ...money,
      collectedFen: kind === 'collect' ? sum([money.collectedFen, amountFen]) : money.collectedFen,
      overpaidFen: kind === 'overpaid' ? sum([money.overpaidFen, amountFen]) : money.overpaidFen,
    });
  }
  return [...byTransaction.values()];
}

/**
 * Refunds that the bill names, and those that we sent that day. The last half hour of a day is left out: what is
 * sent around midnight stands in the next day's bill, and is found there by its number.
 */
async function refundsOf(ports: Ports, day: string, bill: readonly BillRow[]): Promise<LedgerRefund[]> {
  const midnight = `${day}T00:00:00.000+08:00` as Time;
  const sent = await ports.store.find(
    'refunds',
    {
      state: { $in: ['processing', 'succeeded', 'abnormal'] },
      decidedAt: { $gte: midnight, $lt: plus(midnight, DAY - HOUR / 2) },
    },
    { limit: 1000 },
  );
  const named = bill.flatMap((row) => (row.outRefundNo ? [row.outRefundNo] : []));
  const found = await Promise.all(named.map((number) => ports.store.get('refunds', number)));
  const refunds = [...sent, ...found.filter((refund) => refund !== undefined)];
  const byNumber = new Map(refunds.map((refund) => [refund._id, refund]));
  return [...byNumber.values()].map(({ _id, orderId, unitNo, refundFen }) => ({
    ...{ number: _id, orderId, unitNo },
    amountFen: refundFen ?? ZERO,
  }));
}

function unitsOf(order: Order, now: Time): TaughtUnit[] {
  return order.units.map((unit) => {
    const waiting = unit.teaching === 'confirmed' && ['none', 'refused', 'open'].includes(unit.collection);
    const long = unit.windowEndsAt !== undefined && plus(unit.windowEndsAt, UNCHARGED_AFTER) < now;
    return {
      ...{ number: unit.outTradeNo, orderId: order._id, unitNo: unit.no },
      classesTaught: unit.taught.length,
      unchargedFen: waiting && long && !order.ordinary ? (unit.chargeFen ?? ZERO) : ZERO,
    };
  });
}

/** The day in China on which a payment of ours counts: WeChat's time of it, else ours. */
function dayOfMoney(order: Order, entry: LedgerEntry): string {
  const paidAt = entry.kind === 'collect' ? unitOf(order, entry.unitNo).paidAt : undefined;
  return dayOf(paidAt ?? entry.at);
}

/** The units that the numbers are for: of their service orders, and of ordinary payments. */
async function placesOf(
  ports: Ports,
  numbers: readonly string[],
  orders: ReadonlyMap<string, Order>,
): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  const put = (number: string, order: Order, unit: Unit): void => {
    places.set(number, { number: unit.outTradeNo, orderId: order._id, unitNo: unit.no });
  };
  for (const order of orders.values()) for (const unit of order.units) put(unit.outTradeNo, order, unit);
  const ids = numbers.filter((number) => !places.has(number) && paymentOrder(number) !== undefined);
  for (const payment of await Promise.all(ids.map((id) => ports.store.get('payments', id)))) {
    const order = payment && orders.get(payment.orderId);
    if (payment && order) put(payment._id, order, unitOf(order, payment.unitNo));
  }
  return places;
}
