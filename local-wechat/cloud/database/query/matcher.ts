import { Context } from 'mingo';
import * as accumulators from 'mingo/operators/accumulator';
import { $expr } from 'mingo/operators/query';
import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import { TcbError } from '../../tcb-error';
import { requestFailed } from '../errors';
import type { Document, Value } from '../values/value';
import { arrayOperators, elementTest } from './array-operators';
import { comparisonOperators, type Test } from './comparison';
import { expressionOperators } from './expressions';
import { geoOperators } from './geo/geo-operators';
import { logicalOperators } from './logical';
import { typeOperator } from './type-operator';

/**
 * The query language: mingo takes queries apart and answers `$expr`; every operator in which mingo
 * differs from MongoDB (order of fields in equality, null against missing, arrays on a path) is replaced.
 */
export const queryOperators = {
  $expr,
  $type: typeOperator,
  ...comparisonOperators,
  ...arrayOperators,
  ...logicalOperators,
  ...geoOperators,
};

/** mingo types its operators as the union of its own functions, which no other function fits: hence `as never`. */
const context = Context.init({
  accumulator: { ...accumulators },
  expression: { ...expressionOperators } as never,
  query: { ...queryOperators } as never,
});

const options: Partial<Options> = { context, scriptEnabled: false };

/** Runs something of mingo's; its complaints become CloudBase's. */
export function throughMingo<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof TcbError) throw error;
    throw requestFailed(error instanceof Error ? error.message : String(error));
  }
}

/** Compiles a query once for many documents. Throws DATABASE_REQUEST_FAILED for what MongoDB would not accept. */
export function compileQuery(query: Document): Test {
  const compiled = throughMingo(() => new Query(query, options));
  return (document) => throughMingo(() => compiled.test(document));
}

/** Compiles the criteria of an `$elemMatch` or a `$pull` into a test of single elements. */
export function elementMatcher(criteria: Document): (element: Value) => boolean {
  const test = throughMingo(() => elementTest(criteria, options));
  return (element) => throughMingo(() => test(element));
}
