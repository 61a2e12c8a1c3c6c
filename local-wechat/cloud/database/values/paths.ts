import { compareValues } from './order';
import { isDocument, type Value } from './value';

/** What a path reaches: a value, or undefined for a missing field. */
export type Reached = Value | undefined;

const isIndex = (segment: string): boolean => /^(0|[1-9]\d*)$/.test(segment);

/**
 * Everything a dotted path reaches in a document, walking through arrays as MongoDB does: into every element that
 * is a document, and by position where the path names one. Arrays at the end of the path stay whole.
 *
 * An array on the way without any document to enter reaches nothing at all, not even a missing field.
 */
export function reach(value: Value, path: string): Reached[] {
  if (!path.includes('.')) {
    return isDocument(value) ? [Object.hasOwn(value, path) ? value[path] : undefined] : [];
  }
  const found: Reached[] = [];
  walk(value, path.split('.'), 0, found);
  return found;
}

function walk(value: Reached, segments: string[], depth: number, found: Reached[]): void {
  const segment = segments[depth];
  if (segment === undefined) {
    found.push(value);
  } else if (Array.isArray(value)) {
    walkArray(value, segments, depth, found);
  } else if (isDocument(value)) {
    walk(Object.hasOwn(value, segment) ? value[segment] : undefined, segments, depth + 1, found);
  } else {
    found.push(undefined);
  }
}

function walkArray(array: Value[], segments: string[], depth: number, found: Reached[]): void {
  const segment = segments[depth] ?? '';
  for (const element of array) if (isDocument(element)) walk(element, segments, depth, found);
  if (isIndex(segment) && Number(segment) < array.length) {
    walk(array[Number(segment)], segments, depth + 1, found);
  }
}

/** What a comparison looks at: every reached value, and for an array also each of its elements. */
export function reachElements(value: Value, path: string): Reached[] {
  const found: Reached[] = [];
  for (const reached of reach(value, path)) {
    if (Array.isArray(reached)) found.push(...reached);
    found.push(reached);
  }
  return found;
}

/** The place of an empty array in the order: before null. Stands for it in sort keys only. */
const BEFORE_NULL = Symbol('empty array');

export type SortValue = Reached | typeof BEFORE_NULL;

/** The value a document is sorted by: of an array's elements the least going up, the greatest going down. */
export function sortValue(value: Value, path: string, direction: number): SortValue {
  let best: SortValue;
  let any = false;
  for (const reached of reach(value, path)) {
    const elements: SortValue[] = !Array.isArray(reached)
      ? [reached]
      : reached.length
        ? reached
        : [BEFORE_NULL];
    for (const element of elements) {
      if (!any || compareSortValues(element, best) * direction < 0) best = element;
      any = true;
    }
  }
  return best;
}

export function compareSortValues(a: SortValue, b: SortValue): number {
  if (typeof a === 'symbol' || typeof b === 'symbol')
    return Number(typeof b === 'symbol') - Number(typeof a === 'symbol');
  return compareValues(a, b);
}
