import type { Order } from '../../domain/order/order';
import { needsHand } from '../../domain/order/units';
import { DAY, plus, type Time } from '../../domain/time';
import type { Ports } from '../ports';
import { auditEntry } from '../staffing/audit';
import { eraseInvoices, eraseOrder, eraseSeats, eraseStudents } from './erase-kept';
import { removeAll } from './remove-all';

const MOST = 1000;

/**
 * Erases what was asked for as soon as nothing stands against it; looked at daily until then. Each step is repeatable, so
 * a crash in between only leaves the rest to the next run. Handler of agenda kind `erasure`.
 */
export async function advanceErasure(ports: Ports, dataRequestId: string): Promise<Time | undefined> {
  const request = await ports.store.get('data_requests', dataRequestId);
  if (request?.state !== 'waiting') return undefined;
  const { payerOpenid } = request;
  const orders = await ports.store.find('orders', { payerOpenid }, { limit: MOST });
  const reason = await reasonToWait(ports, payerOpenid, orders);
  if (reason !== undefined) {
    await ports.store.updateIf('data_requests', dataRequestId, { state: 'waiting' }, { reason });
    return plus(ports.clock.now(), DAY);
  }
  for (const order of orders) await eraseOrder(ports, order);
  await eraseSeats(ports, payerOpenid);
  await eraseInvoices(ports, payerOpenid);
  await eraseStudents(ports, payerOpenid);
  await removeAll(ports, payerOpenid);
  await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const waiting = await tx.get('data_requests', dataRequestId);
    if (waiting?.state !== 'waiting') return;
    await tx.put('data_requests', { ...waiting, state: 'done', doneAt: now, reason: '' });
    const act = { by: 'timer', action: 'erasure.done', subject: dataRequestId };
    await tx.insert('audit', auditEntry(ports, act, now));
  });
  return undefined;
}

/** Contracts that run, and money on its way, need the names and the ways to reach the learner. */
async function reasonToWait(
  ports: Ports,
  payerOpenid: string,
  orders: readonly Order[],
): Promise<string | undefined> {
  const running = orders.filter((order) => ['drafted', 'signing', 'active', 'closing'].includes(order.state));
  if (running.length > 0) return `还有 ${running.length} 个订单没有结束，结束后自动删除。`;
  const owed = orders.some((order) => order.parked || order.units.some((unit) => needsHand(unit)));
  if (owed) return '还有一笔没有结清，结清后自动删除。';
  const [refunds, invoices] = await Promise.all([
    ports.store.count('refunds', {
      payerOpenid,
      state: { $in: ['asked', 'approved', 'processing', 'abnormal'] },
    }),
    ports.store.count('invoices', { payerOpenid, state: 'asked' }),
  ]);
  if (refunds > 0) return '还有一笔退款没有办完，办完后自动删除。';
  return invoices > 0 ? '还有一张发票没有开，开出后自动删除。' : undefined;
}
