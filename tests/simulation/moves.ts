import type { Change } from '../../server/adapters/memory-store/history';
import type { MoneyAct } from '../../server/domain/act/act';
import { MACHINES } from '../../server/domain/machines';
import type { Order } from '../../server/domain/order/order';
import type { CollectionName } from '../../server/ports/store';

/** A move of a state machine, as `unit, collection: open → completing`. */
type Move = string;

const MACHINE_OF: Partial<Record<CollectionName, keyof typeof MACHINES>> = {
  refunds: 'refund',
  acts: 'money act',
  invoices: 'invoice',
  classes: 'class',
  seats: 'seat',
};

export const ALL_MOVES: readonly Move[] = Object.entries(MACHINES).flatMap(([machine, table]) =>
  Object.entries(table as Record<string, readonly string[]>).flatMap(([from, exits]) =>
    exits.map((to) => `${machine}: ${from} → ${to}`),
  ),
);

const ONLY_SIGNED = 'only what is signed is stopped';
const LIVE = "while a service order is live it is paid on WeChat's own page";

/** Moves that the tables allow and nothing leads to, and why: `moves.test.ts` keeps it so. */
export const NEVER: Readonly<Record<Move, string>> = {
  'signing attempt: preparing → signed': 'nobody has a page before the attempt is stored as unsigned',
  'signing attempt: lapsed → signed':
    'a package lapses when it is dead by every clock that WeChat could go by',
  'signing attempt: preparing → stopping': ONLY_SIGNED,
  'signing attempt: unsigned → stopping': ONLY_SIGNED,
  'signing attempt: lapsed → stopping': ONLY_SIGNED,
  'signing attempt: stopping → ended': 'a plan that ends while it is being stopped is stopped',
  'unit, teaching: objected → taught': 'an objection is decided, never taken back',
  'unit, collection: refused → paid_by_hand': 'nothing is taught on a service order that was refused',
  'unit, collection: open → paid_by_hand': LIVE,
  'unit, collection: paying → paid_by_hand': LIVE,
};

/** Which moves of the state machines were made, and which were made that no table has. */
export class Moves {
  readonly made = new Map<Move, number>();
  readonly forbidden = new Set<Move>();

  see(changes: readonly Change[]): void {
    for (const { name, before, document } of changes) {
      if (before === undefined || document === undefined) continue;
      if (name === 'orders') this.order(before as Order, document as Order);
      const machine = MACHINE_OF[name];
      if (machine !== undefined) this.move(machine, stateOf(before), stateOf(document));
    }
  }

  add(made: Readonly<Record<Move, number>>): void {
    for (const [move, times] of Object.entries(made)) this.count(move, times);
  }

  /** Moves of the tables that could be made, and were not. */
  missing(): Move[] {
    return ALL_MOVES.filter((move) => !this.made.has(move) && !Object.hasOwn(NEVER, move));
  }

  get possible(): number {
    return ALL_MOVES.filter((move) => !Object.hasOwn(NEVER, move)).length;
  }

  private order(before: Order, after: Order): void {
    this.move('order', before.state, after.state);
    for (const [i, attempt] of before.attempts.entries())
      this.move('signing attempt', attempt.state, after.attempts[i]?.state ?? 'gone');
    for (const [i, unit] of before.units.entries()) {
      this.move('unit, teaching', unit.teaching, after.units[i]?.teaching ?? 'gone');
      this.move('unit, collection', unit.collection, after.units[i]?.collection ?? 'gone');
    }
  }

  /** Two moves of one transaction show as one: the state between them was never seen. */
  private move(machine: keyof typeof MACHINES, from: string, to: string): void {
    if (from === to) return;
    const table: Readonly<Record<string, readonly string[]>> = MACHINES[machine];
    const between = table[from]?.includes(to)
      ? undefined
      : table[from]?.find((one) => table[one]?.includes(to));
    if (between !== undefined) {
      this.move(machine, from, between);
      this.move(machine, between, to);
      return;
    }
    const move = `${machine}: ${from} → ${to}`;
    this.count(move);
    if (!ALL_MOVES.includes(move)) this.forbidden.add(move);
  }

  private count(move: Move, times = 1): void {
    this.made.set(move, (this.made.get(move) ?? 0) + times);
  }
}

function stateOf(document: object): string {
  return (document as Pick<MoneyAct, 'state'>).state;
}
