/**
 * WeChat Pay's ways of writing a moment, always in China's time (+08:00, no daylight saving), whatever the
 * machine's zone. Moments are milliseconds since the epoch.
 */
const CHINA_OFFSET = 8 * 3_600_000;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

function chinaClockFace(moment: number): string {
  return new Date(moment + CHINA_OFFSET).toISOString().slice(0, 19);
}

/** RFC 3339 to the second, e.g. `2026-12-01T19:00:00+08:00`; nothing known is an empty string, as in WeChat's samples. */
export function rfc3339(moment: number | undefined): string {
  return moment === undefined ? '' : `${chinaClockFace(moment)}+08:00`;
}

/** `yyyyMMddHHmmss`. */
export function compactTime(moment: number): string {
  return chinaClockFace(moment).replace(/[-:T]/g, '');
}

/** `yyyyMMdd`. */
export function compactDay(moment: number): string {
  return compactTime(moment).slice(0, 8);
}

/** Midnight in China of the day that holds the moment. */
export function chinaMidnight(moment: number): number {
  return Math.floor((moment + CHINA_OFFSET) / DAY) * DAY - CHINA_OFFSET;
}

export interface CompactMoment {
  at: number;
  /** A day (`yyyyMMdd`) or a second (`yyyyMMddHHmmss`). */
  precision: 'day' | 'second';
}

/** Reads `yyyyMMdd` or `yyyyMMddHHmmss`; undefined when it is neither or no such day exists. */
export function readCompact(text: string): CompactMoment | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/.exec(text);
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const at = Date.UTC(year, month - 1, day, hour, minute, second) - CHINA_OFFSET;
  const precision = text.length === 8 ? 'day' : 'second';
  const written = precision === 'day' ? compactDay(at) : compactTime(at);
  return written === text ? { at, precision } : undefined;
}

/** Midnight in China of a bill's date, `yyyy-MM-dd`; undefined when no such day exists. */
export function readBillDate(text: string): number | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? readCompact(text.replaceAll('-', ''))?.at : undefined;
}

/** The beginning of a bill's hour, `yyyyMMddHH`; undefined when no such hour exists. */
export function readBillHour(text: string): number | undefined {
  return /^\d{10}$/.test(text) ? readCompact(`${text}0000`)?.at : undefined;
}

/** `yyyy-MM-dd HH:mm:ss`, as bills print it. */
export function billTime(moment: number): string {
  return chinaClockFace(moment).replace('T', ' ');
}
