import { writeFailed } from '../errors';
import { compileQuery, elementMatcher } from '../query/matcher';
import { shellText } from '../values/shell-text';
import { type Document, isDocument, type Value } from '../values/value';
import { placeAt } from './place';

/** Finds the element of an array that made a document match: what `$` stands for in an update's path. */
export type PositionOf = (document: Document, arrayPath: string) => number | undefined;

/** The conditions of a query on an array or on fields of its elements, its `$and` included. */
function conditionsOn(query: Document, arrayPath: string): [path: string, condition: Value][] {
  return Object.entries(query).flatMap(([field, condition]) => {
    if (field === '$and' && Array.isArray(condition)) {
      return condition.filter(isDocument).flatMap((part) => conditionsOn(part, arrayPath));
    }
    const within = field === arrayPath || field.startsWith(`${arrayPath}.`);
    return within ? [[field, condition] as [string, Value]] : [];
  });
}

function elementTestFor(path: string, condition: Value, arrayPath: string): (element: Value) => boolean {
  if (path !== arrayPath) {
    const test = compileQuery({ [path.slice(arrayPath.length + 1)]: condition });
    return (element) => isDocument(element) && test(element);
  }
  if (isDocument(condition) && isDocument(condition['$elemMatch']))
    return elementMatcher(condition['$elemMatch']);
  const test = compileQuery({ element: condition });
  return (element) => test({ element });
}

/** What `$` stands for under this query: the last condition on the array decides, as it does in MongoDB. */
export function positionsBy(query: Document): PositionOf {
  return (document, arrayPath) => {
    const last = conditionsOn(query, arrayPath).at(-1);
    const array = placeAt(document, arrayPath.split('.'), false)?.value;
    if (!last || !Array.isArray(array)) return undefined;
    const at = array.findIndex(elementTestFor(last[0], last[1], arrayPath));
    return at === -1 ? undefined : at;
  };
}

/** Puts positions in place of `$` and `$[]`, which may make one path into many. */
export function concretePaths(
  document: Document,
  segments: readonly string[],
  positionOf: PositionOf,
): string[][] {
  const at = segments.findIndex((segment) => segment.startsWith('$'));
  if (at === -1) return [[...segments]];
  const before = segments.slice(0, at);
  const rest = segments.slice(at + 1);
  const path = before.join('.');
  if (segments[at] === '$') {
    const position = positionOf(document, path);
    if (position === undefined) {
      throw writeFailed('The positional operator did not find the match needed from the query.');
    }
    return concretePaths(document, [...before, String(position), ...rest], positionOf);
  }
  if (segments[at] !== '$[]') {
    throw writeFailed(
      `No array filter found for identifier '${segments[at]}' in path '${segments.join('.')}'`,
    );
  }
  const array = placeAt(document, before, false)?.value;
  if (array === undefined) {
    throw writeFailed(`The path '${path}' must exist in the document in order to apply array updates.`);
  }
  if (!Array.isArray(array)) {
    throw writeFailed(`Cannot apply array updates to non-array element ${path}: ${shellText(array)}`);
  }
  return array.flatMap((_, index) =>
    concretePaths(document, [...before, String(index), ...rest], positionOf),
  );
}
