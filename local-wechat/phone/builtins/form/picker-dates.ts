import type { BuiltinHost } from '../builtin';
import type { PickerMode } from './picker-modes';

const two = (number: number): string => String(number).padStart(2, '0');

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_item, index) => from + index);
}

/** Numbers of "2026-11-22" or "09:41"; what is missing is left out. */
function numbers(text: unknown): number[] {
  return typeof text === 'string' && text !== '' ? text.split(/[-:/]/).map(Number) : [];
}

/** Hours and minutes between `start` and `end`. */
export function timeMode(host: BuiltinHost): PickerMode {
  const [startHour = 0, startMinute = 0] = numbers(host.get('start'));
  const [endHour = 23, endMinute = 59] = numbers(host.get('end'));
  const hours = range(startHour, endHour);
  const minutes = (hour: number): number[] =>
    range(hour === startHour ? startMinute : 0, hour === endHour ? endMinute : 59);
  const columns = (hour: number): string[][] => [
    hours.map((h) => `${two(h)} 时`),
    minutes(hour).map((m) => `${two(m)} 分`),
  ];
  const [hour = startHour, minute = startMinute] = numbers(host.get('value'));
  const hourAt = (row = 0): number => hours[row] ?? startHour;
  return {
    columns: () => columns(hour),
    rows: () => [Math.max(0, hours.indexOf(hour)), Math.max(0, minutes(hour).indexOf(minute))],
    turned: (_column, rows) => columns(hourAt(rows[0])),
    detail([first = 0, second = 0]) {
      const chosen = hourAt(first);
      return { value: `${two(chosen)}:${two(minutes(chosen)[second] ?? 0)}` };
    },
  };
}

const FIELDS: Record<string, number> = { year: 1, month: 2, day: 3 };

/** Years, months and days between `start` and `end`; `fields` says how fine. */
export function dateMode(host: BuiltinHost): PickerMode {
  const depth = FIELDS[host.get<string>('fields')] ?? 3;
  const today = new Date(host.page.phone.clock.now() + 8 * 3_600_000);
  const [minYear = 1970, minMonth = 1, minDay = 1] = numbers(host.get('start'));
  const [maxYear = 2100, maxMonth = 12, maxDay = 31] = numbers(host.get('end'));
  const years = range(minYear, maxYear);
  const months = (year: number): number[] =>
    range(year === minYear ? minMonth : 1, year === maxYear ? maxMonth : 12);
  const days = (year: number, month: number): number[] => {
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const first = year === minYear && month === minMonth ? minDay : 1;
    return range(first, year === maxYear && month === maxMonth ? Math.min(maxDay, last) : last);
  };
  const columns = (year: number, month: number): string[][] =>
    [
      years.map((y) => `${y}年`),
      months(year).map((m) => `${m}月`),
      days(year, month).map((d) => `${d}日`),
    ].slice(0, depth);
  const given = numbers(host.get('value'));
  const [year = today.getUTCFullYear(), month = today.getUTCMonth() + 1, day = today.getUTCDate()] = given;
  const pick = (rows: readonly number[]): [number, number, number] => {
    const y = years[rows[0] ?? 0] ?? minYear;
    const m = months(y)[Math.min(rows[1] ?? 0, months(y).length - 1)] ?? 1;
    const d = days(y, m)[Math.min(rows[2] ?? 0, days(y, m).length - 1)] ?? 1;
    return [y, m, d];
  };
  return {
    columns: () => columns(year, month),
    rows: () =>
      [years.indexOf(year), months(year).indexOf(month), days(year, month).indexOf(day)]
        .map((row) => Math.max(0, row))
        .slice(0, depth),
    turned(_column, rows) {
      const [y, m] = pick(rows);
      return columns(y, m);
    },
    detail(rows) {
      const [y, m, d] = pick(rows);
      return { value: [String(y), two(m), two(d)].slice(0, depth).join('-') };
    },
  };
}
