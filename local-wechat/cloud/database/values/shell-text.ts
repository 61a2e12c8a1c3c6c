import { ObjectId, type Value } from './value';

/** A value as MongoDB prints it in its error texts: `{ n: 1, at: new Date(1700000000000) }`. */
export function shellText(value: Value | undefined): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.length ? `[ ${value.map(shellText).join(', ')} ]` : '[]';
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof RegExp) return String(value);
  if (value instanceof ObjectId) return `ObjectId('${value.hex}')`;
  const fields = Object.entries(value).map(([name, inner]) => `${name}: ${shellText(inner)}`);
  return fields.length ? `{ ${fields.join(', ')} }` : '{}';
}

/** One field with its value, as MongoDB names the element that stands in the way: `{n: null}`. */
export function elementText(name: string, value: Value | undefined): string {
  return `{${name}: ${shellText(value)}}`;
}
