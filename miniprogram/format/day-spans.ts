const CHINA_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

function local(time: string): Date {
  return new Date(Date.parse(time) + CHINA_MS);
}

/** `11月21日` */
export function monthDayText(time: string): string {
  const day = local(time);
  return `${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
}

/** `10月31日 – 11月14日`, or the one day. */
export function daySpanText(from: string, to: string): string {
  const [first, last] = [monthDayText(from), monthDayText(to)];
  return first === last ? first : `${first} – ${last}`;
}

/** Calendar days in China from now to a moment: 0 today, 1 tomorrow, negative before today. */
export function daysUntil(time: string, now: number): number {
  return Math.floor((Date.parse(time) + CHINA_MS) / DAY_MS) - Math.floor((now + CHINA_MS) / DAY_MS);
}

/** `今天`, `明天`, `3 天后`; undefined for the past. */
export function daysAheadText(time: string, now: number): string | undefined {
  const days = daysUntil(time, now);
  if (days < 0) return undefined;
  return days === 0 ? '今天' : days === 1 ? '明天' : `${days} 天后`;
}

/** `19:00–20:30` */
export function clockSpanText(from: string, to: string): string {
  return `${local(from).toISOString().slice(11, 16)}–${local(to).toISOString().slice(11, 16)}`;
}
