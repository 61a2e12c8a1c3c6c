import { type Fen, sum } from '../../domain/money';
import type { Ports } from '../ports';

/** The payment of a unit that the books keep. */
export interface KeptPayment {
  transactionId: string;
  /** What the whole transaction was: WeChat Pay wants it with every refund, kept or not. */
  totalFen: Fen;
}

/**
 * The payment to which a unit's refunds go, read from the ledger: only there the kept one is told from a second one
 * that was given back. Undefined when nothing came through WeChat Pay.
 */
export async function keptPaymentOf(
  ports: Ports,
  orderId: string,
  unitNo: number,
): Promise<KeptPayment | undefined> {
  const entries = await ports.store.find('ledger', { orderId }, { sort: { seq: 1 }, limit: 1000 });
  const ofUnit = entries.filter((entry) => entry.unitNo === unitNo);
  const transactionId = ofUnit.find((entry) => entry.kind === 'collect')?.why.transactionId;
  if (transactionId === undefined) return undefined;
  const parts = ofUnit.filter(
    ({ kind, why }) => (kind === 'collect' || kind === 'overpaid') && why.transactionId === transactionId,
  );
  return { transactionId, totalFen: sum(parts.map((entry) => entry.amountFen)) };
}
