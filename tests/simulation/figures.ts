import { Moves } from './moves';
import type { Outcome } from './trial';

/** What one history comes to, in figures: plain, so that another process can be told. */
export interface Tally {
  readonly steps: number;
  readonly points: number;
  readonly fenTaken: number;
  /** How often each fault happened. */
  readonly faults: Readonly<Record<string, number>>;
  /** How often each move of the state machines was made. */
  readonly moves: Readonly<Record<string, number>>;
}

export function tallyOf({ story, life }: Outcome): Tally {
  const steps = story.steps.length;
  if (life === undefined) return { steps, points: 0, fenTaken: 0, faults: {}, moves: {} };
  const { at, happened } = life;
  const store = Object.entries(at.storeTroubles.happened).map(([trouble, times]) => [
    `store ${trouble}`,
    times,
  ]);
  return {
    ...{ steps, points: at.workers.points, fenTaken: at.pay.books().totals.collected },
    faults: Object.fromEntries([...happened, ...store]),
    moves: Object.fromEntries(at.moves.made),
  };
}

/** What many histories come to. */
export class Figures {
  readonly moves = new Moves();
  readonly faults = new Map<string, number>();
  histories = 0;
  steps = 0;
  points = 0;
  fenTaken = 0;

  add(tally: Tally): void {
    this.histories += 1;
    this.steps += tally.steps;
    this.points += tally.points;
    this.fenTaken += tally.fenTaken;
    this.moves.add(tally.moves);
    for (const [fault, times] of Object.entries(tally.faults))
      this.faults.set(fault, (this.faults.get(fault) ?? 0) + times);
  }

  /** One line. */
  line(): string {
    const { histories, steps, points, moves } = this;
    const faults = [...this.faults]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, times]) => `${name} ${times}`);
    const missing = moves.missing();
    return [
      `${histories} histories, ${steps} steps, ${points} waits, ${this.fenTaken} fen taken`,
      `faults: ${faults.join(', ') || 'none'}`,
      `moves: ${moves.possible - missing.length} of ${moves.possible}${missing.length > 0 ? `, not ${missing.join('; ')}` : ''}`,
    ].join(' · ');
  }
}
