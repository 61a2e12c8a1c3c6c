import type { Shelf } from '../store/shelf';

/**
 * What WeChat knows about a person and never tells a merchant.
 *
 * The score is made of the three things which WeChat names for its Pay Score: credit history, how often one pays,
 * and how active one is in WeChat, each 0 to 100. Its formula is secret; ours is
 * `350 + 5 × (0.5 credit + 0.3 frequency + 0.2 activity)`, rounded, which spans 350 to 850. A score can also be set
 * directly and then stands until a factor is set again.
 */
export interface Person {
  openid: string;
  credit: number;
  frequency: number;
  activity: number;
  /** Set directly; otherwise the factors decide. */
  fixedScore?: number | undefined;
  /** What automatic deductions can take, in fen. */
  balanceFen: number;
  teenMode: boolean;
  realName: boolean;
  /** Owes something elsewhere for too long; orders here unpaid for 30 days count as well. */
  overdue: boolean;
}

export interface PersonView extends Person {
  score: number;
}

export interface PersonChange {
  score?: number;
  credit?: number;
  frequency?: number;
  activity?: number;
  balanceFen?: number;
  teenMode?: boolean;
  realName?: boolean;
  overdue?: boolean;
}

/** Somebody whom nobody has described: 640 points and 100,000 yuan. */
const STRANGER = {
  credit: 60,
  frequency: 60,
  activity: 50,
  balanceFen: 10_000_000,
  teenMode: false,
  realName: true,
  overdue: false,
};

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  score: [350, 850],
  credit: [0, 100],
  frequency: [0, 100],
  activity: [0, 100],
  balanceFen: [0, Number.MAX_SAFE_INTEGER],
};
const FLAGS = ['teenMode', 'realName', 'overdue'];

/** Why a person can't be described so. */
export class PersonError extends Error {}

export function scoreOf(person: Person): number {
  const { credit, frequency, activity } = person;
  return person.fixedScore ?? Math.round(350 + 5 * (0.5 * credit + 0.3 * frequency + 0.2 * activity));
}

function checkChange(change: PersonChange): void {
  for (const [name, value] of Object.entries(change)) {
    const range = RANGES[name];
    if (!range && !FLAGS.includes(name))
      throw new PersonError(
        `A person has no "${name}". There are: ${[...Object.keys(RANGES), ...FLAGS].join(', ')}.`,
      );
    if (range && !(Number.isInteger(value) && value >= range[0] && value <= range[1]))
      throw new PersonError(`"${name}" must be a whole number from ${range[0]} to ${range[1]}.`);
    if (!range && typeof value !== 'boolean') throw new PersonError(`"${name}" must be true or false.`);
  }
}

export class People {
  constructor(private readonly shelf: Shelf<Person>) {}

  get(openid: string): PersonView {
    const person = this.shelf.get(openid) ?? { openid, ...STRANGER };
    return { ...person, score: scoreOf(person) };
  }

  all(): PersonView[] {
    return this.shelf.all().map((person) => ({ ...person, score: scoreOf(person) }));
  }

  /** Describes a person anew in part; throws PersonError, changing nothing, when a value can't be. */
  put(openid: string, change: PersonChange): PersonView {
    checkChange(change);
    const { score: _derived, ...before } = this.get(openid);
    const { score, ...rest } = change;
    const person: Person = { ...before, ...rest };
    const factorSet = [rest.credit, rest.frequency, rest.activity].some((factor) => factor !== undefined);
    if (score !== undefined) person.fixedScore = score;
    else if (factorSet) delete person.fixedScore;
    this.shelf.put(person);
    return this.get(openid);
  }

  /** Takes money from the balance; false, taking nothing, when there is not enough. */
  take(openid: string, amount: number): boolean {
    const { balanceFen } = this.get(openid);
    if (balanceFen < amount) return false;
    this.put(openid, { balanceFen: balanceFen - amount });
    return true;
  }

  give(openid: string, amount: number): void {
    this.put(openid, { balanceFen: this.get(openid).balanceFen + amount });
  }
}
