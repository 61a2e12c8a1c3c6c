import fc from 'fast-check';
import { taughtFen } from '../../../server/domain/order/units';
import { DAY } from '../../../server/domain/time';
import { CourseLife } from '../course-life';
import { ACTS, anyHistory, attempt, atWeChat, CLASSES, comeToRest } from './course-acts';

function expectAtRest(life: CourseLife, id: string): void {
  const order = life.orderDoc(id);
  expect(order.parked).toBeUndefined();
  expect(['completed', 'closed', 'expired']).toContain(order.state);
  expect([...atWeChat(life, id, 'DOING'), ...atWeChat(life, id, 'CREATED')]).toEqual([]);
  expect(life.pay.stateOf(`${id}S1`)).not.toBe('SIGNED');
  expect(life.tasks()).not.toContain('stuck_call');
  life.expectExplained();
  for (const unit of order.units) expect((unit.collectedFen ?? 0) <= taughtFen(unit)).toBe(true);
  if (order.closing === undefined) return;
  const charged = order.units.reduce((total, u) => total + (u.collectedFen ?? 0), 0);
  expect(charged + order.closing.neverChargedFen).toBeLessThanOrEqual(CLASSES * 10_000);
}

test.each(['per-class', 'whole'])(
  'whatever happens in a %s course, it comes to a sound end',
  async (rung) => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const life = await CourseLife.open({ classes: CLASSES, every: 2 * DAY });
        const id = await life.enrol('student1', rung);
        for (const [name, n] of history) {
          await attempt(() => ACTS[name]?.(life, id, n));
          life.expectSound();
        }
        await comeToRest(life, id);
        expectAtRest(life, id);
      }),
      // The same histories every time; `HISTORIES=5000 SEED=7 npx jest any-course` lives through others.
      { numRuns: Number(process.env['HISTORIES'] ?? 30), seed: Number(process.env['SEED'] ?? 1) },
    );
  },
);
