import type { ResponseOf } from '../../../protocol';
import type { PushView } from '../../../protocol/classroom';
import { clockText, dayText, momentText } from '../../format/dates';
import { daysUntil, monthDayText } from '../../format/day-spans';
import { joined } from '../../format/joined';

export type Upcoming = ResponseOf<'classroom', 'upcoming'>['classes'][number];

/** A class that is coming, as a message. */
export interface ComingRow {
  key: string;
  classId: string;
  unread: boolean;
  title: string;
  when: string;
  line: string;
  tag: { text: string; tone: 'plain' | 'brand' | 'notice' } | undefined;
  place: string;
  label: string;
}

/** Any message, where it leads, and whether it is new. */
export interface MessageRow {
  pushId: string;
  unread: boolean;
  title: string;
  body: string;
  when: string;
  url: string;
}

/** Classes to come. @param now ms since 1970 */
export function comingRows(
  classes: readonly Upcoming[],
  pushes: readonly PushView[],
  now: number,
): ComingRow[] {
  const fresh = new Set(pushes.filter((push) => push.readAt === undefined).map((push) => push.link.id));
  const several = new Set(classes.map((cls) => cls.seat.studentName)).size > 1;
  return classes
    .filter((cls) => Date.parse(cls.endsAt) > now)
    .map((cls) => {
      const title = joined(cls.courseTitle, cls.unitName ?? cls.title);
      const when = shortWhen(cls.startsAt, now);
      const moved = cls.previousStartsAt !== undefined && cls.state === 'scheduled';
      const line = moved
        ? `改到${when}，原定 ${shortWhen(cls.previousStartsAt ?? '', now)}`
        : joined(several ? cls.seat.studentName : '', cls.lessonTitle, cls.teacherName);
      return {
        ...{ key: cls.seat.seatId, classId: cls.classId, title, when, line },
        unread: fresh.has(cls.classId),
        tag: tagOf(cls, moved, fresh.has(cls.classId)),
        place: cls.online ? '线上' : cls.place,
        label: joined(title, momentText(cls.startsAt, now), line),
      };
    });
}

function tagOf(cls: Upcoming, moved: boolean, fresh: boolean): ComingRow['tag'] {
  if (cls.state === 'cancelled') return { text: '停课', tone: 'notice' };
  if (cls.seat.state === 'on_hold') return { text: '座位先保留', tone: 'notice' };
  if (moved) return { text: '时间有变', tone: 'notice' };
  if (cls.materialCount === 0) return undefined;
  return { text: `${cls.materialCount} 份资料`, tone: fresh ? 'brand' : 'plain' };
}

/** `今天 14:00`, `周三 14:00` within a week, else `12月5日 14:00`. */
function shortWhen(time: string, now: number): string {
  const days = daysUntil(time, now);
  if (days === 0) return `今天 ${clockText(time)}`;
  if (days === 1) return `明天 ${clockText(time)}`;
  const day = days > 1 && days < 7 ? dayText(time).split(' ')[1] : monthDayText(time);
  return `${day} ${clockText(time)}`;
}

const PAGES: Record<PushView['link']['page'], string> = {
  class: '/classroom/class/class',
  voucher: '/deduction/voucher/voucher',
  order: '/deduction/my-course/my-course',
  settings: '/deduction/settings/settings',
};

/** Everything else she was told, newest first. */
export function messageRows(pushes: readonly PushView[], now: number): MessageRow[] {
  return pushes.map(({ pushId, readAt, title, body, createdAt, link }) => ({
    ...{ pushId, title, body, unread: readAt === undefined },
    when: messageWhen(createdAt, now),
    url: `${PAGES[link.page]}?id=${link.id}${link.unitNo === undefined ? '' : `&unitNo=${link.unitNo}`}`,
  }));
}

function messageWhen(time: string, now: number): string {
  const days = daysUntil(time, now);
  return days === 0 || days === -1 ? momentText(time, now) : monthDayText(time);
}
