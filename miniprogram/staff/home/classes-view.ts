import type { StaffClassView } from '../../../protocol/staff-classes';
import { clockText, momentText } from '../../format/dates';
import { clockSpanText, daysUntil } from '../../format/day-spans';
import { joined } from '../../format/joined';
import type { Me } from '../me';
import { staffUrl } from '../staff-pages';

/** A class as the first page shows it. */
export interface ClassRow {
  classId: string;
  title: string;
  when: string;
  line: string;
  tag: { text: string; tone: 'brand' | 'notice' | 'plain' } | undefined;
  /** Empty: there is no page for it. */
  url: string;
  label: string;
}

/** How far back classes are looked for whose roll was not called; a task speaks of older ones. */
export const LOOK_BACK_MS = 48 * 3_600_000;

/**
 * Classes of today, and before them those of the last days that wait for their roll call.
 * @param now ms since 1970
 */
export function classRows(classes: readonly StaffClassView[], me: Me, now: number): ClassRow[] {
  return classes
    .filter((cls) => daysUntil(cls.startsAt, now) === 0 || waitsForRollCall(cls))
    .map((cls) => {
      const when =
        daysUntil(cls.startsAt, now) === 0
          ? clockSpanText(cls.startsAt, cls.endsAt)
          : `${momentText(cls.startsAt, now)}–${clockText(cls.endsAt)}`;
      const seats = cls.seatsTaken === 0 ? '还没有学员' : `${cls.seatsTaken} 人`;
      const line = joined(cls.online ? '线上' : cls.place, cls.teacherName, seats);
      const tag = tagOf(cls);
      return {
        ...{ classId: cls.classId, title: cls.title, when, line, tag },
        url: staffUrl(waitsForRollCall(cls) ? 'rollCall' : 'class', me, `id=${cls.classId}`) ?? '',
        label: [cls.title, when, line, tag?.text].filter((part) => part !== undefined).join('，'),
      };
    });
}

/** It has begun, and somebody who has a seat in it has no mark yet. */
function waitsForRollCall({ state, unmarked }: StaffClassView): boolean {
  return state !== 'cancelled' && unmarked > 0;
}

function tagOf(cls: StaffClassView): ClassRow['tag'] {
  if (cls.state === 'cancelled') return { text: '停课', tone: 'notice' };
  if (waitsForRollCall(cls)) return { text: '待点名', tone: 'brand' };
  if (cls.rollCalledAt !== undefined) return { text: '已点名', tone: 'plain' };
  if (cls.previousStartsAt !== undefined) return { text: '时间有变', tone: 'notice' };
  return undefined;
}
