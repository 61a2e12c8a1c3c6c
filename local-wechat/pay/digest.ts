import { createHash } from 'node:crypto';

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(fields.map(([field, inner]) => [field, ordered(inner)]));
}

/** The same for two requests that say the same, whatever the order of their fields. */
export function digestOf(request: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(request)))
    .digest('base64');
}
