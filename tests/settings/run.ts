import { parseArgs } from 'node:util';
import { castsOf, inGroups, sufferer } from './cases/casts';
import { cloudCases, everyCloudCase } from './cases/cloud-cases';
import { drawnPlaces, everyPlace, FAULT_KINDS, type FaultCase } from './cases/fault-cases';
import { type Row, rowOf, tableOf } from './cases/report';
import { switchCases } from './cases/switch-cases';
import { Stand, type Trusts } from './stand';
import { play, playUndisturbed, type Trial, type Undisturbed } from './trial';

/**
 * `npm run settings [-- --all] [--only TEXT] [--seed N] [--shard 1/2]`: the product under every setting and fault, and a
 * table of what came of each. Without `--all`, each kind of fault at one place that the seed draws, as in the tests;
 * with it, every learner under each switch and each fault at every place, which takes hours. Exit 1 when any failed.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      all: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      seed: { type: 'string', default: '1' },
      shard: { type: 'string', default: '1/1' },
    },
  });
  const [shard = 1, shards = 1] = values.shard.split('/').map(Number);
  let stand = await Stand.open();
  const undisturbed = await playUndisturbed(stand, castsOf());
  const chosen = rounds(undisturbed, values.all, Number(values.seed))
    .filter(({ trial }) => trial.name.includes(values.only))
    .filter((_round, i) => i % shards === shard - 1);
  const rows: Row[] = [];
  for (const round of chosen) {
    const done = await playRound(stand, round, undisturbed);
    for (const row of done) process.stdout.write(`${tableOf([row])}\n`);
    rows.push(...done);
    // Whatever a failed history has left behind is not to disturb the next.
    if (!done.some((row) => row.failed)) continue;
    await stand.close();
    stand = await Stand.open();
  }
  await stand.close();
  const failed = rows.filter((row) => row.failed).length;
  process.stdout.write(`\n${tableOf(rows)}\n\n${rows.length} tried, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

interface Round {
  trial: Trial;
  trusts: Trusts;
  /** A row for each of these learners, or one for the whole trial. */
  learners?: readonly FaultCase[];
  passes: boolean;
}

/** More learners than this crowd a class. */
const MOST_LEARNERS = 40;

function rounds(undisturbed: Undisturbed, all: boolean, seed: number): Round[] {
  const alone = all
    ? FAULT_KINDS.map((kind) => everyPlace(kind, undisturbed))
    : [
        drawnPlaces(
          FAULT_KINDS.filter((kind) => kind.frequent),
          undisturbed,
          seed,
        ),
      ];
  return [
    ...switchCases(all),
    ...alone
      .flatMap((cases) => inGroups(cases, MOST_LEARNERS))
      .map((learners) => ({
        trial: { name: learners[0]?.name ?? '', casts: learners.map(sufferer) },
        ...{ trusts: 'both' as const, learners, passes: true },
      })),
    ...(all ? everyCloudCase() : cloudCases(seed)).map((one) => ({ ...one, trusts: 'both' as const })),
  ];
}

async function playRound(stand: Stand, round: Round, undisturbed: Undisturbed): Promise<Row[]> {
  const { trial, trusts, learners, passes } = round;
  const own = trusts === 'both' ? stand : await Stand.open(trusts);
  try {
    const findings = await play(own, trial, undisturbed);
    if (learners === undefined) return [rowOf(trial.name, findings, passes)];
    return learners.map((one) =>
      rowOf(
        one.name,
        findings.filter((finding) => finding.learner === one.name),
        one.passes,
      ),
    );
  } catch (error) {
    return [{ name: trial.name, failed: true, outcome: `FAILED ${String(error)}` }];
  } finally {
    if (own !== stand) await own.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`settings: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
