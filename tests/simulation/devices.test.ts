import fc from 'fast-check';
import { DAY } from '../../server/domain/time';
import { CourseLife } from '../usecases/course-life';
import { Race, unlessToldNo } from './racing';

const CLASS_FEN = 10_000;

/** The same every time; `RACES=2000 SEED=7 npx jest simulation/devices` tries others. */
const RUNS = { numRuns: Number(process.env.RACES ?? 10), seed: Number(process.env.SEED ?? 1) };

/** What she was told yes to, on whichever device. */
type Granted = Set<'objection' | 'confirmation' | 'closing'>;

interface Real {
  life: CourseLife;
  id: string;
  underWay: Promise<unknown>[];
}

/**
 * Somebody begins something and does not wait for its end. A command must not wait for what the scheduler holds: fast-check
 * lets nothing else go on until the run of a command has ended, and both would wait for ever.
 */
function begin(
  name: string,
  act: (real: Real) => Promise<unknown>,
  granted?: 'objection' | 'confirmation' | 'closing',
) {
  return fc.constant({
    check: () => true,
    run: async (model: Granted, real: Real) => {
      const done = act(real).then(() => granted && model.add(granted));
      real.underWay.push(done.catch(unlessToldNo));
    },
    toString: () => name,
  });
}

const taps = fc.commands(
  [
    begin('she objects', ({ life, id }) => life.object(id, 1), 'objection'),
    begin('she confirms', ({ life, id }) => life.confirm(id, 1), 'confirmation'),
    begin('she closes', ({ life, id }) => life.close(id), 'closing'),
    begin('she looks for news', ({ life, id }) => life.refresh(id)),
    begin('the timer comes', ({ life }) => life.tick()),
    begin('the window ends and the timer comes', ({ life, id }) => {
      life.skipTo(life.unit(id, 1).windowEndsAt ?? life.now());
      return life.tick();
    }),
  ],
  { maxCommands: 8 },
);

test('whatever she taps on two devices at once while timers come: one answer holds, and is what the class costs', () =>
  fc.assert(
    fc.asyncProperty(fc.scheduler(), taps, async (scheduler, commands) => {
      const race = new Race();
      const life = await CourseLife.open({ classes: 2, gate: race.gate });
      const id = await life.enrol();
      await life.attend(id, 1);
      const model: Granted = new Set();
      const real: Real = { life, id, underWay: [] };
      await race.during(scheduler, async () => {
        await fc.scheduledModelRun(scheduler, () => ({ model, real }), commands);
        await scheduler.waitFor(Promise.all(real.underWay));
      });

      await life.runFor(20 * DAY);
      expect(model.has('objection') && model.has('confirmation')).toBe(false);
      expect(life.pay.taken()).toBe(model.has('objection') ? 0 : CLASS_FEN);
      expect(life.pay.times('complete-order')).toBe(1);
      expect(life.orderDoc(id).closing?.by).toBe(model.has('closing') ? 'payer' : undefined);
      life.expectExplained();
    }),
    RUNS,
  ));
