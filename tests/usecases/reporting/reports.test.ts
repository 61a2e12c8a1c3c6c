import { DAY, MINUTE } from '../../../server/domain/time';
import { nightly } from '../../../server/usecases/reporting/nightly';
import {
  ACADEMIC,
  calligraphy,
  enrol,
  FINANCE,
  join,
  OWNER,
  openSchool,
  publish,
  scheduleAt,
  TEACHER,
} from '../school';
import type { World } from '../world';

const STARTS = '2026-03-07T10:00:00+08:00';

const month = (world: World, changes: { campusId?: string; courseId?: string } = {}, openid = OWNER) =>
  world.call(openid, 'reports', 'figures', { period: 'month', ...changes });

/** One learner was there, one was absent, a third only ordered; the class was charged. */
async function taughtSchool(): Promise<{ world: World; courseId: string; orderId: string }> {
  const world = await openSchool();
  const courseId = await publish(world);
  const orderId = await enrol(world, courseId);
  const away = await enrol(world, courseId, { openid: 'o-away', name: '周明' });
  const { studentId } = await world.call('o-looks', 'signing', 'addStudent', {
    ...{ name: '陈一', birthYear: 1990, relation: 'self' as const },
  });
  const { contract } = await world.call('o-looks', 'catalog', 'read', { courseId });
  await world.call('o-looks', 'signing', 'order', {
    ...{ courseId, studentId, rungKey: 'per-class' },
    ...{ contractVersion: contract.version, contractHash: contract.hash },
  });
  const classId = await scheduleAt(world, courseId, STARTS);
  world.goTo('2026-03-07T08:00:00+08:00');
  await world.deduction();
  world.goTo('2026-03-07T11:35:00+08:00');
  await world.call(TEACHER, 'staff', 'rollCall', {
    classId,
    marks: [
      { seatId: `${classId}-${orderId}`, mark: 'attended' },
      { seatId: `${classId}-${away}`, mark: 'absent' },
    ],
  });
  return { world, courseId, orderId };
}

test('a new institution has figures of nothing, and says that none were counted yet', async () => {
  const world = await openSchool();
  const view = await month(world);
  expect(view).not.toHaveProperty('asOf');
  expect(view.way).toEqual({ views: 0, ordered: 0, signed: 0, cameFirst: 0, paidFirst: 0, ordinary: 0 });
  expect(view.owed).toMatchObject({ units: 0, amountFen: 0 });
  expect(view.comparison).not.toHaveProperty('ratio');
});

test('from seeing to paying, what is in its window, and what was charged when it is over', async () => {
  const { world } = await taughtSchool();
  await world.call(OWNER, 'reports', 'update', {});
  const within = await month(world);
  expect(within.asOf).toBe(world.now());
  expect(within.way).toEqual({ views: 3, ordered: 3, signed: 2, cameFirst: 1, paidFirst: 0, ordinary: 0 });
  expect(within.open).toEqual({ units: 1, amountFen: 10_000 });
  expect(within.attendance).toEqual({ attended: 1, late: 0, absent: 1, onLeave: 0 });
  world.advance(DAY);
  await world.deduction();
  world.advance(MINUTE);
  await world.deduction();
  await nightly(world.ports);
  const after = await month(world);
  expect(after.way.paidFirst).toBe(1);
  expect(after.open).toEqual({ units: 0, amountFen: 0 });
  expect(after.money).toMatchObject({ chargedFen: 10_000, collectedFen: 10_000, ordinaryFen: 0 });
  expect(after.collection).toEqual({ taughtFen: 10_000, dueFen: 10_000, takenFen: 10_000 });
  expect(after.weeks.filter((week) => week.taughtFen > 0)).toEqual([
    { from: '2026-03-02', taughtFen: 10_000, takenFen: 10_000, open: false },
  ]);
});

test('what is owed grows older', async () => {
  const { world } = await taughtSchool();
  world.pay.canPay = false;
  world.advance(DAY);
  for (let i = 0; i < 3; i += 1) {
    await world.deduction();
    world.advance(MINUTE);
  }
  await nightly(world.ports);
  const ages = async () => (await month(world)).owed.ages.filter((age) => age.units > 0);
  expect(await ages()).toEqual([{ days: 'to7', units: 1, amountFen: 10_000 }]);
  world.advance(20 * DAY);
  expect(await ages()).toEqual([{ days: 'to30', units: 1, amountFen: 10_000 }]);
});

test('a view counts once for a person and day, and who it was is forgotten when the day is over', async () => {
  const world = await openSchool();
  const courseId = await publish(world);
  const other = await publish(world, calligraphy({ title: '楷书' }), ['north', 'south']);
  const look = (openid: string, id = courseId) => world.call(openid, 'catalog', 'read', { courseId: id });
  await Promise.all([look('o-a'), look('o-b')]);
  await Promise.all([look('o-a'), look('o-a'), look('o-a', other)]);
  await world.refusal('o-a', 'catalog', 'read', { courseId: 'c-none' });
  await world.call(OWNER, 'reports', 'update', {});
  expect((await month(world)).way.views).toBe(3);
  expect((await month(world, { courseId })).way.views).toBe(2);
  expect((await month(world, { campusId: 'south' })).way.views).toBe(1);
  expect(JSON.stringify(world.store.all('view_marks'))).not.toContain('o-a');
  const marks = world.store.all('view_marks').map((mark) => mark._id);
  world.advance(DAY);
  await look('o-a');
  await nightly(world.ports);
  expect((await month(world, { courseId })).way.views).toBe(3);
  const left = world.store.all('view_marks').map((mark) => mark._id);
  expect(left).toHaveLength(1);
  expect(marks).not.toContain(left[0]);
  expect(world.store.all('view_days').map((day) => day._id)).toEqual([world.now().slice(0, 10)]);
});

test('a view that can not be counted keeps nobody from the page', async () => {
  const world = await openSchool();
  const courseId = await publish(world);
  const { insert } = world.ports.store;
  world.ports.store.insert = async (name, document) => {
    if (name === 'view_marks') throw new Error('the database is away');
    await insert.call(world.ports.store, name, document as never);
  };
  expect((await world.call('o-a', 'catalog', 'read', { courseId })).courseId).toBe(courseId);
});

test('who works at one campus sees that one only', async () => {
  const { world } = await taughtSchool();
  await join(world, 'o-south', '南区教务', ['academic'], ['south']);
  await world.call(ACADEMIC, 'reports', 'update', {});
  expect((await month(world, {}, 'o-south')).way.ordered).toBe(0);
  expect((await month(world, { campusId: 'north' })).way.ordered).toBe(3);
  const north = { period: 'month' as const, campusId: 'north' };
  expect(await world.refusal('o-south', 'reports', 'figures', north)).toBe('FORBIDDEN');
});

test('a run of the night reconciles and counts, and has nothing to do the second time', async () => {
  const { world } = await taughtSchool();
  world.goTo('2026-03-09T10:30:00+08:00');
  expect(await nightly(world.ports)).toMatchObject({ later: 0, orders: 3, unfinished: 0 });
  world.advance(5 * MINUTE);
  const nothing = { reconciled: 0, later: 0, orders: 0, days: 0, unfinished: 0, forgotten: 0 };
  expect(await nightly(world.ports)).toEqual(nothing);
  const { days, more } = await world.call(FINANCE, 'reports', 'reconciliations', { limit: 2 });
  expect([days.map((day) => day.day), more]).toEqual([['2026-03-08', '2026-03-07'], true]);
  const next = await world.call(FINANCE, 'reports', 'reconciliations', { before: '2026-03-07', limit: 1 });
  expect(next.days[0]?.day).toBe('2026-03-06');
  expect(await world.refusal(FINANCE, 'reports', 'reconciliation', { day: '2025-01-01' })).toBe('NOT_FOUND');
});
