import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import { requestFailed } from '../errors';
import { reach } from '../values/paths';
import { type Document, isDocument, type Value } from '../values/value';
import { equality, type FieldOperator, type Test } from './comparison';

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr']);

/** Conditions on the element itself (`{$gte: 3}`) as opposed to conditions on fields of it. */
function onElementItself(criteria: Document): boolean {
  const [first] = Object.keys(criteria);
  return first?.startsWith('$') === true && !LOGICAL.has(first);
}

/** Whether one element of an array fulfils the criteria of an `$elemMatch`. */
export function elementTest(criteria: Value, options: Partial<Options>): (element: Value) => boolean {
  if (!isDocument(criteria)) throw requestFailed('$elemMatch needs an Object');
  if (onElementItself(criteria)) {
    const query = new Query({ element: criteria }, options);
    return (element) => query.test({ element });
  }
  const query = new Query(criteria, options);
  return (element) => isDocument(element) && query.test(element);
}

function elementMatch(path: string, criteria: Value, options: Partial<Options>): Test {
  const is = elementTest(criteria, options);
  return (document) => reach(document, path).some((value) => Array.isArray(value) && value.some(is));
}

function matchesAll(path: string, operand: Value, options: Partial<Options>): Test {
  if (!Array.isArray(operand)) throw requestFailed('$all needs an array');
  const tests = operand.map((value): Test => {
    if (isDocument(value) && '$elemMatch' in value)
      return elementMatch(path, value['$elemMatch'] ?? null, options);
    const is = equality(value);
    return (document) =>
      reach(document, path).some((reached) => is(reached) || (Array.isArray(reached) && reached.some(is)));
  });
  return (document) => tests.length > 0 && tests.every((test) => test(document));
}

export const arrayOperators: Record<string, FieldOperator> = { $elemMatch: elementMatch, $all: matchesAll };
