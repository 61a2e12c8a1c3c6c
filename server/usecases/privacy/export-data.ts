import type { ResponseOf } from '../../../protocol';
import type { Ports } from '../ports';

const MOST = 1000;

/** Fields that are the institution's working papers, or name a member of staff. */
const LEFT_OUT = new Set([
  'pace',
  'liveActs',
  'parked',
  'package',
  'staffOpenid',
  'decidedBy',
  'undoneBy',
  'prepayId',
]);

/** Who may stand under `by`: the sides, never a person's openid. */
const SIDES = new Set(['payer', 'wechat', 'institution', 'staff', 'timer', 'learner']);

/**
 * Everything kept about a learner and her students, as one JSON document (Personal Information Protection Law,
 * article 45). The owner sees that it was asked for.
 */
export async function exportMyData(
  ports: Ports,
  openid: string,
): Promise<ResponseOf<'signing', 'exportMyData'>> {
  const exportedAt = ports.clock.now();
  const own = { payerOpenid: openid };
  const orders = await ports.store.find('orders', own, { sort: { createdAt: 1 }, limit: MOST });
  const ids = orders.map((order) => order._id);
  const ofOrders = { orderId: { $in: ids } };
  const none = ids.length === 0;
  const [students, seats, ledger, payments, refunds, invoices, lessons, messages] = await Promise.all([
    ports.store.find('students', own, { limit: MOST }),
    ports.store.find('seats', own, { sort: { startsAt: 1 }, limit: MOST }),
    none ? [] : ports.store.find('ledger', ofOrders, { limit: MOST }),
    none ? [] : ports.store.find('payments', ofOrders, { limit: MOST }),
    ports.store.find('refunds', own, { limit: MOST }),
    ports.store.find('invoices', own, { limit: MOST }),
    none ? [] : ports.store.find('lesson_progress', ofOrders, { limit: MOST }),
    ports.store.find('pushes', { openid }, { sort: { createdAt: -1 }, limit: MOST }),
  ]);
  const all = { students, orders, seats, ledger, payments, refunds, invoices, lessons, messages };
  await ports.store.insert('data_requests', {
    _id: ports.ids.next(),
    institutionId: ports.settings.institutionId,
    ...own,
    ...{ kind: 'export', at: exportedAt, state: 'done', doneAt: exportedAt, reason: '' },
  });
  return { exportedAt, document: JSON.stringify({ exportedAt, ...all }, hersOnly) };
}

function hersOnly(key: string, value: unknown): unknown {
  if (LEFT_OUT.has(key)) return undefined;
  return key === 'by' && !SIDES.has(String(value)) ? 'staff' : value;
}
