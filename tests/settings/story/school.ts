import { PHOTOGRAPHY, publish, STAFF } from '../../../dev/demo/institution';
import type { Stage } from '../../../dev/demo/stage';
import { Timeline } from '../../../dev/demo/timeline';
import type { LocalWeChat } from '../../../local-wechat';
import type { FaultSpec } from '../../../local-wechat/control/faults';
import type { RequestOf } from '../../../protocol';
import { timeOf } from '../../../server/domain/time';
import type { PatientClient } from '../patient-client';
import type { Learner } from './learner';
import type { Role } from './role';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Price of a class, fen; the course has five. */
export const CLASS_FEN = 10_000;
/** The classes of the timetable, days after the first day at 14:00, an hour each. */
const CLASS_DAYS = [1, 3, 6, 8, 10] as const;

/** Content of the on-demand lessons; nobody looks at it here. */
const FILM = 'cloud://lfpl-local.6c66-lfpl-local/lessons/film.mp4';

/** A picture of a receipt. */
const PROOF = 'cloud://lfpl-local.6c66-lfpl-local/proof/receipt.png';

type Act = Pick<RequestOf<'finance', 'askAct'>, 'kind' | 'amountFen'>;
type Decision = Pick<RequestOf<'staff', 'decideObjection'>, 'kind' | 'chargeFen'>;
type Mark = 'attended' | 'absent';

export interface Meeting {
  classId: string;
  startsAt: number;
  endsAt: number;
}

type CourseKind = Role['course'];

/** A fault that was asked for, and for whom; without a name it may meet anybody. */
export interface Armed {
  id: string;
  for: string | undefined;
}

/** The institution of a history: its courses, its timetable, and what its staff do. */
export class School {
  readonly stage: Stage;
  readonly courses: Partial<Record<CourseKind, string>> = {};
  readonly armed: Armed[] = [];
  classes: Meeting[] = [];
  /** Classes beside the timetable that are still to be taught. */
  readonly extra: Meeting[] = [];

  constructor(
    readonly local: LocalWeChat,
    readonly control: PatientClient,
  ) {
    this.stage = { control, timeline: new Timeline(control), staff: STAFF, tell: async () => undefined };
  }

  /** Asks for a fault. */
  arm(fault: FaultSpec, learner?: string): void {
    this.armed.push({ id: this.local.faults.add(fault).id, for: learner });
  }

  /** Goes to the next morning at nine, and puts the courses on sale. */
  async open(title: string, kinds: ReadonlySet<CourseKind>): Promise<void> {
    const now = await this.control.now();
    const begins = Date.parse(`${timeOf(now).slice(0, 10)}T00:00:00+08:00`) + DAY;
    await this.goTo(begins + 9 * HOUR);
    for (const kind of kinds) {
      this.courses[kind] = await publish(this.stage, 'photography', contentOf(kind, title));
    }
    await this.settle(2);
    this.classes = CLASS_DAYS.map((day) => begins + day * DAY + 14 * HOUR).map((startsAt) => ({
      ...{ classId: '', startsAt, endsAt: startsAt + HOUR },
    }));
  }

  /** Puts the classes into the timetable, on three days of the week. */
  async schedule(): Promise<void> {
    const courseId = this.courses.timetable;
    if (courseId === undefined) return;
    const starts = this.classes.map((cls) => cls.startsAt);
    const { classIds } = await this.control.call(STAFF.academic, 'staff', 'scheduleWeekly', {
      ...this.place(courseId),
      fromDay: timeOf(starts[0] ?? 0).slice(0, 10),
      weekdays: [...new Set(starts.map(weekdayOf))].sort(),
      startsAtClock: '14:00',
      count: starts.length,
      skipDays: [],
    });
    this.classes = this.classes.map((cls, i) => ({ ...cls, classId: classIds[i] ?? '' }));
    await this.settle(2);
  }

  private place(courseId: string) {
    return {
      ...{ courseId, campusId: 'tianhe', title: '摄影', place: '天河校区 2 号教室', online: false },
      ...{ teacherId: STAFF.teacher, capacity: 50, material: [] },
    };
  }

  /** Marks everybody who still has a place in the class and is named. */
  async callRoll(classId: string, marks: ReadonlyMap<string, Mark>): Promise<void> {
    if (classId === '') return;
    const { seats } = await this.control.call(STAFF.teacher, 'staff', 'readClass', { classId });
    const asked = seats.flatMap(({ seatId, orderId, state }) => {
      const mark = marks.get(orderId);
      const markable = state === 'booked' || state === 'on_hold';
      return mark === undefined || !markable ? [] : [{ seatId, mark }];
    });
    if (asked.length === 0) return;
    const { results } = await this.control.call(STAFF.teacher, 'staff', 'rollCall', {
      classId,
      marks: asked,
    });
    const wrong = results.filter((result) => result.error !== undefined);
    if (wrong.length > 0) throw new Error(`roll call of ${classId}: ${JSON.stringify(wrong)}`);
  }

  /** A make-up class two days after the one she missed, at eight; its charge is over before the next class. */
  async makeUp(learner: Learner, missed: number): Promise<void> {
    const startsAt = (this.classes[missed - 1]?.startsAt ?? 0) + 2 * DAY - 6 * HOUR;
    const orderIds = [learner.orderId];
    const known = this.extra.find((cls) => cls.startsAt === startsAt);
    if (known !== undefined) {
      await this.control.call(STAFF.academic, 'staff', 'bookSeats', { classId: known.classId, orderIds });
      return;
    }
    const { courseId } = await learner.read();
    const { classIds } = await this.control.call(STAFF.academic, 'staff', 'scheduleClass', {
      ...this.place(courseId),
      ...{ startsAt: timeOf(startsAt), makeUp: true, orderIds },
    });
    this.extra.push({ classId: classIds[0] ?? '', startsAt, endsAt: startsAt + HOUR });
  }

  async decide(learner: Learner, unitNo: number, decision: Decision): Promise<void> {
    await this.control.call(STAFF.academic, 'staff', 'decideObjection', {
      ...{ orderId: learner.orderId, unitNo, explanation: '已经核对过。' },
      ...decision,
    });
  }

  /** She asks, finance grants. */
  async refund(learner: Learner, unitNo: number, amountFen: number): Promise<void> {
    const { orderId } = learner;
    const asked = await learner.call('signing', 'askRefund', {
      orderId,
      unitNo,
      amountFen,
      reason: '两次没上。',
    });
    await this.control.call(STAFF.finance, 'finance', 'decideRefund', {
      ...{ refundId: asked.refundId, approve: true, explanation: '同意。' },
    });
  }

  /** Finance acts on a unit; then it has its minutes to come to an end. */
  async actOn(learner: Learner, unitNo: number, act: Act): Promise<void> {
    const paidElsewhere = act.kind === 'paid_elsewhere';
    await this.control.call(STAFF.finance, 'finance', 'askAct', {
      ...{ orderId: learner.orderId, unitNo, reason: '学员来电说明。', proof: paidElsewhere ? [PROOF] : [] },
      ...(paidElsewhere ? { paidAt: timeOf(await this.control.now()) } : {}),
      ...act,
    });
    await this.settle(8);
  }

  /** Nobody new can order; the plans at WeChat are stopped. */
  async stopSelling(): Promise<void> {
    for (const courseId of Object.values(this.courses))
      await this.control.call(STAFF.academic, 'staff', 'stopSelling', { courseId });
  }

  /** Goes to a moment in one step: timers that were missed on the way come once. */
  async goTo(at: number): Promise<void> {
    const ms = at - (await this.control.now());
    if (ms > 0) await this.control.advance(ms, 'once');
  }

  /** Minutes in which every timer comes. */
  settle(minutes: number): Promise<void> {
    return this.control.advance(minutes * MINUTE, 'all');
  }
}

/** A course of five classes charged in three ways, or of three lessons on demand. */
export function contentOf(kind: CourseKind, title: string): Parameters<typeof publish>[2] {
  const count = kind === 'timetable' ? 5 : 3;
  const titles = Array.from({ length: count }, (_, i) => ({ title: `第 ${i + 1} 次` }));
  const byClass = { key: 'class', serviceKey: 'per-class', unit: { kind: 'class' as const } };
  const base = {
    ...{ ...PHOTOGRAPHY, planDays: 105, windowHours: 24 },
    ...{ totalFen: count * CLASS_FEN, originalFen: count * CLASS_FEN },
  };
  if (kind === 'on-demand') {
    const lessons = titles.map((lesson) => ({ ...lesson, content: [FILM] }));
    return { ...base, title: `修图 ${title}`, mode: kind, lessons, rungs: [byClass] };
  }
  const whole = { key: 'whole', serviceKey: 'whole-course', unit: { kind: 'course' as const } };
  const stages = { key: 'stage', serviceKey: 'per-stage', unit: { kind: 'stage' as const, sizes: [3, 2] } };
  return { ...base, title: `摄影 ${title}`, lessons: titles, rungs: [whole, stages, byClass] };
}

/** 1 Monday … 7 Sunday, in China. */
function weekdayOf(at: number): number {
  return new Date(at + 8 * HOUR).getUTCDay() || 7;
}
