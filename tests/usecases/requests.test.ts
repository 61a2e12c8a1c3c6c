import { ACADEMIC, calligraphy, classRequest, enrol, OWNER, openSchool, PAYER, publish } from './school';
import { World } from './world';

class Crash extends Error {}

/** A world that dies at the n-th step of the store from now on, once. */
function mortalWorld(): { world: World; dieAfter(steps: number): void } {
  let left = Number.POSITIVE_INFINITY;
  const world = new World({
    beforeStep: () => {
      left -= 1;
      if (left === 0) throw new Crash('the process died');
    },
  });
  return {
    world,
    dieAfter: (steps) => {
      left = steps;
    },
  };
}

describe('a request is done once', () => {
  test('the same request has the same answer, whatever happened in between', async () => {
    const world = await openSchool();
    const student = { name: '李小梅', birthYear: 1990, relation: 'self' as const, requestId: 'my-request-1' };
    const first = await world.call(PAYER, 'signing', 'addStudent', student);
    await world.call(PAYER, 'signing', 'addStudent', { ...student, requestId: 'my-request-2' });
    expect(await world.call(PAYER, 'signing', 'addStudent', student)).toEqual(first);
    expect(world.store.all('students')).toHaveLength(2);
  });

  test('the order of the fields does not matter, another body does', async () => {
    const world = await openSchool();
    const request = { name: '李小梅', birthYear: 1990, relation: 'self' as const, requestId: 'my-request-1' };
    const { studentId } = await world.call(PAYER, 'signing', 'addStudent', request);
    const shuffled = {
      requestId: 'my-request-1',
      relation: 'self' as const,
      birthYear: 1990,
      name: '李小梅',
    };
    expect(await world.call(PAYER, 'signing', 'addStudent', shuffled)).toEqual({ studentId });
    const other = { ...request, birthYear: 1991 };
    expect(await world.refusal(PAYER, 'signing', 'addStudent', other)).toBe('REQUEST_REUSED');
    const markRead = { pushIds: ['p'], requestId: 'my-request-1' };
    expect(await world.refusal(PAYER, 'classroom', 'markRead', markRead)).toBe('REQUEST_REUSED');
  });

  test('ids of different people do not meet', async () => {
    const world = await openSchool();
    const request = { name: '李小梅', birthYear: 1990, relation: 'self' as const, requestId: 'my-request-1' };
    const mine = await world.call(PAYER, 'signing', 'addStudent', request);
    const hers = await world.call('o-other', 'signing', 'addStudent', request);
    expect(hers).not.toEqual(mine);
  });

  test('a refused request is not remembered: it may be right later', async () => {
    const world = await openSchool();
    const courseId = await publish(world);
    const class1 = { ...classRequest(courseId, '2026-03-07T19:00:00+08:00'), requestId: 'later-maybe' };
    const before = { ...class1, teacherId: 'o-nobody' };
    expect(await world.refusal(ACADEMIC, 'staff', 'scheduleClass', before)).toBe('BAD_REQUEST');
    await world.call(ACADEMIC, 'staff', 'scheduleClass', class1);
  });

  test('many equal calls at the same moment do it once', async () => {
    const world = await openSchool();
    const request = { name: '李小梅', birthYear: 1990, relation: 'self' as const, requestId: 'my-request-1' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => world.call(PAYER, 'signing', 'addStudent', request)),
    );
    expect(new Set(answers.map((answer) => answer.studentId)).size).toBe(1);
    expect(world.store.all('students')).toHaveLength(1);
  });

  test('an invitation code is shown again to the same request, and is stored nowhere', async () => {
    const world = await openSchool();
    const request = { name: '新老师', roles: ['teacher' as const], campusIds: [], requestId: 'invitation-1' };
    const first = await world.call(OWNER, 'staff', 'invite', request);
    expect(await world.call(OWNER, 'staff', 'invite', request)).toEqual(first);
    const everything = (['staff_invitations', 'requests', 'audit'] as const).map((name) =>
      world.store.all(name),
    );
    expect(JSON.stringify(everything)).not.toContain(first.code);
  });
});

describe('a crash at any step of the store', () => {
  test('ordering and signing come to the same end when asked again', async () => {
    for (let steps = 1; ; steps += 1) {
      const { world, dieAfter } = mortalWorld();
      await openSchool(world);
      const courseId = await publish(world, calligraphy({}, 2));
      dieAfter(steps);
      const died = await orderTwice(world, courseId);
      expect(world.store.all('orders')).toHaveLength(1);
      expect(world.store.all('orders')[0]?.attempts).toHaveLength(1);
      if (!died) return;
    }
  });

  test('a weekly timetable is scheduled once', async () => {
    for (let steps = 1; ; steps += 3) {
      const { world, dieAfter } = mortalWorld();
      await openSchool(world);
      const courseId = await publish(world, calligraphy({}, 3));
      await enrol(world, courseId);
      const { startsAt: _at, makeUp: _makeUp, orderIds: _ids, ...facts } = classRequest(courseId, '');
      const weekly = {
        ...facts,
        fromDay: '2026-03-04',
        weekdays: [6],
        startsAtClock: '19:00',
        count: 3,
        skipDays: [],
      };
      dieAfter(steps);
      const ask = () =>
        world.ask(ACADEMIC, 'staff', 'scheduleWeekly', { ...weekly, requestId: 'weekly-once' });
      const first = await ask();
      dieAfter(Number.POSITIVE_INFINITY);
      expect(await ask()).toMatchObject({ ok: true, data: { seats: 3 } });
      expect(world.store.all('classes')).toHaveLength(3);
      expect(world.store.all('seats')).toHaveLength(3);
      expect(world.store.all('audit').filter((act) => act.action === 'scheduleClass')).toHaveLength(3);
      if (first.ok) return;
    }
  });

  async function orderTwice(world: World, courseId: string): Promise<boolean> {
    const run = async () => {
      const answers = [];
      const student = { name: '李', birthYear: 1990, relation: 'self' as const, requestId: 'student-1' };
      const added = await world.ask(PAYER, 'signing', 'addStudent', student);
      answers.push(added);
      if (!added.ok) return answers;
      const { studentId } = added.data as { studentId: string };
      const version = world.store.all('course_versions')[0];
      const order = await world.ask(PAYER, 'signing', 'order', {
        ...{ courseId, studentId, rungKey: 'per-class', requestId: 'order-0001' },
        contractVersion: 1,
        contractHash: version?.contract.hash ?? '',
      });
      answers.push(order);
      if (!order.ok) return answers;
      const { orderId } = order.data as { orderId: string };
      const sign = { orderId, rungKey: 'per-class', requestId: 'sign-0001' };
      answers.push(await world.ask(PAYER, 'signing', 'sign', sign));
      return answers;
    };
    const first = await run();
    let again = await run();
    // A lease of the dead run may still hold the order; the learner's page asks until it is free.
    for (let tries = 0; again.some((answer) => !answer.ok) && tries < 3; tries += 1) {
      world.advance(150_000);
      again = await run();
    }
    expect(again.map((answer) => answer.ok)).toEqual([true, true, true]);
    return first.some((answer) => !answer.ok);
  }
});
