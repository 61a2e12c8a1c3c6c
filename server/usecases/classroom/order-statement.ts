import type { ResponseOf } from '../../../protocol';
import type { LedgerEntry } from '../../domain/ledger/entry';
import { chargedSoFar } from '../../domain/order/units';
import { UNKNOWN_STUDENT } from '../browsing/student-names';
import { versionOf } from '../charging/version-of';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';

type OrderStatement = ResponseOf<'classroom', 'orderStatement'>;

/** The whole ledger of an order, with which its hash chain can be checked offline. @throws AppError NOT_FOUND */
export async function orderStatement(
  ports: Ports,
  openid: string,
  { orderId }: { orderId: string },
): Promise<OrderStatement> {
  const order = await ownOrder(ports, openid, orderId);
  const [version, student, entries] = await Promise.all([
    versionOf(ports.store, order),
    ports.store.get('students', order.studentId),
    ports.store.find('ledger', { orderId }, { sort: { seq: 1 }, limit: 1000 }),
  ]);
  return {
    orderId,
    institutionId: order.institutionId,
    courseTitle: version.title,
    studentName: student?.name ?? UNKNOWN_STUDENT,
    contract: order.contract,
    entries: entries.map(entryView),
    head: order.ledger,
    chargedFen: chargedSoFar(order),
  };
}

/** An entry without what stands on the statement as a whole; amounts, reasons and hashes as they are. */
export function entryView(entry: LedgerEntry): OrderStatement['entries'][number] {
  const { seq, at, kind, debit, credit, amountFen, unitNo, why, prevHash, hash } = entry;
  return { seq, at, kind, debit, credit, amountFen, unitNo, why, prevHash, hash };
}
