import { evalExpr } from 'mingo/core';
import * as mingoExpressions from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { requestFailed } from '../errors';
import { compareValues } from '../values/order';
import type { Value } from '../values/value';

type Expression = (document: unknown, operands: unknown, options: Options) => unknown;

/** In expressions a missing field is less than null and not equal to it; across types MongoDB's order holds. */
function compareInExpression(a: Value | undefined, b: Value | undefined): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return compareValues(a, b);
}

function comparing(name: string, answer: (order: number) => unknown): Expression {
  return (document, operands, options) => {
    if (!Array.isArray(operands) || operands.length !== 2) {
      throw requestFailed(`Expression ${name} takes exactly 2 arguments.`);
    }
    const [a, b] = operands.map((operand) => evalExpr(document, operand, options) as Value | undefined);
    return answer(compareInExpression(a, b));
  };
}

/** `$indexOfCP`, which mingo lacks: where a text begins in another, counted in code points; -1 when nowhere. */
const indexOfCodePoints: Expression = (document, operands, options) => {
  const [text, part, start = 0, end] = (Array.isArray(operands) ? operands : []).map(
    (operand) => evalExpr(document, operand, options) as Value | undefined,
  );
  if (text === undefined || text === null) return null;
  if (typeof text !== 'string' || typeof part !== 'string' || typeof start !== 'number') {
    throw requestFailed('$indexOfCP requires a string, a string to look for and whole numbers');
  }
  const points = [...text];
  const within = points.slice(start, typeof end === 'number' ? end : points.length).join('');
  const found = within.indexOf(part);
  return found < 0 ? -1 : start + [...within.slice(0, found)].length;
};

/** The expressions of aggregations and `$expr`: mingo's, but for comparisons, which mingo does within one type only. */
export const expressionOperators = {
  ...mingoExpressions,
  $eq: comparing('$eq', (order) => order === 0),
  $ne: comparing('$ne', (order) => order !== 0),
  $gt: comparing('$gt', (order) => order > 0),
  $gte: comparing('$gte', (order) => order >= 0),
  $lt: comparing('$lt', (order) => order < 0),
  $lte: comparing('$lte', (order) => order <= 0),
  $cmp: comparing('$cmp', (order) => order),
  $indexOfCP: indexOfCodePoints,
};
