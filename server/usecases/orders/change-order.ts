import type { Seat } from '../../domain/class/class';
import { AppError } from '../../domain/errors';
import { append } from '../../domain/ledger/chain';
import type { Posting } from '../../domain/order/collection';
import type { Order } from '../../domain/order/order';
import { needsHand } from '../../domain/order/units';
import type { Time } from '../../domain/time';
import type { PreparedCall } from '../../ports/pay-score';
import type { Transaction } from '../../ports/store';
import { pokeOrder, putAgenda } from '../agenda/agenda';
import type { Ports } from '../ports';
import { createPush, type PushDraft } from '../pushing/create-push';
import { payByHandTask } from '../tasks/order-tasks';
import { raiseTask, settleTask, type TaskDraft } from '../tasks/raise-task';
import { assertChange } from './assert-change';
import { recordIntent } from './intents';
import { entryDrafts } from './ledger-entries';

/** Everything that one step changes; written together or not at all. */
export interface OrderChange {
  order: Order;
  postings?: Posting[];
  seats?: Seat[];
  /** Calls that will be sent after this is stored. */
  intents?: PreparedCall[];
  pushes?: { id: string; draft: PushDraft }[];
  tasks?: TaskDraft[];
  /** Tasks that have come right. */
  settled?: string[];
  /** Anything else of this step, in the same transaction. */
  also?: (tx: Transaction) => Promise<void>;
}

export interface ChangeOptions {
  /** The step runs under the order's lease and looks again by itself. */
  quiet?: boolean;
}

/**
 * The one writer of orders: reads the order, lets a pure rule decide, checks the invariants, and writes order,
 * ledger, seats, intents, pushes, tasks and the agenda row in one transaction. The rule may run several times.
 *
 * @param rule gives undefined when there is nothing to do any more
 * @returns the order as stored
 * @throws AppError NOT_FOUND, InvariantBroken, ForbiddenTransition
 */
export async function changeOrder(
  ports: Ports,
  orderId: string,
  rule: (
    order: Order,
    now: Time,
    tx: Transaction,
  ) => OrderChange | undefined | Promise<OrderChange | undefined>,
  options: ChangeOptions = {},
): Promise<Order> {
  return ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const before = await tx.get('orders', orderId);
    if (before === undefined) throw new AppError('NOT_FOUND', `no order ${orderId}`);
    const change = await rule(before, now, tx);
    if (change === undefined) return before;
    return writeChange(tx, before, change, now, options);
  });
}

/**
 * Writes a change of an order that was read in this transaction. For use cases that change more than one order's
 * worth; everything else uses `changeOrder`.
 */
export async function writeChange(
  tx: Transaction,
  before: Order,
  change: OrderChange,
  now: Time,
  options: ChangeOptions = {},
): Promise<Order> {
  const { postings = [] } = change;
  const drafts = entryDrafts(change.order, postings, now);
  const { entries, head } = append(before.ledger, drafts);
  const after: Order = { ...change.order, ledger: head, revision: before.revision + 1, changedAt: now };
  assertChange(before, after, postings);

  await tx.put('orders', after);
  for (const entry of entries) await tx.insert('ledger', entry);
  for (const seat of change.seats ?? []) {
    await tx.put('seats', { ...seat, revision: seat.revision + 1 });
    // A place is given back: whoever waits for it gets it.
    const free = seat.state === 'released' || seat.state === 'on_leave';
    if (free && seat.startsAt > now) await putAgenda(tx, 'class', seat.classId, now);
  }
  for (const call of change.intents ?? []) await recordIntent(tx, call, before._id, now);
  for (const { id, draft } of change.pushes ?? []) await createPush(tx, id, draft, now);
  for (const task of [...(change.tasks ?? []), ...unpaidTasks(before, after, now)])
    await raiseTask(tx, task, now);
  for (const id of change.settled ?? []) await settleTask(tx, id, now);
  await change.also?.(tx);
  if (!options.quiet) await pokeOrder(tx, before._id, now);
  return after;
}

/**
 * Who pays class by class owes from the moment in which a class may be charged, whichever step brought it there: no
 * deduction will fetch it, so it stands on the work list until it is paid.
 */
function unpaidTasks(before: Order, after: Order, now: Time): TaskDraft[] {
  if (!after.ordinary) return [];
  const known = new Set(before.units.filter(needsHand).map(({ no }) => no));
  const owed = after.units.filter((unit) => needsHand(unit) && !known.has(unit.no));
  return owed.map((unit) => payByHandTask(after, unit, now));
}
