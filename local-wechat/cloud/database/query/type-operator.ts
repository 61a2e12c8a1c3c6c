import { requestFailed } from '../errors';
import { reachElements } from '../values/paths';
import { shellText } from '../values/shell-text';
import { typeName, type Value } from '../values/value';
import type { FieldOperator } from './comparison';

/** MongoDB's numbers for types, with their names. */
const NAMES = new Map<Value, string>([
  [1, 'double'],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [7, 'objectId'],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [11, 'regex'],
  [16, 'int'],
  [18, 'long'],
]);

const KNOWN = new Set([...NAMES.values(), 'number']);

function nameOf(type: Value): string {
  const name = NAMES.get(type) ?? type;
  if (typeof name !== 'string' || !KNOWN.has(name))
    throw requestFailed(`Unknown type name alias: ${shellText(type)}`);
  return name;
}

/** `$type`, by name or number; an array is also looked into. */
export const typeOperator: FieldOperator = (path, operand) => {
  const wanted = new Set((Array.isArray(operand) ? operand : [operand]).map(nameOf));
  if (wanted.has('number')) for (const name of ['double', 'int', 'long']) wanted.add(name);
  return (document) => reachElements(document, path).some((value) => wanted.has(typeName(value)));
};
