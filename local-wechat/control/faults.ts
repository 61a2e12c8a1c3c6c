import { randomUUID } from 'node:crypto';
import { ControlError } from './control-error';

/**
 * Faults on demand: what goes wrong in the local WeChat because somebody asked for it (a test, a demo, a drill).
 *
 * Each part declares the kinds it can play and asks `take` at the moment the fault could happen. Nothing goes
 * wrong here by itself.
 */
export type FaultPlace = 'cloud' | 'timer' | 'function' | 'pay' | 'callback';

export type FaultValue = string | number | boolean;

/** What the asker knows about the moment, e.g. `{ action: 'database.commitTransaction', function: 'signing' }`. */
export type FaultFacts = Readonly<Record<string, FaultValue | undefined>>;

export interface FaultSpec {
  at: FaultPlace;
  /** One of the kinds which the place has declared. */
  kind: string;
  /** Every entry must equal the fact of that name; a text ending in `*` matches by its beginning. */
  match?: Record<string, FaultValue> | undefined;
  /** How often it happens; without `probability` the default is once, with it there is no end. */
  times?: number | undefined;
  /** How many matching moments pass before it can happen; default none. */
  skip?: number | undefined;
  /** Chance at each matching moment, 0 to 1, drawn from `seed` so that a run can be repeated. */
  probability?: number | undefined;
  seed?: number | undefined;
  /** What the kind needs besides, e.g. `{ calls: 2 }` or `{ ms: 90000 }`. */
  settings?: Record<string, FaultValue> | undefined;
}

export interface Fault extends FaultSpec {
  readonly id: string;
  /** How often it has happened. */
  happened: number;
}

export interface FaultRegistry {
  /** Says which kinds a place can play, with one sentence each. Unknown kinds are refused by `add`. */
  declare(at: FaultPlace, kinds: Readonly<Record<string, string>>): void;
  declared(): Record<string, Record<string, string>>;
  add(spec: FaultSpec): Fault;
  list(): Fault[];
  /** Removes one fault, or all of them; answers how many there were. */
  remove(id?: string): number;
  /**
   * The fault that happens now, if any; counts it. `kinds` names what can be played at this point of the place,
   * so that a kind meant for another point is neither used up nor lost.
   */
  take(at: FaultPlace, facts: FaultFacts, kinds?: readonly string[]): Fault | undefined;
}

/** A small seeded generator (mulberry32): the same seed gives the same run of faults. */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function matches(match: Record<string, FaultValue>, facts: FaultFacts): boolean {
  return Object.entries(match).every(([name, wanted]) => {
    const fact = facts[name];
    if (typeof wanted === 'string' && wanted.endsWith('*'))
      return String(fact).startsWith(wanted.slice(0, -1));
    return fact === wanted;
  });
}

export function createFaultRegistry(): FaultRegistry {
  const kindsByPlace = new Map<FaultPlace, Record<string, string>>();
  const faults: { fault: Fault; left: number; skips: number; chance: () => number }[] = [];

  return {
    declare(at, kinds) {
      kindsByPlace.set(at, { ...kindsByPlace.get(at), ...kinds });
    },
    declared() {
      return Object.fromEntries(kindsByPlace);
    },
    add(spec) {
      const known = kindsByPlace.get(spec.at) ?? {};
      if (!(spec.kind in known)) {
        throw new ControlError(
          'NO_SUCH_FAULT',
          `No fault "${spec.kind}" at "${spec.at}". It can play: ${Object.keys(known).join(', ') || 'none'}.`,
        );
      }
      const fault: Fault = { ...spec, id: randomUUID().slice(0, 8), happened: 0 };
      const left = spec.times ?? (spec.probability === undefined ? 1 : Number.POSITIVE_INFINITY);
      faults.push({ fault, left, skips: spec.skip ?? 0, chance: seededChance(spec.seed ?? 1) });
      return fault;
    },
    list() {
      return faults.map(({ fault }) => ({ ...fault }));
    },
    remove(id) {
      const before = faults.length;
      const kept = id === undefined ? [] : faults.filter(({ fault }) => fault.id !== id);
      faults.splice(0, faults.length, ...kept);
      return before - kept.length;
    },
    take(at, facts, kinds) {
      for (const entry of faults) {
        const { fault, left, chance } = entry;
        if (fault.at !== at || left <= 0 || (kinds && !kinds.includes(fault.kind))) continue;
        if (fault.match && !matches(fault.match, facts)) continue;
        if (entry.skips > 0) {
          entry.skips -= 1;
          continue;
        }
        if (fault.probability !== undefined && chance() >= fault.probability) continue;
        entry.left -= 1;
        fault.happened += 1;
        return { ...fault };
      }
      return undefined;
    },
  };
}
