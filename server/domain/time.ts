/**
 * A moment as RFC 3339 text at +08:00 with milliseconds, e.g. `2026-11-22T09:41:00.000+08:00`.
 *
 * The form is fixed, so two times compare correctly with `<` and sort correctly in an index, and a document
 * reads the same whatever the machine's zone is. WeChat Pay's times are +08:00 as well.
 */
export type Time = string & { readonly __brand: 'Time' };

/** A span in milliseconds. */
export type Millis = number;

export const SECOND: Millis = 1_000;
export const MINUTE: Millis = 60 * SECOND;
export const HOUR: Millis = 60 * MINUTE;
export const DAY: Millis = 24 * HOUR;

/** China keeps one zone and, since 1991, no daylight saving. */
const CHINA_OFFSET: Millis = 8 * HOUR;

/**
 * The time of an epoch in milliseconds. The UTC text of the shifted moment is China's clock; a library that goes
 * through the machine's own zone (dayjs `utcOffset` does) is an hour wrong where that zone skips one in spring.
 */
export function timeOf(epochMs: number): Time {
  return new Date(epochMs + CHINA_OFFSET).toISOString().replace('Z', '+08:00') as Time;
}

/** Milliseconds since the epoch. */
export function msOf(time: Time): number {
  return Date.parse(time);
}

/**
 * Reads any RFC 3339 text with a zone and brings it into the fixed form.
 * @returns undefined when the text is not a complete, existing moment.
 */
export function parseTime(text: string): Time | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/.test(text))
    return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) || !isDay(text.slice(0, 10)) ? undefined : timeOf(ms);
}

/** Whether `YYYY-MM-DD` names a day that exists: `Date.parse` takes 30 February for 2 March. */
export function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

/** The time `ms` later (earlier when negative). */
export function plus(time: Time, ms: Millis): Time {
  return timeOf(msOf(time) + ms);
}

/** Milliseconds from `a` to `b`; negative when `b` lies before `a`. */
export function between(a: Time, b: Time): Millis {
  return msOf(b) - msOf(a);
}

/** Whether `a` lies before `b`; for use where a bare `<` on text would puzzle. */
export function isBefore(a: Time, b: Time): boolean {
  return a < b;
}

export function earliest(first: Time, ...others: Time[]): Time {
  return others.reduce((a, b) => (isBefore(b, a) ? b : a), first);
}

export function latest(first: Time, ...others: Time[]): Time {
  return others.reduce((a, b) => (isBefore(a, b) ? b : a), first);
}

/** The calendar day in China, `YYYY-MM-DD`. */
export function dayOf(time: Time): string {
  return time.slice(0, 10);
}

/** The time of day in China, `HH:mm`. */
export function clockOf(time: Time): string {
  return time.slice(11, 16);
}

/** WeChat Pay's compact form `yyyyMMddHHmmss` (service order time_range). */
export function compact(time: Time): string {
  return time.slice(0, 19).replace(/[-T:]/g, '');
}
