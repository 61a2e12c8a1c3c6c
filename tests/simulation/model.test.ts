import fc from 'fast-check';
import { AppError } from '../../server/domain/errors';
import { DAY, HOUR } from '../../server/domain/time';
import { undoMark } from '../../server/usecases/teaching/undo-mark';
import { CourseLife, OWNER } from '../usecases/course-life';

const CLASS_FEN = 10_000;
const CLASSES = 3;

/** What of one class is owed and what is paid, by what people did and nothing else. */
interface Owing {
  taught: boolean;
  objected: boolean;
  owedFen: number;
}

/** The whole of what this product promises about money, in thirty lines. */
class Model {
  readonly classes: Owing[] = [];
  closed = false;

  attend(mark: 'attended' | 'absent'): void {
    if (mark === 'attended') this.classes.push({ taught: true, objected: false, owedFen: CLASS_FEN });
  }

  /** The class that can still be objected to: the last, since every other window is over. */
  get last(): Owing | undefined {
    return this.classes.at(-1);
  }

  object(): void {
    if (this.last) this.last.objected = true;
  }

  decide(fen: number): void {
    if (this.last) Object.assign(this.last, { objected: false, owedFen: Math.min(this.last.owedFen, fen) });
  }

  takeBack(): void {
    this.classes.pop();
  }

  /** Everything taught and not let off is taken, once; undecided objections end for the learner. */
  get paidFen(): number {
    return this.classes.reduce((sum, one) => sum + (one.objected ? 0 : one.owedFen), 0);
  }
}

interface Real {
  life: CourseLife;
  id: string;
}

type Command = fc.AsyncCommand<Model, Real>;

/** Somebody does something; who is told no has changed nothing, in the model either. */
function command(
  name: string,
  may: (model: Model) => boolean,
  act: (real: Real) => Promise<unknown>,
  then: (model: Model) => void,
): Command {
  return {
    check: may,
    run: async (model, real) => {
      try {
        await act(real);
      } catch (error) {
        if (error instanceof AppError || /"code":/.test(String(error))) return;
        throw error;
      }
      then(model);
    },
    toString: () => name,
  };
}

const nextClass = (life: CourseLife) => [1, 2, 3].find((no) => life.classStart(no) > life.now());
const lastUnit = ({ life, id }: Real) =>
  life.orderDoc(id).units.findLast((unit) => unit.taught.length > 0)?.no ?? 1;

const attend = (mark: 'attended' | 'absent') =>
  command(
    `class, ${mark}`,
    (model) => !model.closed,
    async ({ life, id }) => {
      const no = nextClass(life);
      if (no === undefined) throw new AppError('WRONG_STATE', 'no class ahead');
      await life.attend(id, no, mark);
    },
    (model) => model.attend(mark),
  );

const object = command(
  'she objects',
  (model) => model.last !== undefined && !model.last.objected,
  (real) => real.life.object(real.id, lastUnit(real)),
  (model) => model.object(),
);

const decide = (kind: 'rejected' | 'lowered' | 'waived', fen: number) =>
  command(
    `it is ${kind}`,
    (model) => model.last?.objected === true,
    (real) => real.life.decide(real.id, lastUnit(real), kind, kind === 'lowered' ? fen : undefined),
    (model) => model.decide(fen),
  );

const takeBack = command(
  'the mark is taken back',
  (model) => model.last !== undefined && !model.last.objected,
  async ({ life, id }) => {
    const no = [3, 2, 1].find((k) => life.classStart(k) < life.now()) ?? 1;
    if (life.seat(id, no).state !== 'attended') throw new AppError('WRONG_STATE', 'she was not there');
    await undoMark(life.ports, OWNER, `k${no}-${id}`);
  },
  (model) => model.takeBack(),
);

const close = command(
  'she closes',
  (model) => !model.closed,
  ({ life, id }) => life.close(id),
  (model) => {
    model.closed = true;
  },
);

const confirm = command(
  'she confirms',
  (model) => model.last !== undefined && !model.last.objected,
  (real) => real.life.confirm(real.id, lastUnit(real)),
  () => {},
);

const wait = (hours: number) =>
  command(
    `${hours} hours`,
    () => true,
    ({ life }) => life.runFor(hours * HOUR),
    () => {},
  );

const anything = fc.commands(
  [
    fc.constant(attend('attended')),
    fc.constant(attend('absent')),
    fc.constant(object),
    fc.constant(decide('rejected', CLASS_FEN)),
    fc.integer({ min: 1, max: CLASS_FEN - 1 }).map((fen) => decide('lowered', fen)),
    fc.constant(decide('waived', 0)),
    fc.constant(takeBack),
    fc.constant(confirm),
    fc.constant(close),
    fc.constantFrom(1, 5, 25).map(wait),
  ],
  { maxCommands: 25 },
);

/** The same every time; `HISTORIES=2000 SEED=7 npx jest simulation/model` tries others. */
const RUNS = {
  numRuns: Number(process.env.HISTORIES ?? 25),
  seed: Number(process.env.SEED ?? 1),
  endOnFailure: true,
};

async function expectAsOwed(model: Model, { life, id }: Real): Promise<void> {
  await life.runFor(20 * DAY);
  expect(life.orderDoc(id).parked).toBeUndefined();
  expect(life.pay.taken()).toBe(model.paidFen);
  life.expectExplained();
}

test('whatever people do, what was taken is what is owed', async () => {
  await fc.assert(
    fc.asyncProperty(anything, async (commands) => {
      const life = await CourseLife.open({ classes: CLASSES, every: 3 * DAY });
      const real = { life, id: await life.enrol() };
      const model = new Model();
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await expectAsOwed(model, real);
    }),
    RUNS,
  );
});
