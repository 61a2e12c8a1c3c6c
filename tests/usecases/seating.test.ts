import type { RequestOf } from '../../protocol';
import type { StoreStep } from '../../server/adapters/memory-store/steps';
import { openCountedSchool } from './counted-world';
import { ACADEMIC, classRequest, enrol, openSchool, publish, scheduleAt, TEACHER } from './school';
import { World } from './world';

const AT = '2026-03-07T19:00:00+08:00';

async function enrolMany(world: World, courseId: string, learners: number): Promise<string[]> {
  const orders: string[] = [];
  for (let no = 1; no <= learners; no += 1)
    orders.push(await enrol(world, courseId, { openid: `o-learner-${no}`, name: `学员${no}` }));
  return orders;
}

function schedule(
  world: World,
  courseId: string,
  changes: Partial<RequestOf<'staff', 'scheduleClass'>> = {},
) {
  const request = { ...classRequest(courseId, AT, { capacity: 100 }), requestId: 'the-class', ...changes };
  return world.call(ACADEMIC, 'staff', 'scheduleClass', request);
}

function weekly(world: World, courseId: string, count: number) {
  const { startsAt: _at, makeUp: _makeUp, orderIds: _ids, ...rest } = classRequest(courseId, AT, {});
  return world.call(ACADEMIC, 'staff', 'scheduleWeekly', {
    ...{ ...rest, capacity: 100, fromDay: '2026-03-04', weekdays: [6], startsAtClock: '19:00' },
    ...{ count, skipDays: [] },
  });
}

const seatsIn = (world: World, classId = '') =>
  world.store.all('seats').filter((seat) => seat.classId === classId && seat.state === 'booked');
const toldOf = (world: World) => world.store.all('pushes').filter(({ kind }) => kind === 'class_scheduled');
const readClass = async (world: World, classId = '') =>
  (await world.call(ACADEMIC, 'staff', 'readClass', { classId })).class;

describe('seats of a class for very many', () => {
  let world: World;
  let courseId: string;
  let orders: string[];

  beforeEach(async () => {
    world = await openSchool();
    courseId = await publish(world);
    orders = await enrolMany(world, courseId, 45);
  });

  test('are booked in part while staff wait, and the rest by itself; both are told truly', async () => {
    const scheduled = await schedule(world, courseId);
    const [classId] = scheduled.classIds;
    expect(scheduled).toMatchObject({ seats: 40, toSeat: 5 });
    expect(await readClass(world, classId)).toMatchObject({ seatsTaken: 40, toSeat: 5 });
    await world.deduction();
    const cls = await readClass(world, classId);
    expect(cls.seatsTaken).toBe(45);
    expect(cls.toSeat).toBeUndefined();
    expect(
      toldOf(world)
        .map(({ openid }) => openid)
        .sort(),
    ).toEqual(Array.from({ length: 45 }, (_, i) => `o-learner-${i + 1}`).sort());
    expect(await schedule(world, courseId)).toEqual({ classIds: [classId], seats: 45 });
  });

  test('go to nobody who has closed meanwhile, and to everybody else', async () => {
    const { classIds } = await schedule(world, courseId);
    const waiting = orders.filter((id) => !seatsIn(world, classIds[0]).some((seat) => seat.orderId === id));
    const [orderId = ''] = waiting;
    const payer = world.store.all('orders').find(({ _id }) => _id === orderId)?.payerOpenid ?? '';
    await world.call(payer, 'signing', 'close', { orderId });
    await world.deduction();
    expect(seatsIn(world, classIds[0])).toHaveLength(44);
    expect((await readClass(world, classIds[0])).toSeat).toBeUndefined();
  });

  test('are booked in the other classes of a series when one of them is cancelled meanwhile', async () => {
    const { classIds, toSeat } = await weekly(world, courseId, 4);
    const [first, second, third] = classIds;
    expect((await readClass(world, third)).toSeat).toBe(toSeat);
    for (const classId of [first ?? '', third ?? ''])
      await world.call(ACADEMIC, 'staff', 'cancelClass', { classId, reason: '老师生病' });
    await world.deduction();
    expect([first, second, third].map((id) => seatsIn(world, id).length)).toEqual([0, 45, 0]);
    expect((await readClass(world, second)).toSeat).toBeUndefined();
  });

  test('are never more than there are places, whoever comes in between', async () => {
    const { classIds } = await schedule(world, courseId, { capacity: 45 });
    const late = await enrol(world, courseId, { openid: 'o-late', name: '晚到' });
    expect(seatsIn(world, classIds[0]).some((seat) => seat.orderId === late)).toBe(true);
    for (let run = 0; run < 3; run += 1) await world.deduction();
    expect(seatsIn(world, classIds[0])).toHaveLength(45);
  });
});

describe('a worker that dies while it books seats', () => {
  test('leaves nobody out and seats nobody twice, wherever it dies', async () => {
    class Crash extends Error {}
    for (let death = 5; death < 210; death += 12) {
      let left = Number.POSITIVE_INFINITY;
      const beforeStep = () => {
        left -= 1;
        if (left === 0) throw new Crash('the process died');
      };
      const world = await openSchool(new World({ beforeStep }));
      const courseId = await publish(world);
      await enrolMany(world, courseId, 12);
      left = death;
      const request = { ...classRequest(courseId, AT, { capacity: 100 }), requestId: 'the-class' };
      await world.ask(ACADEMIC, 'staff', 'scheduleClass', request);
      left = Number.POSITIVE_INFINITY;
      // A dead worker's lease runs out.
      world.advance(3 * 60_000);
      const { classIds } = await schedule(world, courseId);
      await world.deduction();
      expect(world.store.all('classes')).toHaveLength(1);
      expect(seatsIn(world, classIds[0])).toHaveLength(12);
      expect(toldOf(world)).toHaveLength(12);
    }
  });

  test('whoever signs at the very moment at which a class is scheduled has a seat in it', async () => {
    let atCommit: (() => Promise<unknown>) | undefined;
    const beforeStep = async ({ action }: StoreStep) => {
      const now = action === 'commit' ? atCommit : undefined;
      if (now === undefined) return;
      atCommit = undefined;
      await now();
    };
    const world = await openSchool(new World({ beforeStep }));
    const courseId = await publish(world);
    await enrolMany(world, courseId, 2);
    atCommit = async () => {
      await enrol(world, courseId, { openid: 'o-late', name: '晚到' });
      await world.deduction();
    };
    const { classIds, seats } = await schedule(world, courseId);
    expect(seats).toBe(3);
    expect(seatsIn(world, classIds[0]).map(({ payerOpenid }) => payerOpenid)).toContain('o-late');
  });
});

describe('what staff acts ask of the database is bounded', () => {
  test('a class for twenty, its roll, and the same for sixty', async () => {
    const { world, asked } = await openCountedSchool();
    const courseId = await publish(world);
    const orders = await enrolMany(world, courseId, 20);
    const twenty = await asked(() => scheduleAt(world, courseId, AT, { capacity: 100 }));
    expect(twenty.requests).toBeLessThanOrEqual(220);
    world.goTo('2026-03-07T17:05:00+08:00');
    await world.deduction();
    world.goTo('2026-03-07T20:40:00+08:00');
    const marks = orders.map((id) => ({ seatId: `${twenty.answer}-${id}`, mark: 'attended' as const }));
    const roll = await asked(() =>
      world.call(TEACHER, 'staff', 'rollCall', { classId: twenty.answer, marks }),
    );
    expect(roll.answer.results.filter(({ state }) => state === 'attended')).toHaveLength(20);
    expect(roll.requests).toBeLessThanOrEqual(265);
    await enrolMany(world, courseId, 60);
    const sixty = await asked(() => schedule(world, courseId, { startsAt: '2026-03-21T19:00:00+08:00' }));
    expect(sixty.answer).toMatchObject({ seats: 40 });
    expect(sixty.requests).toBeLessThanOrEqual(410);
  });
});
