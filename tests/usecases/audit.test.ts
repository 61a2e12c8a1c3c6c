import type { AuditEntryView } from '../../protocol/staff-people';
import { MINUTE } from '../../server/domain/time';
import { changesBetween } from '../../server/usecases/staffing/audit-changes';
import {
  ACADEMIC,
  classRequest,
  enrol,
  INSTITUTION,
  OWNER,
  openSchool,
  publish,
  scheduleAt,
  TEACHER,
} from './school';
import type { World } from './world';

async function everything(world: World, limit: number): Promise<AuditEntryView[]> {
  const all: AuditEntryView[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await world.call(OWNER, 'staff', 'audit', { limit, ...(cursor ? { cursor } : {}) });
    all.push(...page.entries);
    cursor = page.nextCursor;
    if (cursor === undefined) return all;
  }
}

describe('the record, page by page', () => {
  test('loses none of many acts of one moment', async () => {
    const world = await openSchool();
    const courseId = await publish(world);
    const {
      startsAt: _startsAt,
      makeUp: _makeUp,
      orderIds: _orderIds,
      ...where
    } = classRequest(courseId, '');
    await world.call(ACADEMIC, 'staff', 'scheduleWeekly', {
      ...where,
      ...{ fromDay: '2026-03-09', weekdays: [1], startsAtClock: '10:00', count: 10, skipDays: [] },
    });
    const acts = await everything(world, 3);
    expect(acts.filter(({ action }) => action === 'scheduleClass')).toHaveLength(10);
    expect(acts).toHaveLength(world.store.all('audit').length);
    expect(acts.map(({ at }) => at)).toEqual(
      acts
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
  });

  test('names people and classes, and shows only what is other than before', async () => {
    const world = await openSchool();
    const courseId = await publish(world);
    const classId = await scheduleAt(world, courseId, '2026-03-09T10:00:00+08:00');
    world.advance(MINUTE);
    await world.call(ACADEMIC, 'staff', 'reschedule', {
      ...{ classId, startsAt: '2026-03-09T10:00:00+08:00', teacherId: ACADEMIC },
    });
    const [moved] = await everything(world, 1);
    expect(moved).toMatchObject({
      ...{ byName: '陈教务', action: 'reschedule', about: '书法课 3月9日 周一 10:00' },
      changes: [{ field: 'teacher', before: '王老师', after: '陈教务' }],
    });
    expect(JSON.stringify(moved?.changes)).not.toContain(TEACHER);
  });

  test('has who was put on a waiting list, taken off it, or given a seat', async () => {
    const world = await openSchool();
    const courseId = await publish(world);
    const first = await enrol(world, courseId);
    const classId = await scheduleAt(world, courseId, '2026-03-09T10:00:00+08:00', { capacity: 1 });
    const wide = await scheduleAt(world, courseId, '2026-03-12T10:00:00+08:00', {
      ...{ makeUp: true, orderIds: [first] },
    });
    const second = await enrol(world, courseId, { openid: 'o-other', name: '周明' });
    const waiting = { classId, orderId: second };
    await world.call(ACADEMIC, 'staff', 'waitForSeat', waiting);
    await world.call(ACADEMIC, 'staff', 'stopWaiting', waiting);
    await world.call(ACADEMIC, 'staff', 'stopWaiting', waiting);
    await world.call(ACADEMIC, 'staff', 'bookSeats', { classId: wide, orderIds: [second] });
    const acts = (await everything(world, 50)).filter(({ about }) => about.startsWith('周明 · 成人书法'));
    expect(acts.map(({ action }) => action).sort()).toEqual(['bookSeats', 'stopWaiting', 'waitForSeat']);
  });

  test('a house described anew differs in one campus only', async () => {
    const world = await openSchool();
    const [north, south] = INSTITUTION.campuses;
    if (north === undefined || south === undefined) throw new Error('two campuses');
    world.advance(MINUTE);
    await world.call(OWNER, 'staff', 'saveInstitution', {
      ...INSTITUTION,
      campuses: [south, { ...north, address: '北环路 9 号' }],
    });
    const [saved] = await everything(world, 1);
    expect(saved?.changes).toEqual([
      { field: 'campuses.north.address', before: '北环路 1 号', after: '北环路 9 号' },
    ]);
  });
});

describe('what is other than before', () => {
  const changes = (before: unknown, after: unknown) =>
    changesBetween(
      before === undefined ? undefined : JSON.stringify(before),
      after === undefined ? undefined : JSON.stringify(after),
    );

  test.each<[string, unknown, unknown, unknown]>([
    ['nothing', { a: 1, b: ['x'] }, { a: 1, b: ['x'] }, []],
    ['a fact that is new', undefined, { a: 1 }, [{ field: 'a', after: 1 }]],
    ['a fact that is gone', { a: true }, {}, [{ field: 'a', before: true }]],
    [
      'a list of words, as one fact',
      { roles: ['a'] },
      { roles: ['a', 'b'] },
      [{ field: 'roles', before: 'a', after: 'a、b' }],
    ],
    ['a list at the top', ['a'], ['b'], [{ field: '', before: 'a', after: 'b' }]],
    [
      'a room, by its campus and name',
      { rooms: [] },
      { rooms: [{ campusId: 'n', name: '301', capacity: 8 }] },
      [
        { field: 'rooms.n 301.campusId', after: 'n' },
        { field: 'rooms.n 301.name', after: '301' },
        { field: 'rooms.n 301.capacity', after: 8 },
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });
});
