import { StoreBusy } from '../../server/ports/store';
import { advanceOrder } from '../../server/usecases/charging/advance-order';
import { ACADEMIC, enrol, openSchool, publish, scheduleAt, TEACHER } from './school';
import { World } from './world';

const AT = '2026-03-07T19:00:00+08:00';
const LATER = '2026-03-08T19:00:00.000+08:00';

/** A school with a class in which so many have a seat; it dies at the n-th step of the store from when it is told to. */
async function schoolWith(learners: number) {
  let left = Number.POSITIVE_INFINITY;
  const world = await openSchool(
    new World({
      beforeStep: () => {
        left -= 1;
        if (left === 0) throw new Error('the process died');
      },
    }),
  );
  const courseId = await publish(world);
  const orders: string[] = [];
  for (let no = 1; no <= learners; no += 1)
    orders.push(await enrol(world, courseId, { openid: `o-learner-${no}`, name: `学员${no}` }));
  const classId = await scheduleAt(world, courseId, AT, { capacity: 200 });
  for (let run = 0; run < 3; run += 1) await world.deduction();
  return {
    ...{ world, courseId, orders, classId },
    dieAfter: (steps: number) => {
      left = steps;
    },
  };
}

type School = Awaited<ReturnType<typeof schoolWith>>;

const ACTS = {
  cancelled: {
    ask: ({ world, classId }: School) =>
      world.ask(ACADEMIC, 'staff', 'cancelClass', {
        classId,
        reason: '老师生病',
        requestId: 'the-cancelling',
      }),
    followed: ({ world }: School) =>
      world.store.all('seats').filter(({ state }) => state === 'released').length,
    told: 'class_cancelled',
  },
  moved: {
    ask: ({ world, classId }: School) =>
      world.ask(ACADEMIC, 'staff', 'reschedule', { classId, startsAt: LATER, requestId: 'the-moving' }),
    followed: ({ world }: School) =>
      world.store.all('seats').filter(({ state, startsAt }) => state === 'booked' && startsAt === LATER)
        .length,
    told: 'class_changed',
  },
} as const;

const readSeats = async (world: World, classId: string) =>
  (await world.call(ACADEMIC, 'staff', 'readClass', { classId })).seats;
const toldOf = ({ world }: Pick<School, 'world'>, kind: string) =>
  world.store.all('pushes').filter((push) => push.kind === kind);

describe.each(Object.entries(ACTS))('a class that is %s', (_what, { ask, followed, told }) => {
  test('takes the seats of very many along: some while staff wait, the rest by itself', async () => {
    const school = await schoolWith(45);
    expect((await ask(school)).ok).toBe(true);
    expect(followed(school)).toBe(40);
    await school.world.deduction();
    expect(followed(school)).toBe(45);
    expect(new Set(toldOf(school, told).map(({ openid }) => openid)).size).toBe(45);
  });

  test('leaves no seat behind and tells nobody twice, wherever the worker dies', async () => {
    for (let death = 4; death < 90; death += 12) {
      const school = await schoolWith(6);
      school.dieAfter(death);
      await ask(school);
      school.dieAfter(Number.POSITIVE_INFINITY);
      school.world.advance(3 * 60_000);
      expect((await ask(school)).ok).toBe(true);
      await school.world.deduction();
      expect(followed(school)).toBe(6);
      expect(toldOf(school, told)).toHaveLength(6);
    }
  });
});

describe.each(Object.entries(ACTS))(
  'an hour before the old time of a class that was %s',
  (what, { ask, followed, told }) => {
    test('nothing is opened for a seat that has not followed yet: it follows first', async () => {
      const school = await schoolWith(45);
      const { world } = school;
      world.goTo('2026-03-07T16:30:00+08:00');
      await ask(school);
      world.goTo('2026-03-07T18:00:00+08:00');
      const behind = world.store
        .all('seats')
        .filter(({ state, startsAt }) => state === 'booked' && startsAt !== LATER);
      expect(behind).toHaveLength(5);
      for (const { orderId } of behind) await advanceOrder(world.ports, orderId);
      expect(followed(school)).toBe(45);
      expect(
        world.store
          .all('orders')
          .flatMap(({ units }) => units.filter(({ collection }) => collection !== 'none')),
      ).toEqual([]);
      await world.deduction();
      expect(toldOf(school, told)).toHaveLength(45);
      if (what === 'cancelled') return;
      world.goTo('2026-03-08T17:30:00+08:00');
      await world.deduction();
      const opened = world.store.all('orders').map(({ units }) => units[0]);
      expect(opened.map((unit) => unit?.startTime)).toEqual(Array(45).fill(LATER));
    });
  },
);

test('a class that is moved again before all seats have followed takes all of them to its last time', async () => {
  const school = await schoolWith(45);
  const { world, classId } = school;
  await world.call(ACADEMIC, 'staff', 'reschedule', { classId, startsAt: '2026-03-09T19:00:00+08:00' });
  await ACTS.moved.ask(school);
  await world.deduction();
  expect(ACTS.moved.followed(school)).toBe(45);
  expect((await world.store.get('classes', classId))?.moving).toBeUndefined();
});

test('a class that is cancelled while it is moved gives all seats back', async () => {
  const school = await schoolWith(45);
  await ACTS.moved.ask(school);
  await ACTS.cancelled.ask(school);
  await school.world.deduction();
  expect(ACTS.cancelled.followed(school)).toBe(45);
});

test('nobody is marked in a class that is cancelled, though her seat is not given back yet', async () => {
  const school = await schoolWith(45);
  const { world, classId } = school;
  world.goTo('2026-03-07T20:40:00+08:00');
  await ACTS.cancelled.ask(school);
  const seat = world.store.all('seats').find(({ state }) => state === 'booked');
  const marks = [{ seatId: seat?._id ?? '', mark: 'attended' as const }];
  expect(await world.refusal(TEACHER, 'staff', 'rollCall', { classId, marks })).toBe('WRONG_STATE');
});

describe('learners named for a class', () => {
  const NAMED = '2026-03-09T19:00:00+08:00';

  test('are looked at together: one too many, and nobody is seated', async () => {
    const { world, orders, courseId } = await schoolWith(3);
    const [first = ''] = orders;
    const classId = await scheduleAt(world, courseId, NAMED, { orderIds: [first], capacity: 2 });
    const bookSeats = (orderIds: string[]) => ({
      classId,
      orderIds,
      requestId: `book-${orderIds.length}-seats`,
    });
    expect(await world.refusal(ACADEMIC, 'staff', 'bookSeats', bookSeats(orders))).toBe('CLASS_FULL');
    expect((await readSeats(world, classId)).length).toBe(1);
    expect(await world.call(ACADEMIC, 'staff', 'bookSeats', bookSeats(orders.slice(0, 2)))).toEqual({
      seats: 2,
    });
  });

  test('have their seats once, wherever the worker dies', async () => {
    for (let death = 4; death < 60; death += 7) {
      const { world, orders, courseId, dieAfter } = await schoolWith(3);
      const [first = ''] = orders;
      const classId = await scheduleAt(world, courseId, NAMED, { orderIds: [first] });
      const book = { classId, orderIds: orders, requestId: 'book-all-of-them' };
      dieAfter(death);
      await world.ask(ACADEMIC, 'staff', 'bookSeats', book);
      dieAfter(Number.POSITIVE_INFINITY);
      expect(await world.call(ACADEMIC, 'staff', 'bookSeats', book)).toEqual({ seats: 3 });
      expect(await readSeats(world, classId)).toHaveLength(3);
      expect(world.store.all('audit').filter(({ action }) => action === 'bookSeats')).toHaveLength(2);
    }
  });
});

test('a roll marks everybody else when one order is held by others, and the rest when it is sent again', async () => {
  const { world, orders, classId } = await schoolWith(8);
  world.goTo('2026-03-07T20:40:00+08:00');
  const { transaction } = world.store;
  let held = true;
  world.store.transaction = async (work) => {
    if (!held) return transaction.call(world.store, work) as ReturnType<typeof work>;
    held = false;
    throw new StoreBusy('orders: conflict, 8 times in a row');
  };
  const marks = orders.map((id) => ({
    seatId: `${classId}-${id}`,
    mark: 'attended' as const,
    actId: `roll-${id}`,
  }));
  const attended = () => world.store.all('seats').filter(({ state }) => state === 'attended').length;
  expect(await world.refusal(TEACHER, 'staff', 'rollCall', { classId, marks })).toBe('BUSY');
  expect(attended()).toBe(7);
  const { results } = await world.call(TEACHER, 'staff', 'rollCall', { classId, marks });
  expect([attended(), results.filter(({ repeated }) => repeated).length]).toEqual([8, 7]);
  expect(toldOf({ world }, 'roll_called')).toHaveLength(8);
});
