import type { RequestOf, ResponseOf } from '../../../protocol';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { authorisedMember, worksAt } from '../staffing/authorise';
import { refundView } from './refund-view';

/** All refunds of one order, oldest first. */
export async function listRefunds(
  ports: Ports,
  openid: string,
  request: RequestOf<'signing', 'refunds'>,
): Promise<ResponseOf<'signing', 'refunds'>> {
  await ownOrder(ports, openid, request.orderId);
  const refunds = await ports.store.find(
    'refunds',
    { orderId: request.orderId },
    { sort: { askedAt: 1 }, limit: 200 },
  );
  return { refunds: refunds.map(refundView) };
}

/** Refunds that wait for finance, or those that are under way or over, oldest first. */
export async function refundsForFinance(
  ports: Ports,
  openid: string,
  request: RequestOf<'finance', 'listRefunds'>,
): Promise<ResponseOf<'finance', 'listRefunds'>> {
  const member = await authorisedMember(ports, openid, 'listRefunds');
  const found = await ports.store.find(
    'refunds',
    { state: request.state ?? 'asked' },
    { sort: { askedAt: 1 }, limit: 200 },
  );
  const refunds = found.filter((refund) => worksAt(member, refund.campusId));
  const rows = await Promise.all(
    refunds.map(async (refund) => {
      const order = await ports.store.get('orders', refund.orderId);
      const student = order && (await ports.store.get('students', order.studentId));
      return { ...refundView(refund), studentName: student?.name ?? '—' };
    }),
  );
  return { refunds: rows };
}
