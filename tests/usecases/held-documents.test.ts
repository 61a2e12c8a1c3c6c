import type { StoreStep } from '../../server/adapters/memory-store/steps';
import { StoreBusy } from '../../server/ports/store';
import { ACADEMIC, classRequest, enrol, openSchool, publish, scheduleAt } from './school';
import { World } from './world';

const AT = '2026-03-07T19:00:00+08:00';
const LATER = '2026-03-08T19:00:00.000+08:00';
const LEARNERS = 45;

/** A school in which somebody, a dead worker's transaction, holds some documents: nobody else can write them. */
async function heldSchool() {
  const held = new Set<string>();
  let refused = 0;
  const beforeStep = ({ action, id }: StoreStep) => {
    if (action !== 'write' || id === undefined || !held.has(id)) return;
    refused += 1;
    throw new StoreBusy(`${id} is held`);
  };
  const world = await openSchool(new World({ beforeStep }));
  const courseId = await publish(world);
  const orders: string[] = [];
  for (let no = 1; no <= LEARNERS; no += 1)
    orders.push(await enrol(world, courseId, { openid: `o-learner-${no}`, name: `学员${no}` }));
  const inState = (state: string) => world.store.all('seats').filter((seat) => seat.state === state);
  return {
    ...{ world, courseId, orders, held, inState },
    refusals: () => refused,
    /** The timer of the next minute. */
    nextMinute: async () => {
      world.advance(60_000);
      await world.deduction();
    },
  };
}

type School = Awaited<ReturnType<typeof heldSchool>>;

const classFor = ({ world, courseId }: School) => scheduleAt(world, courseId, AT, { capacity: 200 });

describe('orders that others hold while a class is scheduled', () => {
  test('wait for their seats alone; everybody else has theirs at once', async () => {
    const school = await heldSchool();
    const { world, orders, held, inState, nextMinute } = school;
    const first = world.store.all('orders')[0]?._id ?? '';
    held.add(first);
    await classFor(school);
    await nextMinute();
    expect(inState('booked')).toHaveLength(LEARNERS - 1);
    held.clear();
    await nextMinute();
    expect(new Set(inState('booked').map(({ orderId }) => orderId))).toEqual(new Set(orders));
    expect(world.store.all('pushes').filter(({ kind }) => kind === 'class_scheduled')).toHaveLength(LEARNERS);
  });

  test('are asked for once a minute, however long it takes, and nobody of the staff is called for it', async () => {
    const school = await heldSchool();
    const { world, orders, held, inState, nextMinute, refusals } = school;
    held.add(orders[20] ?? '');
    await classFor(school);
    for (let minute = 0; minute < 10; minute += 1) {
      const before = refusals();
      await nextMinute();
      expect(refusals() - before).toBeLessThanOrEqual(3);
    }
    expect(inState('booked')).toHaveLength(LEARNERS - 1);
    expect(world.store.all('tasks')).toEqual([]);
    held.clear();
    await nextMinute();
    expect(inState('booked')).toHaveLength(LEARNERS);
  });

  test('when the class itself is held, nothing is tried again and again for each of its learners', async () => {
    const school = await heldSchool();
    const { world, courseId, held, inState, nextMinute, refusals } = school;
    const request = { ...classRequest(courseId, AT, { capacity: 200 }), requestId: 'the-class' };
    const { classIds } = await world.call(ACADEMIC, 'staff', 'scheduleClass', request);
    const seated = inState('booked').length;
    held.add(classIds[0] ?? '');
    const before = refusals();
    await nextMinute();
    expect(refusals() - before).toBe(4);
    expect(inState('booked')).toHaveLength(seated);
    held.clear();
    await nextMinute();
    expect(inState('booked')).toHaveLength(LEARNERS);
  });
});

describe('a seat that others hold', () => {
  /** Everybody has a seat in the class, one of which is held. */
  async function oneSeatHeld() {
    const school = await heldSchool();
    const classId = await classFor(school);
    await school.nextMinute();
    const [one] = school.inState('booked');
    school.held.add(one?._id ?? '');
    return { ...school, classId, one };
  }

  test('follows a class that was moved as soon as it is free; the others have followed long before', async () => {
    const { world, held, inState, nextMinute, classId, one } = await oneSeatHeld();
    await world.call(ACADEMIC, 'staff', 'reschedule', { classId, startsAt: LATER });
    await nextMinute();
    const behind = () => inState('booked').filter(({ startsAt }) => startsAt !== LATER);
    expect(behind().map(({ _id }) => _id)).toEqual([one?._id]);
    held.clear();
    await nextMinute();
    expect(behind()).toEqual([]);
    expect((await world.store.get('classes', classId))?.moving).toBeUndefined();
    expect(world.store.all('pushes').filter(({ kind }) => kind === 'class_changed')).toHaveLength(LEARNERS);
  });

  test('is given back by a cancelled class as soon as it is free; the others were long before', async () => {
    const { world, held, inState, nextMinute, classId, one } = await oneSeatHeld();
    await world.call(ACADEMIC, 'staff', 'cancelClass', { classId, reason: '老师生病' });
    await nextMinute();
    expect(inState('booked').map(({ _id }) => _id)).toEqual([one?._id]);
    held.clear();
    await nextMinute();
    expect(inState('released')).toHaveLength(LEARNERS);
  });
});
