import { type Fen, ZERO } from '../money';
import type { ScoreBillRow } from './bill';
import type { Drift } from './drift';

/** What our books say of a unit whose service order PayScore's bill names. */
export interface ScoreUnit {
  number: string;
  orderId: string;
  unitNo: number;
  /** Every amount that was at some time to be charged for it: a bill shows that of its own day. */
  asked: readonly Fen[];
  /** Booked as paid elsewhere. */
  elsewhereFen: Fen;
  transactionIds: readonly string[];
}

/**
 * What only PayScore's bill shows: WeChat collects an amount that we did not ask for, before any money has moved; and
 * WeChat counts an order as paid elsewhere (somebody said so in the merchant's console), while no such payment is
 * booked. A number that another rule has named is passed over.
 */
export function scoreDrifts(
  rows: readonly ScoreBillRow[],
  units: readonly ScoreUnit[],
  named: ReadonlySet<string>,
): Drift[] {
  return rows.filter((row) => !named.has(row.number)).flatMap((row) => driftOf(row, units));
}

function driftOf(row: ScoreBillRow, units: readonly ScoreUnit[]): Drift[] {
  const { number, totalFen: wechatFen, state, transactionId } = row;
  const unit = units.find((one) => one.number === number);
  if (unit === undefined) return [{ kind: 'unknown_number', number, ourFen: ZERO, wechatFen }];
  const { orderId, unitNo, asked, elsewhereFen, transactionIds } = unit;
  const drift = (kind: Drift['kind'], ourFen: Fen): Drift[] => [
    { kind, number, orderId, unitNo, ourFen, wechatFen },
  ];
  if (state === 'elsewhere' && elsewhereFen !== wechatFen) return drift('elsewhere_unknown', elsewhereFen);
  if (!asked.includes(wechatFen)) return drift('charge_unasked', asked.at(-1) ?? ZERO);
  const taken = state === 'by_wechat' && transactionId !== undefined;
  return taken && !transactionIds.includes(transactionId) ? drift('missing_with_us', ZERO) : [];
}
