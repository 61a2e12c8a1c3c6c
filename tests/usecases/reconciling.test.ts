import { fen } from '../../server/domain/money';
import type { BillRow } from '../../server/domain/reconciliation/bill';
import { DAY, dayOf, MINUTE } from '../../server/domain/time';
import { reconcilePastDays } from '../../server/usecases/reconciling/reconcile-past-days';
import { enrol, openSchool, publish, scheduleAt, TEACHER } from './school';
import { at, type World } from './world';

const STARTS = '2026-03-07T10:00:00+08:00';

/** One class taught and charged; the bill of that day says the same. */
async function chargedDay(): Promise<{ world: World; day: string; row: BillRow }> {
  const world = await openSchool();
  const courseId = await publish(world);
  const orderId = await enrol(world, courseId);
  const classId = await scheduleAt(world, courseId, STARTS);
  world.goTo('2026-03-07T08:00:00+08:00');
  await world.deduction();
  world.goTo(STARTS);
  world.advance(95 * MINUTE);
  await world.call(TEACHER, 'staff', 'rollCall', {
    classId,
    marks: [{ seatId: `${classId}-${orderId}`, mark: 'attended' }],
  });
  world.advance(DAY);
  await world.deduction();
  const [entry] = world.store.all('ledger').filter((e) => e.kind === 'collect');
  const [order] = world.store.all('orders');
  if (!entry || !order) throw new Error('nothing was collected');
  const row: BillRow = {
    at: entry.at,
    transactionId: entry.why.transactionId ?? '',
    outTradeNo: '1',
    tradeType: 'AUTH',
    kind: 'payment',
    amountFen: entry.amountFen,
    dataPackage: `wxzff|1|${order.units[0]?.outTradeNo}`,
  };
  const day = dayOf(order.units[0]?.paidAt ?? entry.at);
  world.bills.set(day, { rows: [row] });
  world.goTo('2026-03-10T10:30:00+08:00');
  return { world, day, row };
}

test('every past day is reconciled once, and nothing is left to explain', async () => {
  const { world, day } = await chargedDay();
  const report = await reconcilePastDays(world.ports);
  expect(report.later).toBe(0);
  const days = world.store.all('reconciliations');
  expect(days.find((d) => d._id === day)).toMatchObject({ billRows: 1, paidFen: 10_000, drifts: [] });
  expect(days.reduce((sum, d) => sum + d.unexplainedFen, 0)).toBe(0);
  expect(await reconcilePastDays(world.ports)).toEqual({ done: 0, later: 0 });
});

test('one fen of difference is named, counted and put on the work list', async () => {
  const { world, day, row } = await chargedDay();
  world.bills.set(day, { rows: [{ ...row, amountFen: fen(10_001) }] });
  await reconcilePastDays(world.ports);
  expect(await world.store.get('reconciliations', day)).toMatchObject({
    unexplainedFen: 1,
    drifts: [{ kind: 'amount_differs', ourFen: 10_000, wechatFen: 10_001 }],
  });
  expect(world.store.all('tasks').map((task) => task.kind)).toContain('drift');
});

test('a bill that is not ready is asked for again', async () => {
  const { world, day } = await chargedDay();
  const bill = world.bills.get(day);
  world.bills.set(day, 'not_ready');
  expect((await reconcilePastDays(world.ports)).later).toBe(1);
  expect(await world.store.get('reconciliations', day)).toBeUndefined();
  if (bill) world.bills.set(day, bill);
  expect(await reconcilePastDays(world.ports)).toEqual({ done: 1, later: 0 });
  expect(world.now() > at(STARTS)).toBe(true);
});
