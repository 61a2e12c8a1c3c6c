import { CourseLife } from '../usecases/course-life';
import type { CourseOptions } from '../usecases/guitar-course';
import { closedCourse, leftBehind } from '../usecases/story';
import { gatedPorts } from './gated-ports';
import type { Point } from './workers';

/**
 * A course in which the process is ended at its n-th wait for the database or for WeChat Pay, before it is asked or
 * just after it has done what it was asked, and is started again.
 */
class MortalCourse {
  readonly points: Point[] = [];
  private dead = false;
  private tellDeath = () => {};

  private constructor(
    readonly life: CourseLife,
    private readonly dieAt: number,
  ) {}

  static async open(dieAt: number, options: CourseOptions): Promise<MortalCourse> {
    let mortal: MortalCourse | undefined;
    const at = async (point: Point): Promise<void> => mortal?.at(point);
    const life = await CourseLife.open({ ...options, gate: (ports) => gatedPorts(ports, { at }) });
    mortal = new MortalCourse(life, dieAt);
    return mortal;
  }

  /** Does something, and again after a death unless it turns out to have been done. */
  async surviving(act: () => Promise<unknown>, done: () => boolean = () => false): Promise<void> {
    const died = new Promise<'died'>((resolve) => {
      this.tellDeath = () => resolve('died');
    });
    if ((await Promise.race([act(), died])) !== 'died') return;
    // Whatever else the dead process was at comes to its next wait, and stays there.
    await new Promise((resolve) => setImmediate(resolve));
    this.dead = false;
    if (!done()) await this.surviving(act, done);
  }

  private async at(point: Point): Promise<void> {
    if (!this.dead) this.points.push(point);
    if (!this.dead && this.points.length === this.dieAt) {
      this.dead = true;
      this.tellDeath();
    }
    if (this.dead) return new Promise(() => {});
  }
}

async function course(dieAt: number) {
  const mortal = await MortalCourse.open(dieAt, { classes: 3 });
  const { life } = mortal;
  const id = await closedCourse({ life, surviving: (act, done) => mortal.surviving(act, done) });
  return { points: mortal.points, left: leftBehind(life, id) };
}

/** Every so many waits in the daily tests, each of them in `npm run test:crash`; writes and calls all in `crash.test.ts`. */
const STRIDE = Number(process.env.CRASH_EVERY ?? 25);

test('a course ends the same wherever its process is ended while it waits for the database or WeChat Pay', async () => {
  const undisturbed = await course(0);
  const waits = undisturbed.points.length;
  process.stdout.write(`${waits} waits, ended at ${STRIDE === 1 ? 'each' : `every ${STRIDE}th`}\n`);
  expect(waits).toBeGreaterThan(500);
  for (let dieAt = 1; dieAt <= waits; dieAt += STRIDE) {
    const { left } = await course(dieAt);
    expect([dieAt, undisturbed.points[dieAt - 1], left]).toEqual([
      ...[dieAt, undisturbed.points[dieAt - 1]],
      undisturbed.left,
    ]);
  }
}, 3_600_000);
