const CHINA_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** The calendar day in China of a moment, `2026-11-22`. @param at ms since 1970 */
export function dayOf(at: number): string {
  return new Date(at + CHINA_MS).toISOString().slice(0, 10);
}

/** Midnight in China at which a day begins, ms since 1970. */
export function midnightOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

/** The day so many days later; earlier when negative. */
export function daysLater(day: string, days: number): string {
  return dayOf(midnightOf(day) + days * DAY_MS);
}

/** The Monday of the week that a day lies in. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return daysLater(day, 1 - weekday);
}

/** Minutes since midnight in China. */
export function minutesOf(time: string): number {
  return Math.floor((Date.parse(time) + CHINA_MS) / 60_000) % 1440;
}

/** `11月16日 – 22日`, over the end of a month `11月30日 – 12月6日`. @param monday its first day */
export function weekText(monday: string): string {
  const [, month = '', day = ''] = monday.split('-');
  const [, lastMonth = '', lastDay = ''] = daysLater(monday, 6).split('-');
  const end = month === lastMonth ? `${Number(lastDay)}日` : `${Number(lastMonth)}月${Number(lastDay)}日`;
  return `${Number(month)}月${Number(day)}日 – ${end}`;
}

/** One column of the week. */
export interface DayHead {
  day: string;
  weekday: string;
  number: string;
  today: boolean;
  /** Name of the holiday, where it is one. */
  holiday: string;
  spoken: string;
}

/** @param now ms since 1970 */
export function dayHeads(
  monday: string,
  holidays: readonly { day: string; name: string }[],
  now: number,
): DayHead[] {
  return WEEKDAYS.map((weekday, i) => {
    const day = daysLater(monday, i);
    const [, month, number] = day.split('-').map(Number);
    const holiday = holidays.find((other) => other.day === day)?.name ?? '';
    return {
      ...{ day, weekday, number: String(number), today: day === dayOf(now), holiday },
      spoken: `${month}月${number}日 周${weekday}${holiday === '' ? '' : `，${holiday}`}`,
    };
  });
}
