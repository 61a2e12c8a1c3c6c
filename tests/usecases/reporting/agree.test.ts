import fc from 'fast-check';
import { AMOUNTS, addFigures, type Figures } from '../../../server/domain/figures/figures';
import { ALL } from '../../../server/domain/figures/rows';
import type { LedgerEntry } from '../../../server/domain/ledger/entry';
import { DAY, dayOf, MINUTE } from '../../../server/domain/time';
import { updateFigures } from '../../../server/usecases/reporting/update-figures';
import { CourseLife } from '../course-life';
import { ACTS, anyHistory, attempt, CLASSES, comeToRest } from '../orders/course-acts';

/** Rows for everything, by day. */
function rows(life: CourseLife): Map<string, Figures> {
  const all = life.store.all('daily_figures').filter((row) => row.campusId === ALL && row.courseId === ALL);
  return new Map(all.map((row) => [row.day, row.figures]));
}

function fenOf(entries: readonly LedgerEntry[], holds: (entry: LedgerEntry) => boolean): number {
  return entries.filter(holds).reduce((total, entry) => total + entry.amountFen, 0);
}

/** Straight from the ledger: what each day must say, to the fen. */
function expectAgree(life: CourseLife): void {
  const ledger = life.store.all('ledger');
  const byDay = rows(life);
  for (const day of new Set([...byDay.keys(), ...ledger.map((entry) => dayOf(entry.at))])) {
    const own = ledger.filter((entry) => dayOf(entry.at) === day);
    const direct = {
      chargedFen: fenOf(own, (e) => e.kind === 'charge'),
      loweredFen: fenOf(own, (e) => e.credit === 'receivable' && e.debit === 'income'),
      collectedFen: fenOf(own, (e) => e.kind === 'collect'),
      elsewhereFen: fenOf(own, (e) => e.kind === 'collect_elsewhere'),
      refundedFen: fenOf(own, (e) => e.debit === 'refunds'),
      overpaidFen: fenOf(own, (e) => e.kind === 'overpaid'),
      overpaidBackFen: fenOf(own, (e) => e.debit === 'overpaid'),
    };
    const figures = byDay.get(day) ?? {};
    const said = Object.fromEntries(AMOUNTS.map((name) => [name, figures[name] ?? 0]));
    expect([day, said]).toEqual([day, expect.objectContaining(direct)]);
  }
  const total = addFigures([...byDay.values()]);
  const receivable =
    fenOf(ledger, (e) => e.debit === 'receivable') - fenOf(ledger, (e) => e.credit === 'receivable');
  const unbooked = life.store
    .all('orders')
    .flatMap((order) => order.units)
    .filter((unit) => unit.teaching === 'confirmed' && unit.chargedFen === undefined)
    .filter((unit) => !['paid', 'paid_elsewhere', 'zero', 'paid_by_hand'].includes(unit.collection))
    .reduce((sum, unit) => sum + (unit.chargeFen ?? 0), 0);
  expect(total.owedFen ?? 0).toBe(receivable + unbooked);
  expect((total.takenFen ?? 0) <= (total.dueFen ?? 0)).toBe(true);
}

/** Everything summed anew from nothing gives the same rows. */
async function expectSameFromScratch(life: CourseLife): Promise<void> {
  const before = [...rows(life)].filter(([, figures]) => Object.keys(figures).length > 0);
  for (const name of ['daily_figures', 'order_days', 'figures_state'] as const)
    for (const { _id } of life.store.all(name)) await life.store.transaction((tx) => tx.remove(name, _id));
  await updateFigures(life.ports);
  expect(new Map(before)).toEqual(rows(life));
}

test.each(['per-class', 'whole'])(
  'whatever happens in a %s course, the figures of every day agree with the ledger to the fen',
  async (rung) => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const life = await CourseLife.open({ classes: CLASSES, every: 2 * DAY });
        const id = await life.enrol('student1', rung);
        for (const [index, [name, n]] of history.entries()) {
          await attempt(() => ACTS[name]?.(life, id, n));
          if (index % 6 !== 5) continue;
          await life.runFor(2 * MINUTE);
          await updateFigures(life.ports);
          expectAgree(life);
        }
        await comeToRest(life, id);
        await updateFigures(life.ports);
        expectAgree(life);
        await expectSameFromScratch(life);
      }),
      { numRuns: Number(process.env['HISTORIES'] ?? 8), seed: Number(process.env['SEED'] ?? 1) },
    );
  },
);

test('a late fact changes the day it belongs to, and no other: a refund its own, a roll call that of its class', async () => {
  const life = await CourseLife.open({ classes: CLASSES, every: 2 * DAY });
  const id = await life.enrol();
  await life.attend(id, 1);
  await life.runFor(DAY + 2 * MINUTE);
  await updateFigures(life.ports);
  const first = dayOf(life.classStart(1));
  expect(rows(life).get(first)).toMatchObject({ attended: 1, taughtFen: 10_000, takenFen: 10_000 });
  // The roll of the second class is called four days late.
  await life.runTo(life.classStart(4));
  await life.mark(id, 2, 'late');
  await life.runFor(3 * MINUTE);
  const before = rows(life);
  expect(await updateFigures(life.ports)).toMatchObject({ orders: 1, unfinished: 0 });
  const second = dayOf(life.classStart(2));
  expect(rows(life).get(second)).toMatchObject({ late: 1 });
  expect(rows(life).get(first)).toEqual(before.get(first));
});

test('a run that was killed half-way is taken up where it stopped, and comes to the same figures', async () => {
  const life = await CourseLife.open({ classes: CLASSES, every: 2 * DAY });
  const id = await life.enrol();
  for (const no of [1, 2, 3]) await life.attend(id, no);
  await life.runFor(3 * DAY);
  const { store } = life;
  let left = 4;
  const dying = {
    ...life.ports,
    store: Object.create(store, {
      transaction: {
        value: (work: Parameters<typeof store.transaction>[0]) => {
          left -= 1;
          if (left < 0) throw new Error('killed');
          return store.transaction(work);
        },
      },
    }),
  };
  for (let tries = 0; tries < 6; tries += 1) {
    left = 4;
    await updateFigures(dying).catch(() => undefined);
    await life.runFor(3 * MINUTE);
  }
  await updateFigures(life.ports);
  expectAgree(life);
  await expectSameFromScratch(life);
});

test('two runs at once are one: the second leaves the work to the first', async () => {
  const life = await CourseLife.open({ classes: CLASSES, every: 2 * DAY });
  await life.enrol();
  const reports = await Promise.all([updateFigures(life.ports), updateFigures(life.ports)]);
  expect(reports.map((report) => report.unfinished).sort()).toEqual([0, 1]);
});
