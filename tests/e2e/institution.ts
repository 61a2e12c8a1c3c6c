import { type Applicant, lookAtOffers, order, signOn } from '../../dev/demo/enrol';
import { PHOTOGRAPHY, publish, STAFF } from '../../dev/demo/institution';
import { callRoll, type Stage } from '../../dev/demo/stage';
import { Timeline } from '../../dev/demo/timeline';
import type { ControlClient } from '../../dev/local/control-client';
import type { RequestOf, ResponseOf } from '../../protocol';
import { type Time, timeOf } from '../../server/domain/time';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A Tuesday morning in China. */
export const BEGINS = Date.parse('2026-09-01T10:00:00+08:00');
/** Price of one class in these tests, fen. */
export const CLASS_FEN = 10_000;

export type Content = RequestOf<'staff', 'saveCourse'>['content'];
export type OrderView = ResponseOf<'signing', 'read'>;
export type UnitView = OrderView['units'][number];
export type Mark = Parameters<typeof callRoll>[3];

interface OrderInBooks {
  openid: string;
  state: string;
  totalAmount?: number;
  transactionId?: string;
}

interface SignPlanInBooks {
  openid: string;
  signPlanId: string;
  serviceId: string;
  signState: string;
}

/** A class of the timetable. */
export interface Meeting {
  classId: string;
  startsAt: number;
  endsAt: number;
}

/** Somebody who has signed for a course. */
export interface Learner extends Applicant {
  courseId: string;
  orderId: string;
}

/** What the people of one institution do on a running local WeChat whose clock stands still; all over control. */
export class Institution {
  private people = 0;
  private timetables = 0;

  constructor(readonly control: ControlClient) {}

  get stage(): Stage {
    const { control } = this;
    return { control, timeline: new Timeline(control), staff: STAFF, tell: async () => undefined };
  }

  /** An adult course of so many classes at ¥100.00, charged class by class unless said otherwise. */
  course(title: string, classes: number, change: Partial<Content> = {}): Promise<string> {
    return publish(this.stage, 'photography', {
      ...PHOTOGRAPHY,
      title,
      lessons: Array.from({ length: classes }, (_, i) => ({ title: `第 ${i + 1} 次` })),
      totalFen: classes * CLASS_FEN,
      originalFen: classes * CLASS_FEN,
      rungs: [{ key: 'class', serviceKey: 'per-class', unit: { kind: 'class' } }],
      ...change,
    });
  }

  /** Somebody new, with an openid of her own. */
  person(name: string, score = 700): Applicant {
    this.people += 1;
    return { name, score, birthYear: 1990, openid: `oE2eLearner_${String(this.people).padStart(16, '0')}` };
  }

  /** Somebody new who looks at the offers and orders, without signing. */
  async ordered(courseId: string, name: string, rungKey = 'class', score = 700): Promise<Learner> {
    const who = this.person(name, score);
    const { studentId, offers } = await lookAtOffers(this.stage, who, courseId);
    const orderId = await order(this.stage, who, courseId, { studentId, rungKey, contract: offers.contract });
    return { ...who, courseId, orderId };
  }

  /** Somebody new who has ordered and signed. */
  async enrolled(courseId: string, name: string, rungKey = 'class'): Promise<Learner> {
    const learner = await this.ordered(courseId, name, rungKey);
    await signOn(this.stage, learner, learner.orderId, rungKey);
    await this.settle(1);
    // An answer of WeChat's that could not be believed is asked for again within minutes.
    if ((await this.read(learner)).state !== 'active') await this.settle(5);
    const { state } = await this.read(learner);
    if (state !== 'active') throw new Error(`${name} signed, and the order is ${state}`);
    return learner;
  }

  /** Schedules classes for everybody in the course, so many days from today. */
  async classes(courseId: string, days: readonly number[]): Promise<Meeting[]> {
    const today = timeOf(await this.now()).slice(0, 10);
    // One teacher gives them all: every timetable has an hour of the day of its own.
    const hour = (8 + (this.timetables % 11)) * HOUR;
    this.timetables += 1;
    const ids: string[] = [];
    for (const day of days) {
      const startsAt = timeOf(Date.parse(`${today}T00:00:00+08:00`) + day * DAY + hour);
      const { classIds } = await this.control.call(STAFF.academic, 'staff', 'scheduleClass', {
        ...{ courseId, campusId: 'tianhe', title: '课', place: `${courseId} 教室`, online: false },
        ...{ teacherId: STAFF.teacher, capacity: 20, material: [], startsAt, makeUp: false, orderIds: [] },
      });
      ids.push(...classIds);
    }
    await this.settle(1);
    return Promise.all(ids.map((classId) => this.meeting(classId)));
  }

  async meeting(classId: string): Promise<Meeting> {
    const { class: cls } = await this.control.call(STAFF.academic, 'staff', 'readClass', { classId });
    return { classId, startsAt: Date.parse(cls.startsAt), endsAt: Date.parse(cls.endsAt) };
  }

  /** Goes to two hours before the class, where units open, and then to its end. */
  async attendTime(meeting: Meeting): Promise<void> {
    await this.until(meeting.startsAt - 2 * HOUR);
    await this.settle(2);
    await this.until(meeting.endsAt + 5 * MINUTE);
  }

  /** The whole of a class: its unit opens, it is held, the teacher marks her. */
  async teach(learner: Learner, meeting: Meeting, mark: Mark = 'attended'): ReturnType<typeof callRoll> {
    await this.attendTime(meeting);
    return this.mark(learner, meeting, mark);
  }

  /** The teacher marks her seat now. */
  mark(learner: Learner, { classId }: Meeting, mark: Mark): ReturnType<typeof callRoll> {
    return callRoll(this.stage, classId, learner.orderId, mark);
  }

  /** Teaches a class and lets its window end and its deduction come through. */
  async teachAndCharge(learner: Learner, meeting: Meeting): Promise<UnitView> {
    const { windowEndsAt, unitNo } = await this.teach(learner, meeting);
    if (windowEndsAt === undefined || unitNo === undefined) throw new Error('the class was not on credit');
    await this.until(windowEndsAt);
    await this.settle(3);
    return this.unit(learner, unitNo);
  }

  read(learner: Learner): Promise<OrderView> {
    return this.control.call(learner.openid, 'signing', 'read', { orderId: learner.orderId });
  }

  async unit(learner: Learner, unitNo: number): Promise<UnitView> {
    const unit = (await this.read(learner)).units[unitNo - 1];
    if (unit === undefined) throw new Error(`${learner.name} has no unit ${unitNo}`);
    return unit;
  }

  now(): Promise<number> {
    return this.control.now();
  }

  /** Goes to a moment; timers that were missed on the way come once. A moment that has passed is no journey. */
  async until(at: number | Time): Promise<void> {
    const ms = (typeof at === 'number' ? at : Date.parse(at)) - (await this.now());
    if (ms > 0) await this.control.advance(ms, 'once');
  }

  /** Minutes in which every timer comes, so that what is due is done and WeChat's news arrive. */
  settle(minutes: number): Promise<void> {
    return this.control.advance(minutes * MINUTE, 'all');
  }

  /** What WeChat Pay has of one person, by its own books: her service orders in order. */
  async ordersAtWeChat(openid: string): Promise<{ state: string; taken: number | undefined }[]> {
    const { orders } = await this.control.get<{ orders: OrderInBooks[] }>('/books');
    return orders
      .filter((order) => order.openid === openid)
      .map(({ state, totalAmount, transactionId }) => ({
        state,
        taken: transactionId === undefined ? undefined : totalAmount,
      }));
  }

  /** Her sign plans at WeChat Pay, oldest first. */
  async signPlansAtWeChat(openid: string): Promise<SignPlanInBooks[]> {
    const { signPlans } = await this.control.get<{ signPlans: SignPlanInBooks[] }>('/books');
    return signPlans.filter((plan) => plan.openid === openid);
  }

  /** Titles of her inbox, newest first. */
  async inbox(openid: string): Promise<{ kind: string; title: string; body: string }[]> {
    return (await this.control.call(openid, 'classroom', 'inbox', {})).pushes;
  }

  /** Open entries of the work list about an order or a class, by kind. */
  async tasks(subject: string, by: string = STAFF.owner): Promise<string[]> {
    const { tasks } = await this.control.call(by, 'staff', 'listTasks', { limit: 50 });
    return tasks
      .filter((t) => t.subject.orderId === subject || t.subject.classId === subject)
      .map((t) => t.kind);
  }
}
