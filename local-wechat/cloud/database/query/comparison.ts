import type { Options } from 'mingo/types';
import { requestFailed } from '../errors';
import { compareValues, sameValue, typeRank } from '../values/order';
import { type Reached, reach, reachElements } from '../values/paths';
import type { Document, Value } from '../values/value';

/** Whether a document fulfils one condition on one of its fields. */
export type Test = (document: Document) => boolean;

/** A query operator on a field: what follows the operator's name, made into a test once for many documents. */
export type FieldOperator = (path: string, operand: Value, options: Partial<Options>) => Test;

/** Whether one reached value equals the operand: null also means missing, and a pattern matches texts. */
export function equality(operand: Value): (reached: Reached) => boolean {
  if (operand === null) return (reached) => reached === undefined || reached === null;
  if (operand instanceof RegExp) {
    return (reached) => (typeof reached === 'string' ? operand.test(reached) : sameValue(reached, operand));
  }
  return (reached) => reached !== undefined && sameValue(reached, operand);
}

const anyElement =
  (path: string, is: (reached: Reached) => boolean): Test =>
  (document) =>
    reachElements(document, path).some(is);

const equals = (path: string, operand: Value): Test => anyElement(path, equality(operand));

function listOf(operator: string, operand: Value): Value[] {
  if (!Array.isArray(operand)) throw requestFailed(`${operator} needs an array`);
  return operand;
}

function oneOf(operator: string, path: string, operand: Value): Test {
  const equalities = listOf(operator, operand).map((value) => equality(value));
  return anyElement(path, (reached) => equalities.some((is) => is(reached)));
}

const negated =
  (test: Test): Test =>
  (document) =>
    !test(document);

/** Ranges hold between values of one type only; NaN is only ever "as small as itself". */
function range(fits: (order: number) => boolean): FieldOperator {
  return (path, operand) => {
    if (operand instanceof RegExp)
      throw requestFailed(`Can't have RegEx as arg to predicate over field '${path}'.`);
    const rank = typeRank(operand);
    const nan = Number.isNaN(operand);
    return anyElement(path, (reached) => {
      if (typeRank(reached) !== rank) return false;
      if (nan || Number.isNaN(reached)) return Object.is(reached, operand) && fits(0);
      return fits(compareValues(reached, operand));
    });
  };
}

const $size: FieldOperator = (path, operand) => {
  if (typeof operand !== 'number' || !Number.isInteger(operand))
    throw requestFailed('$size must be a whole number');
  if (operand < 0) throw requestFailed('$size may not be negative');
  return (document) =>
    reach(document, path).some((value) => Array.isArray(value) && value.length === operand);
};

const $exists: FieldOperator = (path, operand) => {
  const wanted = operand !== false && operand !== 0 && operand !== null;
  return (document) => reach(document, path).some((value) => value !== undefined) === wanted;
};

const $mod: FieldOperator = (path, operand) => {
  const [divisor, remainder] = listOf('$mod', operand);
  if (typeof divisor !== 'number' || typeof remainder !== 'number') {
    throw requestFailed('malformed mod, divisor and remainder must be numbers');
  }
  const by = Math.trunc(divisor);
  if (by === 0) throw requestFailed('divisor cannot be 0');
  return anyElement(path, (reached) => {
    return (
      typeof reached === 'number' &&
      Number.isFinite(reached) &&
      Math.trunc(reached) % by === Math.trunc(remainder)
    );
  });
};

const $regex: FieldOperator = (path, operand) => {
  if (!(operand instanceof RegExp)) throw requestFailed('$regex has to be a string');
  return anyElement(path, equality(operand));
};

/** The operators on fields that MongoDB answers with its own rules about arrays, null and types. */
export const comparisonOperators: Record<string, FieldOperator> = {
  $eq: equals,
  $ne: (path, operand) => negated(equals(path, operand)),
  $in: (path, operand) => oneOf('$in', path, operand),
  $nin: (path, operand) => negated(oneOf('$nin', path, operand)),
  $gt: range((order) => order > 0),
  $gte: range((order) => order >= 0),
  $lt: range((order) => order < 0),
  $lte: range((order) => order <= 0),
  $size,
  $exists,
  $mod,
  $regex,
};
