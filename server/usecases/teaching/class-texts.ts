import type { CourseClass, Seat } from '../../domain/class/class';
import { clockOf, dayOf, type Time } from '../../domain/time';
import type { PushDraft } from '../pushing/create-push';

/** Words of the pushes about classes (上课通知). */

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** `11月25日 周三 19:00` */
export function classTimeText(time: Time): string {
  const [, month = '', day = ''] = dayOf(time).split('-');
  const weekday = WEEKDAYS[new Date(`${dayOf(time)}T00:00:00Z`).getUTCDay()];
  return `${Number(month)}月${Number(day)}日 周${weekday} ${clockOf(time)}`;
}

function classFacts(cls: CourseClass): PushDraft['facts'] {
  return { title: cls.title, startsAt: cls.startsAt, endsAt: cls.endsAt, place: cls.place };
}

/** One class, or several scheduled together: the first is named. */
export function scheduledPush(openid: string, classes: readonly [CourseClass, ...CourseClass[]]): PushDraft {
  const [first] = classes;
  const material = first.material.length > 0 ? '，已附上课材料' : '';
  const rest = classes.length > 1 ? `共排了 ${classes.length} 次课，第一次：` : '';
  return {
    openid,
    kind: 'class_scheduled',
    title: `${first.title}：${classTimeText(first.startsAt)}`,
    body: `${rest}${classTimeText(first.startsAt)}–${clockOf(first.endsAt)}，${first.place}${material}。上完课再扣费。`,
    link: { page: 'class', id: first._id },
    facts: { ...classFacts(first), classes: classes.length },
  };
}

/** The day before: when it matters most, and where quota is best spent. */
export function reminderPush(openid: string, cls: CourseClass): PushDraft {
  return {
    openid,
    kind: 'class_scheduled',
    title: `上课提醒：${classTimeText(cls.startsAt)}`,
    body: `${cls.title}，${cls.place}。${cls.material.length > 0 ? '点开看上课材料。' : ''}`,
    link: { page: 'class', id: cls._id },
    facts: classFacts(cls),
  };
}

/** What changed is said with what was: the time, or else the place or the teacher. */
export function changedPush(openid: string, cls: CourseClass, before: CourseClass): PushDraft {
  if (cls.startsAt === before.startsAt) return changedHerePush(openid, cls, before);
  return {
    openid,
    kind: 'class_changed',
    title: `时间有变：${classTimeText(cls.startsAt)}`,
    body: `${cls.title}由 ${classTimeText(before.startsAt)} 改到 ${classTimeText(cls.startsAt)}–${clockOf(cls.endsAt)}，${cls.place}。`,
    link: { page: 'class', id: cls._id },
    facts: { ...classFacts(cls), previousStartsAt: before.startsAt },
  };
}

function changedHerePush(openid: string, cls: CourseClass, before: CourseClass): PushDraft {
  const moved = cls.place !== before.place;
  const changes = moved ? `由 ${before.place} 改到 ${cls.place}` : '换了老师';
  return {
    openid,
    kind: 'class_changed',
    title: `${moved ? '地点有变' : '老师有变'}：${classTimeText(cls.startsAt)}`,
    body: `${cls.title}${changes}，时间不变。`,
    link: { page: 'class', id: cls._id },
    facts: classFacts(cls),
  };
}

export function cancelledPush(openid: string, cls: CourseClass, reason: string): PushDraft {
  return {
    openid,
    kind: 'class_cancelled',
    title: `${classTimeText(cls.startsAt)}停课`,
    body: `${cls.title}取消：${reason}。不扣费，会另排时间。`,
    link: { page: 'class', id: cls._id },
    facts: { ...classFacts(cls), reason },
  };
}

const MARK_WORDS = { attended: '到课', late: '迟到', absent: '缺课', on_leave: '请假' } as const;

/** What was marked and what follows from it. */
export function rollCalledPush(openid: string, seat: Seat, cls: CourseClass, windowEndsAt?: Time): PushDraft {
  const mark = seat.marks.at(-1)?.mark ?? 'absent';
  const taught = mark === 'attended' || mark === 'late';
  const follows = !taught
    ? '这次不扣费。'
    : seat.unitNo === undefined
      ? '这次不扣费。'
      : windowEndsAt === undefined
        ? '本阶段上完后再扣费。'
        : `有异议请在 ${classTimeText(windowEndsAt)} 前提出，之后自动扣费。`;
  return {
    openid,
    kind: 'roll_called',
    title: `${cls.title}已点名：${MARK_WORDS[mark]}`,
    body: follows,
    link: seat.unitNo === undefined ? { page: 'class', id: cls._id } : orderLink(seat, seat.unitNo),
    facts: { mark, startsAt: cls.startsAt, ...(windowEndsAt === undefined ? {} : { windowEndsAt }) },
  };
}

export function markUndonePush(openid: string, seat: Seat, cls: CourseClass): PushDraft {
  return {
    openid,
    kind: 'roll_called',
    title: `${cls.title}的点名已撤回`,
    body: '会重新点名，现在不扣费。',
    link: { page: 'class', id: cls._id },
    facts: { startsAt: cls.startsAt, seatId: seat._id },
  };
}

function orderLink(seat: Seat, unitNo: number): PushDraft['link'] {
  return { page: 'order', id: seat.orderId, unitNo };
}
