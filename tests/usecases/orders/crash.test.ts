import { DAY, HOUR, MINUTE } from '../../../server/domain/time';
import { CourseLife } from '../course-life';
import type { CourseOptions } from '../guitar-course';

class Crash extends Error {}

/**
 * A life in which the process dies after the n-th thing it has done that can be seen from outside (something written,
 * WeChat called), and is started again. Dying at any store step between two of those is the same.
 */
async function mortalLife(dieAt: number, options: CourseOptions = {}) {
  let written = 0;
  let seen = 0;
  let things = 0;
  let dead = false;
  const life: CourseLife = await CourseLife.open({
    ...options,
    beforeStep: ({ action }) => {
      written += action === 'acknowledge' ? 1 : 0;
      const done = written + life.pay.asked.length;
      things += done > seen ? 1 : 0;
      if (done > seen && things === dieAt) dead = true;
      seen = done;
      if (dead) throw new Crash(`after ${action} ${things}`);
    },
  });
  /** Does something, again after a crash, unless it turns out to have been done. */
  async function surviving<T>(act: () => Promise<T>, done: () => boolean = () => false): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!dead) throw error;
      // Whatever else the dead process was at comes to its own end first.
      await new Promise((resolve) => setImmediate(resolve));
      dead = false;
      if (!done()) await surviving(act, done);
    }
  }
  return { life, surviving, things: () => things };
}

type Mortal = Awaited<ReturnType<typeof mortalLife>>;

function orderId({ life }: Mortal): string {
  return life.store.all('orders')[0]?._id ?? '';
}

async function enrol(mortal: Mortal): Promise<string> {
  const { life, surviving } = mortal;
  await surviving(
    () => life.order(),
    () => orderId(mortal) !== '',
  );
  const id = orderId(mortal);
  await surviving(() => life.beginSigning(id).catch((error) => unlessUncertain(error)));
  await surviving(() => life.runFor(5 * MINUTE));
  life.pay.sign(`${id}S${life.orderDoc(id).attempts.length}`);
  await surviving(() => life.runFor(5 * MINUTE));
  return id;
}

/** The page says that WeChat is being asked, and looks again by itself. */
function unlessUncertain(error: { code?: string }): void {
  if (error.code !== 'UNCERTAIN') throw error;
}

async function attend(mortal: Mortal, id: string, no: number): Promise<void> {
  const { life, surviving } = mortal;
  await surviving(() => life.runTo(life.classStart(no)));
  await surviving(() => life.runFor(HOUR));
  await surviving(
    () => life.mark(id, no),
    () => life.seat(id, no).state === 'attended',
  );
}

/** What the world looks like in the end, times aside. */
function outcome({ life }: Mortal, id: string) {
  life.expectExplained();
  return {
    state: life.orderDoc(id).state,
    parked: life.orderDoc(id).parked?.reason,
    units: life.orderDoc(id).units.map((u) => [u.teaching, u.collection, u.collectedFen]),
    books: life.books(id),
    seats: life.store.all('seats').map((s) => s.state),
    pushes: life.pushes().sort(),
    tasks: life.tasks(),
    locks: life.store.all('locks').length,
    atWeChat: [life.pay.stateOf(`${id}S1`), life.pay.taken()],
  };
}

/** A first class objected to and lowered, a second confirmed early, a third not attended, then the closing. */
async function closedCourse(dieAt: number) {
  const mortal = await mortalLife(dieAt);
  const { life, surviving } = mortal;
  const id = await enrol(mortal);
  await attend(mortal, id, 1);
  await surviving(
    () => life.object(id, 1),
    () => life.unit(id, 1).teaching !== 'taught',
  );
  await surviving(
    () => life.decide(id, 1, 'lowered', 6_000),
    () => life.unit(id, 1).teaching !== 'objected',
  );
  await surviving(() => life.runFor(HOUR));
  await attend(mortal, id, 2);
  await surviving(
    () => life.confirm(id, 2),
    () => life.unit(id, 2).teaching !== 'taught',
  );
  await surviving(() => life.runTo(life.classStart(3)));
  await surviving(() => life.close(id));
  await surviving(() => life.runFor(DAY));
  return { mortal, id };
}

/** A single class that WeChat takes its time to pay, and the plan that ends by itself. */
async function completedCourse(dieAt: number) {
  const mortal = await mortalLife(dieAt, { classes: 1 });
  const { life, surviving } = mortal;
  const id = await enrol(mortal);
  life.pay.pays = false;
  await attend(mortal, id, 1);
  await surviving(() => life.runFor(26 * HOUR));
  life.pay.pay(`${id}S1U1`);
  await surviving(() => life.runFor(2 * DAY));
  return { mortal, id };
}

describe.each([
  ['objected to, confirmed early and closed', closedCourse],
  ['paid late and completed', completedCourse],
])('a course %s', (_, story) => {
  test('ends the same wherever the process dies', async () => {
    const undisturbed = await story(0);
    const expected = outcome(undisturbed.mortal, undisturbed.id);
    expect(expected.parked).toBeUndefined();
    const things = undisturbed.mortal.things();
    expect(things).toBeGreaterThan(50);
    for (let dieAt = 1; dieAt <= things; dieAt += 1) {
      const { mortal, id } = await story(dieAt);
      expect([dieAt, outcome(mortal, id)]).toEqual([dieAt, expected]);
    }
  });
});
