import { FormatRegistry, type Static, type TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { AppError } from '../../server/domain/errors';
import { isDay, parseTime } from '../../server/domain/time';

FormatRegistry.Set('date-time', (text) => parseTime(text) !== undefined);
FormatRegistry.Set('date', isDay);

/**
 * Takes a value as what a schema says.
 * @throws AppError BAD_REQUEST, naming the first field that is wrong
 */
export function validated<T extends TSchema>(schema: T, value: unknown): Static<T> {
  const first = Value.Errors(schema, value).First();
  if (first !== undefined) {
    const field = fieldName(first.path);
    throw new AppError('BAD_REQUEST', `${field}: ${first.message}`, { field });
  }
  return value as Static<T>;
}

/**
 * An answer reduced to what its schema says, so that nothing leaks that nobody promised.
 * @returns the field that was wrong, for the log
 */
export function cleaned<T extends TSchema>(schema: T, answer: unknown): { answer: unknown; wrong?: string } {
  const first = Value.Errors(schema, answer).First();
  if (first === undefined) return { answer };
  return { answer: Value.Clean(schema, answer), wrong: `${fieldName(first.path)}: ${first.message}` };
}

/** `/marks/0/seatId` → `marks.0.seatId`; the request as a whole: `data`. Never longer than a line. */
function fieldName(path: string): string {
  const name = path.slice(1).replaceAll('/', '.');
  return name === '' ? 'data' : name.slice(0, 100);
}
