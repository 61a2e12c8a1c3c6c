import type { RequestOf, ResponseOf } from '../../../protocol';
import { sum, ZERO } from '../../domain/money';
import type { Order } from '../../domain/order/order';
import { atMostFromNow, chargedSoFar, isOwing } from '../../domain/order/units';
import type { Time } from '../../domain/time';
import { versionOf } from '../charging/version-of';
import type { Ports } from '../ports';

type OrderList = ResponseOf<'signing', 'list'>;

const PAGE_SIZE = 20;

/** All orders of a payer, newest first; the cursor is the creation time of the last one shown, encoded. */
export async function listOrders(
  ports: Ports,
  openid: string,
  request: RequestOf<'signing', 'list'>,
): Promise<OrderList> {
  const limit = request.limit ?? PAGE_SIZE;
  const before = request.cursor ? Buffer.from(request.cursor, 'base64url').toString() : undefined;
  const orders = await ports.store.find(
    'orders',
    { payerOpenid: openid, ...(before ? { createdAt: { $lt: before } } : {}) },
    { sort: { createdAt: -1 }, limit: limit + 1 },
  );
  const shown = orders.slice(0, limit);
  const last = shown.at(-1);
  const now = ports.clock.now();
  return {
    orders: await Promise.all(shown.map((order) => card(ports, order, now))),
    ...(orders.length > limit && last
      ? { nextCursor: Buffer.from(last.createdAt).toString('base64url') }
      : {}),
  };
}

async function card(ports: Ports, order: Order, now: Time): Promise<OrderList['orders'][number]> {
  const [version, student] = await Promise.all([
    versionOf(ports.store, order),
    ports.store.get('students', order.studentId),
  ]);
  const rungKey = order.attempts.find((a) => a.no === order.keptAttempt)?.rungKey ?? order.rungKey;
  return {
    orderId: order._id,
    state: order.state,
    courseId: order.courseId,
    courseTitle: version.title,
    studentName: student?.name ?? '—',
    unitsTaught: order.units.filter((u) => u.taughtAt !== undefined).length,
    unitsTotal: order.units.length,
    unitsCharged: order.units.filter((u) => (u.collectedFen ?? 0) > 0).length,
    chargedFen: chargedSoFar(order),
    owingFen: sum(order.units.filter((u) => isOwing(u, now)).map((u) => u.chargedFen ?? ZERO)),
    atMostFen: atMostFromNow(order),
    ...(order.closing ? { neverChargedFen: order.closing.neverChargedFen } : {}),
    unitKind: version.rungs.find((rung) => rung.key === rungKey)?.unit.kind ?? 'class',
    ordinary: order.ordinary === true,
    createdAt: order.createdAt,
    ...(order.signedAt ? { signedAt: order.signedAt } : {}),
    ...(order.endedAt ? { endedAt: order.endedAt } : {}),
  };
}
