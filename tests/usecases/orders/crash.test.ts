import { DAY, HOUR } from '../../../server/domain/time';
import { CourseLife } from '../course-life';
import type { CourseOptions } from '../guitar-course';
import { attend, closedCourse, enrol, leftBehind } from '../story';

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
  async function surviving(act: () => Promise<unknown>, done: () => boolean = () => false): Promise<void> {
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

async function closed(dieAt: number) {
  const mortal = await mortalLife(dieAt);
  return { mortal, id: await closedCourse(mortal) };
}

/** A single class that WeChat takes its time to pay, and the plan that ends by itself. */
async function completed(dieAt: number) {
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
  ['objected to, confirmed early and closed', closed],
  ['paid late and completed', completed],
])('a course %s', (_, story) => {
  test('ends the same wherever the process dies', async () => {
    const undisturbed = await story(0);
    const expected = leftBehind(undisturbed.mortal.life, undisturbed.id);
    expect(expected.parked).toBeUndefined();
    const things = undisturbed.mortal.things();
    expect(things).toBeGreaterThan(50);
    for (let dieAt = 1; dieAt <= things; dieAt += 1) {
      const { mortal, id } = await story(dieAt);
      expect([dieAt, leftBehind(mortal.life, id)]).toEqual([dieAt, expected]);
    }
  });
});
