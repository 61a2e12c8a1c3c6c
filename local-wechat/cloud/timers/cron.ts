/**
 * The 7-field time expression of cloud function timers: second minute hour day month weekday year, at UTC+8.
 *
 * Each field takes `*`, numbers, ranges `1-5`, lists `1,3` and steps `0/15`, `10-40/10`; months and weekdays also
 * JAN–DEC and SUN–SAT (0 is Sunday). With both day and weekday given, either is enough.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/guide/functions/triggers.html
 */
export interface Cron {
  /** The first tick after that moment (both ms since the epoch), or undefined when there is none. */
  next(after: number): number | undefined;
}

interface FieldRule {
  name: string;
  low: number;
  high: number;
  names?: readonly string[];
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] as const;
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;
const SECOND = { name: 'second', low: 0, high: 59 };
const MINUTE = { name: 'minute', low: 0, high: 59 };
const HOUR = { name: 'hour', low: 0, high: 23 };
const DAY = { name: 'day', low: 1, high: 31 };
const MONTH = { name: 'month', low: 1, high: 12, names: MONTHS };
const WEEKDAY = { name: 'weekday', low: 0, high: 6, names: WEEKDAYS };
const YEAR = { name: 'year', low: 1970, high: 2099 };

const DAY_MS = 86_400_000;
const UTC8_MS = 8 * 3_600_000;

function numberIn(rule: FieldRule, text: string): number {
  const named = rule.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + rule.low : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= rule.low && value <= rule.high)) {
    throw new Error(`"${text}" is no ${rule.name}; it goes from ${rule.low} to ${rule.high}.`);
  }
  return value;
}

function addPart(rule: FieldRule, part: string, into: Set<number>): void {
  const [span = '', stepText, ...rest] = part.split('/');
  const step = stepText === undefined ? 1 : Number(stepText);
  if (rest.length > 0 || !Number.isInteger(step) || step < 1)
    throw new Error(`"${part}" has no usable step.`);
  const [from = '', to, ...more] = span.split('-');
  if (more.length > 0) throw new Error(`"${part}" is no range.`);
  const low = span === '*' ? rule.low : numberIn(rule, from);
  const openEnded = span === '*' || stepText !== undefined;
  const high = to !== undefined ? numberIn(rule, to) : openEnded ? rule.high : low;
  if (high < low) throw new Error(`"${part}" runs backwards.`);
  for (let value = low; value <= high; value += step) into.add(value);
}

function readField(rule: FieldRule, text: string): number[] {
  const values = new Set<number>();
  for (const part of text.split(',')) addPart(rule, part, values);
  return [...values].sort((a, b) => a - b);
}

/** Ms of the day of every tick of a day, kept as three lists: the product would be up to 86,400 long. */
function firstOfDay(hours: number[], minutes: number[], seconds: number[], from: number): number | undefined {
  for (const hour of hours) {
    if ((hour + 1) * 3_600_000 <= from) continue;
    for (const minute of minutes) {
      const start = hour * 3_600_000 + minute * 60_000;
      if (start + 60_000 <= from) continue;
      const second = seconds.find((value) => start + value * 1000 >= from);
      if (second !== undefined) return start + second * 1000;
    }
  }
  return undefined;
}

/** Throws an Error that names the field when the expression is not one. */
export function parseCron(expression: string): Cron {
  const fields = expression.trim().split(/\s+/);
  const [second, minute, hour, day, month, weekday, year] = fields;
  if (!second || !minute || !hour || !day || !month || !weekday || !year || fields.length !== 7) {
    throw new Error(`"${expression}" needs 7 fields: second minute hour day month weekday year.`);
  }
  const seconds = readField(SECOND, second);
  const minutes = readField(MINUTE, minute);
  const hours = readField(HOUR, hour);
  const days = new Set(readField(DAY, day));
  const months = new Set(readField(MONTH, month));
  const weekdays = new Set(readField(WEEKDAY, weekday));
  const years = new Set(readField(YEAR, year));
  const either = day !== '*' && weekday !== '*';

  const onDay = (date: Date): boolean => {
    if (!years.has(date.getUTCFullYear()) || !months.has(date.getUTCMonth() + 1)) return false;
    const byDay = days.has(date.getUTCDate());
    const byWeekday = weekdays.has(date.getUTCDay());
    return either ? byDay || byWeekday : byDay && byWeekday;
  };

  return {
    next(after) {
      const local = Math.floor(after / 1000) * 1000 + 1000 + UTC8_MS;
      const lastDay = Date.UTC((years.size === 0 ? 1970 : Math.max(...years)) + 1, 0, 1);
      let dayStart = Math.floor(local / DAY_MS) * DAY_MS;
      let from = local - dayStart;
      for (; dayStart < lastDay; dayStart += DAY_MS, from = 0) {
        if (!onDay(new Date(dayStart))) continue;
        const tick = firstOfDay(hours, minutes, seconds, from);
        if (tick !== undefined) return dayStart + tick - UTC8_MS;
      }
      return undefined;
    },
  };
}
