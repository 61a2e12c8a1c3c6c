import { Moves } from './moves';
import type { Outcome } from './trial';

/** What many histories come to, in figures. */
export class Figures {
  readonly moves = new Moves();
  readonly faults = new Map<string, number>();
  histories = 0;
  steps = 0;
  points = 0;
  fenTaken = 0;

  add({ story, life }: Outcome): void {
    this.histories += 1;
    this.steps += story.steps.length;
    if (life === undefined) return;
    const { at } = life;
    this.points += at.workers.points;
    this.fenTaken += at.pay.books().totals.collected;
    this.moves.add(at.moves);
    for (const [fault, times] of life.happened) this.count(fault, times);
    for (const [trouble, times] of Object.entries(at.storeTroubles.happened))
      this.count(`store ${trouble}`, times);
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
      `moves: ${moves.known - missing.length} of ${moves.known}${missing.length > 0 ? `, not ${missing.join('; ')}` : ''}`,
    ].join(' · ');
  }

  private count(name: string, times: number): void {
    if (times > 0) this.faults.set(name, (this.faults.get(name) ?? 0) + times);
  }
}
