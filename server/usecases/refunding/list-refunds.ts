import type { RequestOf, ResponseOf } from '../../../protocol';
import { ZERO } from '../../domain/money';
import type { Refund } from '../../domain/payment/refund';
import { readPage } from '../browsing/paging';
import { studentNames, UNKNOWN_STUDENT } from '../browsing/student-names';
import { versionOf } from '../charging/version-of';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { authorisedMember, worksAt } from '../staffing/authorise';
import { refundView } from './refund-view';

type Rows = ResponseOf<'finance', 'listRefunds'>['refunds'];

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

/** What is over; its list begins with the latest, every other with what waits longest. */
const OVER: readonly Refund['state'][] = ['declined', 'succeeded', 'closed'];

/** Refunds in a state, with what finance must know of each. */
export async function refundsForFinance(
  ports: Ports,
  openid: string,
  request: RequestOf<'finance', 'listRefunds'>,
): Promise<ResponseOf<'finance', 'listRefunds'>> {
  const member = await authorisedMember(ports, openid, 'listRefunds');
  const { institutionId } = ports.settings;
  const { state = 'asked' } = request;
  const latestFirst = OVER.includes(state);
  const page = await readPage(
    request,
    (refund: Refund) => refund.askedAt,
    (place, limit) => {
      const from = place && (latestFirst ? { $lte: place.at } : { $gte: place.at });
      return ports.store.find(
        'refunds',
        { institutionId, state, ...(from === undefined ? {} : { askedAt: from }) },
        { sort: { askedAt: latestFirst ? -1 : 1, _id: 1 }, limit, skip: place?.seen ?? 0 },
      );
    },
  );
  const own = page.items.filter((refund) => worksAt(member, refund.campusId));
  return {
    refunds: await rowsOf(ports, own),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}

async function rowsOf(ports: Ports, refunds: readonly Refund[]): Promise<Rows> {
  if (refunds.length === 0) return [];
  const orderIds = [...new Set(refunds.map((refund) => refund.orderId))];
  const orders = await ports.store.find('orders', { _id: { $in: orderIds } }, { limit: orderIds.length });
  const [names, titles] = await Promise.all([
    studentNames(
      ports,
      orders.map((order) => order.studentId),
    ),
    Promise.all(
      orders.map(async (order) => [order._id, (await versionOf(ports.store, order)).title] as const),
    ),
  ]);
  return refunds.map((refund) => {
    const order = orders.find(({ _id }) => _id === refund.orderId);
    const unit = order?.units[refund.unitNo - 1];
    return {
      ...refundView(refund),
      studentName: names.get(order?.studentId ?? '') ?? UNKNOWN_STUDENT,
      courseTitle: new Map(titles).get(refund.orderId) ?? '',
      unitName: unit?.name ?? '',
      collectedFen: unit?.collectedFen ?? ZERO,
      unitRefundedFen: unit?.refundedFen ?? ZERO,
      transactionId: refund.transactionId,
    };
  });
}
