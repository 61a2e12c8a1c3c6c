import { type Fen, sum } from '../../domain/money';
import type { ReconciledDay } from '../../domain/reconciliation/day';
import type { Books, LedgerMoney, TaughtUnit } from '../../domain/reconciliation/reconcile';

/** The day's sums in each of the three books, as people compare them. */
export function amountsOf(
  books: Books,
): Pick<
  ReconciledDay,
  'paidFen' | 'refundedFen' | 'ledgerPaidFen' | 'ledgerRefundedFen' | 'rolledFen' | 'classes'
> {
  const inBill = (kind: 'payment' | 'refund'): Fen =>
    sum(books.bill.filter((row) => row.kind === kind).map((row) => row.amountFen));
  const taught = books.ledger.flatMap((money) => rollCalled(money, books.units));
  return {
    paidFen: inBill('payment'),
    refundedFen: inBill('refund'),
    ledgerPaidFen: sum(books.ledger.flatMap((money) => [money.collectedFen, money.overpaidFen])),
    ledgerRefundedFen: sum(books.refunds.map((refund) => refund.amountFen)),
    rolledFen: sum(taught.map(({ money }) => money.collectedFen)),
    classes: taught.reduce((count, { unit }) => count + unit.classesTaught, 0),
  };
}

function rollCalled(
  money: LedgerMoney,
  units: readonly TaughtUnit[],
): { money: LedgerMoney; unit: TaughtUnit }[] {
  const unit = units.find((one) => one.orderId === money.orderId && one.unitNo === money.unitNo);
  return unit !== undefined && unit.classesTaught > 0 ? [{ money, unit }] : [];
}
