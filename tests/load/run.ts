import { parseArgs } from 'node:util';
import { Surprise } from '../../dev/local/control-client';
import { seededChance } from '../../local-wechat/control/faults';
import { readEvidence } from '../settings/books/read-evidence';
import { brokenInvariants } from '../settings/check-invariants';
import { Stand } from '../settings/stand';
import { CrowdClient } from './crowd-client';
import { figures } from './figures';
import { CLASSES, type Phone, SchoolDay } from './school-day';

/**
 * `npm run load -- --learners 200 --seed 1`: a crowd on the real functions of a local WeChat while timers run and
 * workers are ended at random. Prints figures; fails when anything was lost or an invariant is broken.
 */
const { values } = parseArgs({
  options: {
    learners: { type: 'string', default: '200' },
    /** Learners who do something at the same moment. */
    'at-once': { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
  },
});

/** As long as CloudBase lets a transaction live; a killed worker's holds its documents until then. */
const CLOUDBASE_TRANSACTION_MS = 30_000;

/** Ways in which a worker ends, and how likely at each moment: of a call, or of a request to the cloud. */
const ENDINGS = [
  { kind: 'killed-before', probability: 0.005 },
  { kind: 'killed-after', probability: 0.005 },
  { kind: 'killed-before-call', probability: 0.0005 },
  { kind: 'killed-between', probability: 0.0005 },
];

const MORTAL = [
  ...['catalog', 'score-gate', 'signing', 'classroom', 'staff'],
  ...['deduction', 'push', 'pay-notify'],
];

async function main(): Promise<void> {
  const seed = Number(values.seed);
  const stand = await Stand.open('both', {
    payTimeoutMs: '5000',
    transactionLifeMs: CLOUDBASE_TRANSACTION_MS,
  });
  try {
    const control = new CrowdClient(stand.local.facts.control.url);
    const day = new SchoolDay(stand.local, control, seededChance(seed));
    await day.open();
    const phones = Array.from({ length: Number(values.learners) }, (_, i) => ({
      ...{ openid: `oLoad_${String(i).padStart(4, '0')}_`.padEnd(28, '0'), studentId: '', orderId: '' },
    }));
    const began = performance.now();
    endWorkers(stand, seed);
    await play(day, phones);
    const seconds = (performance.now() - began) / 1000;
    const workersEnded = stand.local.faults.list().reduce((sum, fault) => sum + fault.happened, 0);
    stand.local.faults.remove();
    say('calm again; days pass');
    await day.rest();
    const { orders, collectedFen, broken } = check(stand, phones);
    if (broken.length > 0) throw new Error(`broken:\n${broken.slice(0, 20).join('\n')}`);
    const { timerRuns, seatedWithin } = day;
    say(
      figures({
        learners: phones.length,
        seconds,
        timed: control.timed,
        timerRuns,
        seatedWithin,
        workersEnded,
        orders,
        collectedFen,
      }),
    );
  } finally {
    await stand.close();
  }
}

function endWorkers({ local }: Stand, seed: number): void {
  for (const [i, name] of MORTAL.entries())
    for (const { kind, probability } of ENDINGS)
      local.faults.add({ at: 'function', kind, probability, seed: seed + i, match: { function: name } });
}

/** Everybody enrols, is taught, and acts, many at once, while the timers run. */
async function play(day: SchoolDay, phones: readonly Phone[]): Promise<void> {
  await crowd(day, phones, (phone, i) => day.enrol(phone, `学员${i + 1}`));
  say(`${phones.length} learners enrolled`);
  for (let no = 1; no <= CLASSES; no += 1) {
    await day.teach();
    await Promise.all([day.callRoll(), crowd(day, phones, (phone) => day.afterClass(phone))]);
    await crowd(day, phones, (phone) => day.afterClass(phone));
    await day.decide(phones);
    await day.control.advance(26 * 3_600_000, 'once');
    await day.control.advance(10 * 60_000, 'all');
    say(`class ${no} taught and charged`);
  }
}

/** How often somebody comes back, some minutes later each time. */
const MOST_WAVES = 8;

/** Each phone once; whom something went wrong for comes back some minutes later, as a person would. */
async function crowd(day: SchoolDay, phones: readonly Phone[], act: Act): Promise<void> {
  let waiting = [...phones.entries()];
  for (let wave = 1; waiting.length > 0; wave += 1) {
    if (wave > MOST_WAVES) throw new Error(`${waiting.length} learners gave up`);
    if (wave > 1) await day.control.advance(3 * 60_000, 'all');
    waiting = await atOnce(day, waiting, act);
  }
}

type Act = (phone: Phone, index: number) => Promise<void>;

/** So many at the same time, the timers running all the while. @returns those who have to come back */
async function atOnce(
  day: SchoolDay,
  phones: readonly [number, Phone][],
  act: Act,
): Promise<[number, Phone][]> {
  const queue = [...phones];
  const later: [number, Phone][] = [];
  let busy = true;
  const timers = (async () => {
    for (let done = -1; busy; ) {
      // The clock stands; a turn of the crowd stands for a minute.
      if (queue.length === done) await turn();
      else await day.timers();
      done = queue.length;
    }
  })();
  const hand = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const one = next;
      await act(one[1], one[0]).catch((error: unknown) => {
        if (!(error instanceof Surprise)) throw error;
        later.push(one);
      });
    }
  };
  try {
    await Promise.all(Array.from({ length: Number(values['at-once']) }, hand));
  } finally {
    busy = false;
    await timers;
  }
  return later;
}

function check(
  stand: Stand,
  phones: readonly Phone[],
): { orders: number; collectedFen: number; broken: string[] } {
  const evidence = readEvidence(
    stand,
    phones.map((phone) => phone.openid),
  );
  const lost = phones.filter((phone) => !evidence.orders.some((order) => order._id === phone.orderId));
  const collectedFen = evidence.ledger
    .filter((entry) => entry.kind === 'collect')
    .reduce((sum, entry) => sum + entry.amountFen, 0);
  return {
    orders: evidence.orders.length,
    collectedFen,
    broken: [...lost.map((phone) => `the order of ${phone.openid} is lost`), ...brokenInvariants(evidence)],
  };
}

/** Lets everybody else go on first. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
