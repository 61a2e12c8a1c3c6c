import { type Fen, sum, ZERO } from '../money';
import { type BillRow, businessNo, type ScoreBillRow } from './bill';
import { type Drift, unexplained } from './drift';
import { type ScoreUnit, scoreDrifts } from './score-drifts';

/** What our ledger knows of one transaction that day. */
export interface LedgerMoney {
  transactionId: string;
  number: string;
  orderId: string;
  unitNo: number;
  /** Kept for the unit. */
  collectedFen: Fen;
  /** Booked as a second payment. */
  overpaidFen: Fen;
}

export interface LedgerRefund {
  number: string;
  orderId: string;
  unitNo: number;
  amountFen: Fen;
}

/** What the roll calls say of a unit that money moved for, or should have. */
export interface TaughtUnit {
  number: string;
  orderId: string;
  unitNo: number;
  classesTaught: number;
  /** To be charged by now: confirmed, its window long over, and neither taken nor being taken. */
  unchargedFen: Fen;
}

/** A unit, by the number of its service order. */
export interface Place {
  number: string;
  orderId: string;
  unitNo: number;
}

export interface Books {
  bill: readonly BillRow[];
  ledger: readonly LedgerMoney[];
  refunds: readonly LedgerRefund[];
  units: readonly TaughtUnit[];
  /** PayScore's bill of the day, with what we know of the units it names; absent where WeChat gives none. */
  score?: { bill: readonly ScoreBillRow[]; units: readonly ScoreUnit[] };
  /** The unit that a number of ours is for: of its service order, or of an ordinary payment. */
  placeOf?: (number: string) => Place | undefined;
  /** Whether a number is one that we have given out. */
  isOurs: (number: string) => boolean;
}

export interface Reconciliation {
  drifts: Drift[];
  /** Fen that no book explains: the number that must be 0. */
  unexplainedFen: Fen;
}

/**
 * WeChat's bills, our ledger and the roll calls of one day, three ways. Every disagreement is named once, by the first
 * rule that finds it; amounts count as unexplained where money moved that another book does not know.
 */
export function reconcile(books: Books): Reconciliation {
  const payments = books.bill.filter((row) => row.kind === 'payment');
  const byTrade = [
    ...payments.flatMap((row) => paymentDrift(row, books)),
    ...books.ledger.flatMap((money) => ledgerDrift(money, payments, books.units)),
    ...books.units.flatMap(unchargedDrift),
    ...refundDrifts(books),
  ];
  const named = new Set(byTrade.map((drift) => drift.number));
  const { bill = [], units = [] } = books.score ?? {};
  const drifts = [...byTrade, ...scoreDrifts(bill, units, named)];
  return { drifts, unexplainedFen: sum(drifts.map(unexplained)) };
}

function paymentDrift(row: BillRow, books: Books): Drift[] {
  const known = books.ledger.find((money) => money.transactionId === row.transactionId);
  if (known) return [];
  const number = businessNo(row);
  if (!books.isOurs(number)) {
    return [
      { kind: 'unknown_number', number: number || row.outTradeNo, ourFen: ZERO, wechatFen: row.amountFen },
    ];
  }
  const place = books.placeOf?.(number);
  const sibling = books.ledger.find((money) => money.number === (place?.number ?? number));
  const about = place ?? sibling;
  const where = about === undefined ? {} : { orderId: about.orderId, unitNo: about.unitNo };
  const kind = sibling === undefined ? 'missing_with_us' : 'second_payment';
  return [{ kind, number, ...where, ourFen: ZERO, wechatFen: row.amountFen }];
}

function ledgerDrift(
  money: LedgerMoney,
  payments: readonly BillRow[],
  units: readonly TaughtUnit[],
): Drift[] {
  const { number, orderId, unitNo } = money;
  const ourFen = sum([money.collectedFen, money.overpaidFen]);
  const row = payments.find((p) => p.transactionId === money.transactionId);
  if (row === undefined)
    return [{ kind: 'missing_at_wechat', number, orderId, unitNo, ourFen, wechatFen: ZERO }];
  if (row.amountFen !== ourFen) {
    return [{ kind: 'amount_differs', number, orderId, unitNo, ourFen, wechatFen: row.amountFen }];
  }
  const unit = units.find((u) => u.orderId === orderId && u.unitNo === unitNo);
  if (money.collectedFen > 0 && (unit === undefined || unit.classesTaught === 0)) {
    return [{ kind: 'charged_without_roll_call', number, orderId, unitNo, ourFen, wechatFen: row.amountFen }];
  }
  return [];
}

function unchargedDrift(unit: TaughtUnit): Drift[] {
  if (unit.unchargedFen === ZERO) return [];
  const { number, orderId, unitNo } = unit;
  return [
    { kind: 'taught_without_charge', number, orderId, unitNo, ourFen: unit.unchargedFen, wechatFen: ZERO },
  ];
}

function refundDrifts({ bill, refunds }: Books): Drift[] {
  const rows = bill.filter((row) => row.kind === 'refund');
  const numbers = new Set([
    ...rows.map((row) => row.outRefundNo ?? ''),
    ...refunds.map((refund) => refund.number),
  ]);
  return [...numbers].flatMap((number): Drift[] => {
    const wechatFen = sum(
      rows.filter((row) => (row.outRefundNo ?? '') === number).map((row) => row.amountFen),
    );
    const ours = refunds.filter((refund) => refund.number === number);
    const ourFen = sum(ours.map((refund) => refund.amountFen));
    if (wechatFen === ourFen) return [];
    const [first] = ours;
    const where = first ? { orderId: first.orderId, unitNo: first.unitNo } : {};
    return [{ kind: 'refund_differs', number, ...where, ourFen, wechatFen }];
  });
}
