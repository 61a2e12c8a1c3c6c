import { invariant } from '../../domain/errors';
import { canMove, ForbiddenTransition, type Machine } from '../../domain/machine';
import { ATTEMPT_MACHINE, COLLECTION_MACHINE, ORDER_MACHINE, TEACHING_MACHINE } from '../../domain/machines';
import { ZERO } from '../../domain/money';
import { assertInsideStatement } from '../../domain/order/closing';
import type { Posting } from '../../domain/order/collection';
import type { Order, Unit } from '../../domain/order/order';
import { isSettled, taughtFen, unitOf } from '../../domain/order/units';

/**
 * The invariants of an order, checked on every write, whoever wrote it. A breach stops the write: the order is
 * parked with its evidence and no money moves.
 */
export function assertChange(before: Order, after: Order, postings: readonly Posting[]): void {
  assertMoves(before, after);
  assertKept(before, after);
  for (const unit of after.units) assertUnit(before, after, unit);
  assertSequence(after);
  for (const posting of postings) {
    if (posting.kind === 'charge')
      assertInsideStatement(after, unitOf(after, posting.unitNo), posting.amountFen);
  }
}

/** 6: no state outside the tables; terminal stays terminal. */
function assertMoves(before: Order, after: Order): void {
  assertMove('order', ORDER_MACHINE, before.state, after.state);
  for (const attempt of before.attempts) {
    const now = after.attempts[attempt.no - 1];
    invariant(6, now !== undefined, `signing attempt ${attempt.no} is gone`);
    assertMove('signing attempt', ATTEMPT_MACHINE, attempt.state, now.state);
  }
  for (const unit of before.units) {
    const now = unitOf(after, unit.no);
    assertMove('unit, teaching', TEACHING_MACHINE, unit.teaching, now.teaching);
    assertMove('unit, collection', COLLECTION_MACHINE, unit.collection, now.collection);
  }
}

function assertMove<S extends string>(name: string, machine: Machine<S>, from: S, to: S): void {
  if (from !== to && !canMove(machine, from, to)) throw new ForbiddenTransition(name, from, to);
}

/** What was promised or settled once stays: the signing that counts, and the closing statement, which only falls. */
function assertKept(before: Order, after: Order): void {
  const kept = before.keptAttempt === undefined || before.keptAttempt === after.keptAttempt;
  invariant(5, kept, `signing attempt ${before.keptAttempt} is not kept any more`);
  if (before.closing === undefined) return;
  invariant(4, after.closing !== undefined, 'the closing statement is gone');
  for (const line of after.closing.lines) {
    const promised = before.closing.lines.find((l) => l.unitNo === line.unitNo)?.atMostFen ?? ZERO;
    invariant(4, line.atMostFen <= promised, `unit ${line.unitNo} grew in the closing statement`);
  }
}

function assertUnit(before: Order, after: Order, unit: Unit): void {
  const charge = unit.chargeFen ?? ZERO;
  invariant(2, charge <= unit.priceFen && charge <= taughtFen(unit), `unit ${unit.no} charges ${charge} fen`);
  invariant(
    2,
    (unit.collectedFen ?? ZERO) <= charge,
    `unit ${unit.no} collected ${unit.collectedFen} of ${charge}`,
  );
  const earlier = before.units[unit.no - 1];
  const decided = earlier?.chargeFen ?? unit.priceFen;
  invariant(2, charge <= decided, `unit ${unit.no} charges ${charge} fen, ${decided} were decided`);
  const completes = earlier?.collection === 'open' && unit.collection === 'completing';
  if (!completes) return;
  invariant(
    4,
    unit.teaching === 'confirmed' || unit.teaching === 'waived',
    `unit ${unit.no} completes while it is ${unit.teaching}`,
  );
  invariant(4, unit.chargeFen !== undefined, `unit ${unit.no} completes without a decided amount`);
  assertInsideStatement(after, unit, charge);
}

/** 5: unit k+1 has no service order until k is settled; only the kept attempt has service orders. */
function assertSequence(order: Order): void {
  const live = order.units.filter((u) => !['none', 'refused', 'paid_by_hand'].includes(u.collection));
  for (const unit of live) {
    const before = order.units.filter((u) => u.no < unit.no);
    invariant(
      5,
      before.every(isSettled),
      `unit ${unit.no} has a service order before the last one is settled`,
    );
  }
  invariant(
    5,
    live.length === 0 || order.keptAttempt !== undefined,
    'a service order without a kept signing',
  );
}
