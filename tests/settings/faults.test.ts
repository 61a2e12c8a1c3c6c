import { castsOf, inGroups, sufferer } from './cases/casts';
import { cloudCases } from './cases/cloud-cases';
import { drawnPlaces, FAULT_KINDS } from './cases/fault-cases';
import { type Row, rowOf, tableOf } from './cases/report';
import { publishUnder } from './publishing';
import { Stand } from './stand';
import { play, playUndisturbed, type Undisturbed } from './trial';

const SEED = 1;
const KINDS = FAULT_KINDS.filter((kind) => kind.frequent);
/** Three plans, each asked for when the course is published and once more by the timer. */
const MOST_ASKED = 6;
const CREATE_PLAN = '/v3/payscore/plan/payscore-plans';

describe('The product under every kind of fault', () => {
  let stand: Stand;
  let undisturbed: Undisturbed;
  const rows: Row[] = [];
  beforeAll(async () => {
    stand = await Stand.open();
    undisturbed = await playUndisturbed(stand, castsOf());
  });
  afterAll(async () => {
    await stand.close();
    process.stdout.write(`${tableOf(rows)}\n`);
  });

  const add = (row: Row): void => {
    rows.push(row);
    expect(row).toEqual({ name: row.name, outcome: row.outcome, failed: false });
  };

  // Learners know nothing of each other: each meets one fault, and many share a history.
  test.each(inGroups(KINDS, 11).map((kinds) => ({ from: kinds[0]?.name, to: kinds.at(-1)?.name, kinds })))(
    'one learner each: $from … $to',
    async ({ kinds }) => {
      const cases = drawnPlaces(kinds, undisturbed, SEED);
      const trial = { name: 'one fault a learner', casts: cases.map(sufferer) };
      const findings = await play(stand, trial, undisturbed);
      for (const { name, passes } of cases) {
        add(
          rowOf(
            name,
            findings.filter((finding) => finding.learner === name),
            passes,
          ),
        );
      }
    },
  );

  test.each(cloudCases(SEED).map((one) => [one.trial.name, one] as const))('%s', async (name, one) => {
    add(rowOf(name, await play(stand, one.trial, undisturbed), one.passes));
  });

  const calls = KINDS.filter(({ fault }) => fault.at === 'pay');
  test.each(calls.map((kind) => [kind.name, kind] as const))(
    'putting a course on sale, %s',
    async (name, kind) => {
      const route = { route: kind.passes ? `${CREATE_PLAN}*` : CREATE_PLAN };
      // A refusal lasts until somebody has looked; all else passes.
      const lasting = kind.passes ? {} : { times: MOST_ASKED };
      const { times, broken, happened } = await publishUnder(stand, {
        ...kind.fault,
        ...lasting,
        match: route,
      });
      const failed = broken.length > 0 || happened === 0 || (kind.passes && times > 1);
      const outcome = times === 1 ? 'on sale' : 'on sale when published again';
      add({ name: `${name} (on sale)`, failed, outcome: failed ? `FAILED ${broken.join('; ')}` : outcome });
    },
  );
});
