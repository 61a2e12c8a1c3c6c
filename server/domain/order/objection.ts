import { AppError } from '../errors';
import { move } from '../machine';
import { TEACHING_MACHINE } from '../machines';
import { type Fen, ZERO } from '../money';
import type { Time } from '../time';
import type { Evidence, Objection, ObjectionDecision, Order, Unit } from './order';
import { taughtFen, unitOf, withUnit } from './units';

/**
 * The learner objects before the money moves: the unit is not charged until the institution has decided.
 * @throws AppError WINDOW_OVER after the window, WRONG_STATE when the unit is not in one
 */
export function object(order: Order, unitNo: number, objection: Omit<Objection, 'decision'>): Order {
  const unit = unitOf(order, unitNo);
  if (unit.teaching === 'objected')
    throw new AppError('WRONG_STATE', `unit ${unitNo} is under objection already`);
  if (
    unit.teaching !== 'taught' ||
    unit.windowEndsAt === undefined ||
    unit.windowEndsAt <= objection.raisedAt
  ) {
    const code = unit.teaching === 'planned' ? 'WRONG_STATE' : 'WINDOW_OVER';
    throw new AppError(
      code,
      `unit ${unitNo} is ${unit.teaching}, its window ended ${unit.windowEndsAt ?? 'never began'}`,
    );
  }
  return withUnit(order, {
    ...unit,
    teaching: move('unit, teaching', TEACHING_MACHINE, unit.teaching, 'objected'),
    objection,
  });
}

/** Either side says more, until it is decided; entries beyond this are refused. */
const MOST_EVIDENCE = 20;

/** @throws AppError WRONG_STATE when nothing is objected (any more), BAD_REQUEST for too many entries */
export function addEvidence(order: Order, unitNo: number, evidence: Evidence): Order {
  const unit = unitOf(order, unitNo);
  if (unit.teaching !== 'objected' || unit.objection === undefined) {
    throw new AppError('WRONG_STATE', `unit ${unitNo} is not under objection`);
  }
  const known = unit.objection.evidence ?? [];
  if (known.length >= MOST_EVIDENCE) throw new AppError('BAD_REQUEST', 'enough was said', { field: 'text' });
  return withUnit(order, { ...unit, objection: { ...unit.objection, evidence: [...known, evidence] } });
}

/**
 * The institution decides an objection. Rejected: the price as signed; lowered: less than it, above zero; waived:
 * nothing is charged, and the order goes on.
 * @throws AppError WRONG_STATE when nothing is objected, BAD_REQUEST when a lowered amount isn't lower
 */
export function decide(order: Order, unitNo: number, decision: ObjectionDecision): Order {
  const unit = unitOf(order, unitNo);
  if (unit.teaching !== 'objected' || unit.objection === undefined) {
    throw new AppError('WRONG_STATE', `unit ${unitNo} is not under objection`);
  }
  const chargeFen = decidedFen(unit, decision);
  const to = decision.kind === 'waived' ? 'waived' : 'confirmed';
  return withUnit(order, {
    ...unit,
    teaching: move('unit, teaching', TEACHING_MACHINE, unit.teaching, to),
    objection: { ...unit.objection, decision },
    chargeFen,
  });
}

function decidedFen(unit: Unit, decision: ObjectionDecision): Fen {
  if (decision.kind === 'waived') return ZERO;
  const full = taughtFen(unit);
  if (decision.kind === 'rejected') return full;
  const lower = decision.chargeFen;
  if (lower === undefined || lower <= 0 || lower >= full) {
    throw new AppError('BAD_REQUEST', `lowered amount ${lower ?? 'none'} is not between 0 and ${full} fen`);
  }
  return lower;
}

/**
 * The unit becomes chargeable: its window is over, or the learner confirmed early, though never before its last class
 * is over (a roll is called while the class still runs).
 * @throws AppError WRONG_STATE when it is not in its window, or too early
 */
export function confirm(order: Order, unitNo: number, at: Time, by: 'window' | 'learner'): Order {
  const unit = unitOf(order, unitNo);
  if (unit.teaching !== 'taught') throw new AppError('WRONG_STATE', `unit ${unitNo} is ${unit.teaching}`);
  if (by === 'window' && (unit.windowEndsAt === undefined || unit.windowEndsAt > at)) {
    throw new AppError('WRONG_STATE', `the window of unit ${unitNo} is open until ${unit.windowEndsAt}`);
  }
  if (unit.taughtAt === undefined || unit.taughtAt > at)
    throw new AppError('WRONG_STATE', `unit ${unitNo} is taught until ${unit.taughtAt}`);
  return withUnit(order, {
    ...unit,
    teaching: move('unit, teaching', TEACHING_MACHINE, unit.teaching, 'confirmed'),
    chargeFen: taughtFen(unit),
    ...(by === 'learner' ? { confirmedByLearnerAt: at } : {}),
  });
}
