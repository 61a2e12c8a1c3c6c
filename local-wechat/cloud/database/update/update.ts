import { writeFailed } from '../errors';
import { sameValue } from '../values/order';
import { elementText } from '../values/shell-text';
import { type Document, isDocument, typeName, type Value } from '../values/value';
import { arrayOperators } from './array-operators';
import { fieldOperators, renameTarget } from './field-operators';
import type { Modifier, ModifierFamily } from './modifier';
import { numberOperators } from './number-operators';
import { placeAt } from './place';
import { concretePaths, type PositionOf } from './positions';

const FAMILIES: ModifierFamily = { ...fieldOperators, ...numberOperators, ...arrayOperators };

/** An update made ready: changes the document it is given, or throws MongoDB's error. */
export type Update = (document: Document, positionOf: PositionOf) => void;

function checkPath(path: string): void {
  if (path === '') throw writeFailed('An empty update path is not valid.');
  const segments = path.split('.');
  if (segments.includes('')) {
    throw writeFailed(`The update path '${path}' contains an empty field name, which is not allowed.`);
  }
  if (segments.includes('__proto__')) throw writeFailed(`__proto__ in '${path}' is no field name.`);
  const dollar = segments.find(
    (segment) => segment.startsWith('$') && segment !== '$' && !/^\$\[\w*\]$/.test(segment),
  );
  if (dollar !== undefined) {
    throw writeFailed(`The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`);
  }
  if (segments[0]?.startsWith('$')) {
    throw writeFailed(
      `Cannot have array filter identifier (i.e. '$' or '$[<id>]') element in the first position in path '${path}'`,
    );
  }
}

/** Two operators may not touch the same field, nor one a part of what the other touches. */
function checkConflicts(paths: string[]): void {
  for (const [at, path] of paths.entries()) {
    for (const earlier of paths.slice(0, at)) {
      const shorter = path.length < earlier.length ? path : earlier;
      const longer = shorter === path ? earlier : path;
      if (longer === shorter || longer.startsWith(`${shorter}.`)) {
        throw writeFailed(`Updating the path '${path}' would create a conflict at '${shorter}'`);
      }
    }
  }
}

/** The modifiers of one operator, and every path they touch. */
function parseOperator(
  operator: string,
  argument: Value,
): { operator: string; modifiers: Modifier[]; paths: string[] } {
  const make = FAMILIES[operator];
  if (!make) throw writeFailed(`Unknown modifier: ${operator}`);
  if (!isDocument(argument)) {
    throw writeFailed(
      `Modifiers operate on fields but we found type ${typeName(argument)} instead. For example: {$mod: {<field>: ...}} not ${elementText(operator, argument)}`,
    );
  }
  const fields = Object.entries(argument);
  if (fields.length === 0) {
    throw writeFailed(
      `'${operator}' is empty. You must specify a field like so: {${operator}: {<field>: ...}}`,
    );
  }
  const paths = fields.flatMap(([path, value]) =>
    operator === '$rename' ? [path, renameTarget(path, value)] : [path],
  );
  for (const path of paths) checkPath(path);
  return { operator, modifiers: fields.map(([path, value]) => make(path, value)), paths };
}

/** MongoDB applies an update in the order of its paths, positions in an array by number. */
function byPath(a: Modifier, b: Modifier): number {
  const left = a.path.split('.');
  const right = b.path.split('.');
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const x = left[at] ?? '';
    const y = right[at] ?? '';
    if (x === y) continue;
    if (/^\d+$/.test(x) && /^\d+$/.test(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

export interface UpdateMoment {
  /** What `$currentDate` sets, ms since the epoch. */
  now: number;
  /** Whether the document is being made by an upsert: only then `$setOnInsert` counts. */
  inserting: boolean;
}

/** Compiles an operator document such as `{$set: {…}, $inc: {…}}`. Throws MongoDB's error when it is not valid. */
export function compileUpdate(operators: Document, { now, inserting }: UpdateMoment): Update {
  const entries = Object.entries(operators);
  if (entries.length === 0) {
    throw writeFailed("'$set' is empty. You must specify a field like so: {$set: {<field>: ...}}");
  }
  const parsed = entries.map(([operator, argument]) => parseOperator(operator, argument));
  checkConflicts(parsed.flatMap(({ paths }) => paths));
  const counting = parsed.filter(({ operator }) => inserting || operator !== '$setOnInsert');
  const modifiers = counting.flatMap((part) => part.modifiers).sort(byPath);
  return (document, positionOf) => {
    const id = document['_id'];
    const idText = elementText('_id', id);
    for (const modifier of modifiers) {
      for (const segments of concretePaths(document, modifier.path.split('.'), positionOf)) {
        const place = placeAt(document, segments, modifier.makes);
        if (place) modifier.edit(place, { document, idText, path: segments.join('.'), now });
      }
    }
    if (!sameValue(document['_id'], id)) {
      throw writeFailed(`Performing an update on the path '_id' would modify the immutable field '_id'`);
    }
  };
}
