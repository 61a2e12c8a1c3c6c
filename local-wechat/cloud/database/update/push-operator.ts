import { writeFailed } from '../errors';
import { type Order, sorted } from '../values/sorting';
import { copyOf, isDocument, typeName, type Value } from '../values/value';
import type { Modifier } from './modifier';

/** What a `$push` does to an array, in MongoDB's order: insert at the position, sort, cut. */
interface Push {
  each: Value[];
  position?: number | undefined;
  slice?: number | undefined;
  sort?: Order | 1 | -1 | undefined;
}

function wholeNumber(clause: string, value: Value | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw writeFailed(
    clause === '$slice'
      ? `The value for $slice must be an integer value but was given type: ${typeName(value)}`
      : `The value for $position must be an integer value, not of type: ${typeName(value)}`,
  );
}

function sortClause(value: Value | undefined): Push['sort'] {
  if (value === undefined || value === 1 || value === -1) return value;
  if (typeof value === 'number') throw writeFailed('The $sort element value must be either 1 or -1');
  if (!isDocument(value) || Object.keys(value).length === 0) {
    throw writeFailed(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  return Object.entries(value).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1)
      throw writeFailed('The $sort element value must be either 1 or -1');
    return [path, direction];
  });
}

function parse(argument: Value): Push {
  if (!isDocument(argument) || !('$each' in argument)) return { each: [argument] };
  const { $each: each, $position: position, $slice: slice, $sort: sort, ...others } = argument;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw writeFailed(`Unrecognized clause in $push: ${unknown}`);
  if (!Array.isArray(each)) {
    throw writeFailed(
      `The argument to $each in $push must be an array but it was of type: ${typeName(each)}`,
    );
  }
  return {
    each,
    position: wholeNumber('$position', position),
    slice: wholeNumber('$slice', slice),
    sort: sortClause(sort),
  };
}

function pushed(array: Value[], { each, position, slice, sort }: Push): Value[] {
  const at = position === undefined ? array.length : position;
  const start = at < 0 ? Math.max(0, array.length + at) : Math.min(at, array.length);
  let result = [...array.slice(0, start), ...each.map(copyOf), ...array.slice(start)];
  if (Array.isArray(sort)) result = sorted(result, sort, (element) => element);
  else if (sort !== undefined) {
    const wrapped = result.map((element) => ({ element }));
    result = sorted(wrapped, [['element', sort]], (item) => item).map(({ element }) => element);
  }
  if (slice === undefined) return result;
  return slice < 0 ? result.slice(slice) : result.slice(0, slice);
}

/** `$push` with all its clauses ("MongoDB: $push"). */
export function push(path: string, argument: Value): Modifier {
  const clauses = parse(argument);
  return {
    path,
    makes: true,
    edit(place, { idText, path: full }) {
      const { value } = place;
      if (value !== undefined && !Array.isArray(value)) {
        throw writeFailed(
          `The field '${full}' must be an array but is of type ${typeName(value)} in document ${idText}`,
        );
      }
      place.put(pushed(value ?? [], clauses));
    },
  };
}
