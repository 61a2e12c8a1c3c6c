import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);

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

const CHINA_OFFSET_MINUTES = 480;
const FORM = 'YYYY-MM-DDTHH:mm:ss.SSSZ';

/** The time of an epoch in milliseconds. */
export function timeOf(epochMs: number): Time {
  return dayjs(epochMs).utcOffset(CHINA_OFFSET_MINUTES).format(FORM) as Time;
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
  const day = dayjs.utc(text);
  return /^[1-9]\d{3}-\d{2}-\d{2}$/.test(text) && day.isValid() && day.format('YYYY-MM-DD') === text;
}

/** The time `ms` later (earlier when negative). */
export function plus(time: Time, ms: Millis): Time {
  return timeOf(msOf(time) + ms);
}

/** Milliseconds from `a` to `b`; negative when `b` lies before `a`. */
export function between(a: Time, b: Time): Millis {
  return msOf(b) - msOf(a);
}

export function earliest(first: Time, ...others: Time[]): Time {
  return others.reduce((a, b) => (b < a ? b : a), first);
}

export function latest(first: Time, ...others: Time[]): Time {
  return others.reduce((a, b) => (b > a ? b : a), first);
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
