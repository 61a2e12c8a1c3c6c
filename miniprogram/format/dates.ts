const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;
const CHINA_MS = 8 * 3_600_000;

/** The parts of a moment in China, whatever the phone's zone is. */
function parts(time: string) {
  const local = new Date(Date.parse(time) + CHINA_MS);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: WEEKDAYS[local.getUTCDay()] ?? '',
    clock: local.toISOString().slice(11, 16),
    dayNumber: Math.floor(local.getTime() / 86_400_000),
  };
}

/** `11月25日 周三` */
export function dayText(time: string): string {
  const { month, day, weekday } = parts(time);
  return `${month}月${day}日 ${weekday}`;
}

/** `11月25日 周三 19:00`; 今天 and 昨天 only within that day. */
export function momentText(time: string, now: number): string {
  const moment = parts(time);
  const today = parts(new Date(now).toISOString()).dayNumber;
  if (moment.dayNumber === today) return `今天 ${moment.clock}`;
  if (moment.dayNumber === today - 1) return `昨天 ${moment.clock}`;
  return `${dayText(time)} ${moment.clock}`;
}

/** `19:00` */
export function clockText(time: string): string {
  return parts(time).clock;
}

/** `2027年2月28日` */
export function dateText(time: string): string {
  const { year, month, day } = parts(time);
  return `${year}年${month}月${day}日`;
}

/** `5:51` hours and minutes from now until a moment; undefined when it has passed. */
export function leftText(time: string, now: number): string | undefined {
  const minutes = Math.floor((Date.parse(time) - now) / 60_000);
  if (minutes < 0) return undefined;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
