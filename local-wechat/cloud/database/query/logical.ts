import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import { requestFailed } from '../errors';
import { type Document, isDocument, type Value } from '../values/value';
import type { FieldOperator, Test } from './comparison';

function clauses(operator: string, operand: Value, options: Partial<Options>): Query[] {
  if (!Array.isArray(operand) || operand.length === 0) {
    throw requestFailed(`${operator} must be a nonempty array`);
  }
  return operand.map((clause) => {
    if (!isDocument(clause)) throw requestFailed(`${operator} entries need to be full objects`);
    return new Query(clause, options);
  });
}

const and: FieldOperator = (_, operand, options) => {
  const queries = clauses('$and', operand, options);
  return (document) => queries.every((query) => query.test(document));
};

function some(operator: string, operand: Value, options: Partial<Options>): Test {
  const queries = clauses(operator, operand, options);
  return (document) => queries.some((query) => query.test(document));
}

/** `$not` takes a pattern or operators, never a plain value: that would be `$ne`. */
const not: FieldOperator = (path, operand, options) => {
  if (!(operand instanceof RegExp) && !isDocument(operand))
    throw requestFailed('$not needs a regex or a document');
  if (isDocument(operand)) {
    const operators = Object.keys(operand);
    if (operators.length === 0) throw requestFailed('$not cannot be empty');
    const plain = operators.find((operator) => !operator.startsWith('$'));
    if (plain !== undefined) throw requestFailed(`unknown operator: ${plain}`);
  }
  const criteria: Document = { [path]: operand };
  const query = new Query(criteria, options);
  return (document) => !query.test(document);
};

export const logicalOperators: Record<string, FieldOperator> = {
  $and: and,
  $or: (_, operand, options) => some('$or', operand, options),
  $nor: (_, operand, options) => {
    const any = some('$nor', operand, options);
    return (document) => !any(document);
  },
  $not: not,
};
