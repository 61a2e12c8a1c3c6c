import type { FaultSpec } from '../../../local-wechat/control/faults';
import type { RoleName } from '../story/roles';
import type { Trial } from '../trial';
import { castsOf, drawn } from './casts';

/** How often at least each function gives occasion for a fault while the learners below are taught. */
type Occasions = Readonly<Record<string, number>>;

const RUNS: Occasions = {
  ...{ deduction: 150, push: 150, nightly: 12, staff: 15, signing: 35 },
  ...{ 'score-gate': 4, 'pay-notify': 8, classroom: 5, finance: 1 },
};
const REQUESTS: Occasions = {
  ...{ deduction: 1_500, push: 400, nightly: 300, staff: 400, signing: 700 },
  ...{ 'score-gate': 20, 'pay-notify': 50, classroom: 100, finance: 20 },
};
/** Writes and commits of transactions. */
const TRANSACTIONS: Occasions = {
  ...{ deduction: 300, push: 60, nightly: 90, staff: 130, signing: 180 },
  ...{ 'pay-notify': 25, classroom: 35, finance: 8 },
};
/** `push` and `score-gate` add no document. */
const INSERTS: Occasions = {
  ...{ deduction: 50, staff: 30, signing: 25, 'pay-notify': 15, classroom: 8, finance: 1 },
};

interface CloudKind {
  readonly at: 'cloud' | 'function';
  readonly kind: string;
  readonly what: string;
  readonly occasions: Occasions;
  readonly passes: boolean;
}

const KINDS: readonly CloudKind[] = [
  { at: 'cloud', kind: 'conflict', what: 'database: conflict', occasions: TRANSACTIONS, passes: true },
  { at: 'cloud', kind: 'timeout', what: 'database: timeout', occasions: REQUESTS, passes: true },
  { at: 'cloud', kind: 'answer-lost', what: 'database: answer-lost', occasions: REQUESTS, passes: true },
  // Told that something is there which is not, a function believes it: somebody may have to look.
  { at: 'cloud', kind: 'duplicate', what: 'database: duplicate', occasions: INSERTS, passes: false },
  { at: 'function', kind: 'killed-before', what: 'worker killed before', occasions: RUNS, passes: true },
  {
    ...{ at: 'function', kind: 'killed-before-call', what: 'worker killed before a request' },
    ...{ occasions: REQUESTS, passes: true },
  },
  {
    ...{ at: 'function', kind: 'killed-between', what: 'worker killed after a request' },
    ...{ occasions: REQUESTS, passes: true },
  },
  { at: 'function', kind: 'killed-after', what: 'worker killed after', occasions: RUNS, passes: true },
];
const TIMERS = ['twice', 'overlap', 'late', 'missed'] as const;

/** Learners who together pass through every function. */
const ROLES_THAT_REACH_ALL: readonly RoleName[] = ['classByClass', 'wholeCourse', 'unsigned', 'onDemand'];

export interface CloudCase {
  readonly trial: Trial;
  readonly passes: boolean;
}

/** Every kind of fault of the cloud, once in each function at a place drawn by the seed; of timers, at every fourth tick. */
export function cloudCases(seed: number): CloudCase[] {
  const casts = castsOf(ROLES_THAT_REACH_ALL);
  return [
    ...KINDS.map(({ at, kind, what, occasions, passes }) => ({
      trial: {
        ...{ name: what, casts },
        faults: Object.entries(occasions).map(
          ([name, count]): FaultSpec => ({
            ...{ at, kind, match: { function: name } },
            skip: drawn(`${kind} ${name}`, seed, count),
          }),
        ),
      },
      passes,
    })),
    ...TIMERS.map((kind) => ({
      trial: { name: `timer ${kind}`, casts, faults: [timerFault(kind, seed)] },
      passes: true,
    })),
  ];
}

/** How many places of a kind are tried where there are more; evenly spread. */
const MOST_PLACES = 120;

/** The same at many places: the n-th occasion of every function together in one history. */
export function everyCloudCase(): CloudCase[] {
  const casts = castsOf();
  const places = ({ at, kind, what, occasions, passes }: CloudKind): CloudCase[] => {
    const longest = Math.max(...Object.values(occasions));
    const step = Math.max(1, Math.ceil(longest / MOST_PLACES));
    return Array.from({ length: Math.ceil(longest / step) }, (_, i) => {
      const skip = i * step;
      const faults = Object.entries(occasions)
        .filter(([, count]) => skip < count)
        .map(([name]): FaultSpec => ({ at, kind, skip, match: { function: name } }));
      return { trial: { name: `${what} (occasion ${skip + 1})`, casts, faults }, passes };
    });
  };
  return [
    ...KINDS.flatMap(places),
    ...TIMERS.flatMap((kind) =>
      [1, 2, 3, 4, 5].map((seed) => ({
        trial: { name: `timer ${kind} (seed ${seed})`, casts, faults: [timerFault(kind, seed)] },
        passes: true,
      })),
    ),
  ];
}

function timerFault(kind: (typeof TIMERS)[number], seed: number): FaultSpec {
  const settings = kind === 'late' ? { settings: { ms: 90_000 } } : {};
  return { at: 'timer', kind, probability: 0.25, seed, ...settings };
}
