import type { LedgerEntry } from '../../domain/ledger/entry';
import { type Fen, subtract, sum, ZERO } from '../../domain/money';
import type { Order, Unit } from '../../domain/order/order';
import type { ScoreBillRow } from '../../domain/reconciliation/bill';
import type { ScoreUnit } from '../../domain/reconciliation/score-drifts';
import type { Ports } from '../ports';

/** What we know of every unit of ours that PayScore's bill names. */
export async function scoreUnits(
  ports: Ports,
  bill: readonly ScoreBillRow[],
  orders: ReadonlyMap<string, Order>,
): Promise<ScoreUnit[]> {
  const numbers = new Set(bill.map((row) => row.number));
  const named = [...orders.values()].flatMap((order) =>
    order.units.filter((unit) => numbers.has(unit.outTradeNo)).map((unit) => ({ order, unit })),
  );
  const entries = new Map<string, LedgerEntry[]>();
  for (const id of new Set(named.map(({ order }) => order._id))) {
    entries.set(id, await ports.store.find('ledger', { orderId: id }, { sort: { seq: 1 }, limit: 1000 }));
  }
  return named.map(({ order, unit }) => {
    const own = (entries.get(order._id) ?? []).filter((entry) => entry.unitNo === unit.no);
    return {
      ...{ number: unit.outTradeNo, orderId: order._id, unitNo: unit.no },
      asked: askedOf(unit, own),
      elsewhereFen: sum(own.filter((e) => e.kind === 'collect_elsewhere').map((e) => e.amountFen)),
      transactionIds: own.flatMap((entry) => entry.why.transactionId ?? []),
    };
  });
}

/** The amounts a unit was to be charged with, one after the other: as decided, as booked, as lowered. */
function askedOf(unit: Unit, entries: readonly LedgerEntry[]): Fen[] {
  const asked: Fen[] = unit.chargeFen === undefined ? [] : [unit.chargeFen];
  let total = ZERO;
  for (const { kind, amountFen } of entries) {
    if (kind === 'charge') total = sum([total, amountFen]);
    else if (kind === 'lower' || kind === 'write_off') total = subtract(total, amountFen);
    else continue;
    asked.push(total);
  }
  return unit.teaching === 'waived' ? [...asked, ZERO] : asked;
}
