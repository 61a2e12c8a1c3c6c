import { PHOTOGRAPHY, publish, STAFF } from '../../dev/demo/institution';
import { Timeline } from '../../dev/demo/timeline';
import { Surprise } from '../../dev/local/control-client';
import type { LocalWeChat } from '../../local-wechat';
import { TIMER_CALLER } from '../../local-wechat/cloud/functions/caller';
import { timeOf } from '../../server/domain/time';
import type { CrowdClient } from './crowd-client';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const CLASS_FEN = 10_000;
export const CLASSES = 2;
/**
 * Seats of a class for everybody are booked within so many minutes: most runs die here, a lease is held for two
 * minutes, and what its transaction held is held for 30 s of real time, which pass more slowly than these minutes.
 */
const MOST_MINUTES_TO_SEAT = 60;
/** How often a phone of staff begins anew, a dozen tries each time. */
const MOST_TIMES = 6;
/** Before the class; ten minutes after units may be opened. */
const UNITS_ARE_OPENED = 110 * MINUTE;
/** Seats marked by one act of a teacher's. */
const ROLL_BATCH = 20;

export interface Phone {
  openid: string;
  studentId: string;
  /** Empty until she has ordered. */
  orderId: string;
}

/** What a crowd does on its phones, and the staff and timers beside it. */
export class SchoolDay {
  courseId = '';
  timerRuns = 0;
  /** The longest that a class waited until everybody had a seat, minutes. */
  seatedWithin = 0;
  private classId = '';
  private endsAt = 0;

  constructor(
    readonly local: LocalWeChat,
    readonly control: CrowdClient,
    /** A number from 0 to 1, from the seed. */
    readonly chance: () => number,
  ) {}

  async open(): Promise<void> {
    const stage = {
      ...{ control: this.control, timeline: new Timeline(this.control), staff: STAFF },
      tell: async () => undefined,
    };
    this.courseId = await publish(stage, 'photography', {
      ...{ ...PHOTOGRAPHY, planDays: 105, windowHours: 24, title: '千人摄影' },
      ...{ totalFen: CLASSES * CLASS_FEN, originalFen: CLASSES * CLASS_FEN },
      lessons: Array.from({ length: CLASSES }, (_, i) => ({ title: `第 ${i + 1} 次` })),
      rungs: [{ key: 'class', serviceKey: 'per-class', unit: { kind: 'class' } }],
    });
    await this.control.advance(2 * MINUTE, 'all');
  }

  /** From the course's page to WeChat's sign page and back; who comes back later goes on where she was. */
  async enrol(phone: Phone, name: string): Promise<void> {
    const { openid } = phone;
    if (phone.studentId === '') {
      await this.control.setPerson(openid, { score: 720, balanceFen: 1_000_000 });
      await this.control.call(openid, 'catalog', 'list', { region: 'guangdong' });
      const student = { name, birthYear: 1990, relation: 'self' as const };
      phone.studentId = (await this.control.call(openid, 'signing', 'addStudent', student)).studentId;
    }
    if (phone.orderId === '') await this.order(phone);
    await this.sign(phone);
  }

  private async order(phone: Phone): Promise<void> {
    const { openid, studentId } = phone;
    const { courseId } = this;
    const { contract } = await this.control.call(openid, 'catalog', 'read', { courseId });
    await this.control.call(openid, 'score-gate', 'offers', { courseId, studentId });
    const { orderId } = await this.control.call(openid, 'signing', 'order', {
      ...{ courseId, studentId, rungKey: 'class' },
      ...{ contractVersion: contract.version, contractHash: contract.hash },
    });
    phone.orderId = orderId;
  }

  private async sign({ openid, orderId }: Phone): Promise<void> {
    if ((await this.control.call(openid, 'signing', 'read', { orderId })).state === 'active') return;
    const answer = await this.control.call(openid, 'signing', 'sign', { orderId, rungKey: 'class' });
    await this.control.sign(answer.package, 'sign');
    const { state } = await this.control.call(openid, 'signing', 'refresh', { orderId });
    if (state !== 'active') throw new Surprise(`${orderId} is ${state}`);
  }

  /** A class for everybody in four hours; time goes to its end. */
  async teach(): Promise<void> {
    const startsAt = (await this.control.now()) + 4 * HOUR;
    const { classIds } = await this.control.call(STAFF.academic, 'staff', 'scheduleClass', {
      ...{ courseId: this.courseId, campusId: 'tianhe', title: '摄影', place: '大教室', online: false },
      ...{ teacherId: STAFF.teacher, capacity: 1000, material: [], makeUp: false, orderIds: [] },
      startsAt: timeOf(startsAt),
    });
    this.classId = classIds[0] ?? '';
    this.endsAt = Date.parse((await this.everybodySeated()).endsAt);
    await this.control.advance(startsAt - UNITS_ARE_OPENED - (await this.control.now()), 'once');
    await this.control.advance(5 * MINUTE, 'all');
    await this.control.advance(this.endsAt + 5 * MINUTE - (await this.control.now()), 'once');
  }

  /** Staff look at the class once a minute until nobody's seat is still to be booked. */
  private async everybodySeated(): Promise<{ endsAt: string }> {
    for (let minute = 0; minute < MOST_MINUTES_TO_SEAT; minute += 1) {
      const { classId } = this;
      const { class: cls } = await this.control.call(STAFF.academic, 'staff', 'readClass', { classId });
      this.seatedWithin = Math.max(this.seatedWithin, minute);
      if (cls.toSeat === undefined) return cls;
      await this.control.advance(MINUTE, 'all');
      await this.control.breathe();
    }
    throw new Surprise(`seats are still to be booked after ${MOST_MINUTES_TO_SEAT} minutes`);
  }

  /** The roll in several batches at once, as several phones of staff would send it. */
  async callRoll(): Promise<void> {
    const { classId } = this;
    const { seats } = await this.control.call(STAFF.teacher, 'staff', 'readClass', { classId });
    const marked = seats.filter((seat) => seat.state === 'booked');
    const batches = Array.from({ length: Math.ceil(marked.length / ROLL_BATCH) }, (_, i) =>
      marked.slice(i * ROLL_BATCH, (i + 1) * ROLL_BATCH),
    );
    await Promise.all(
      batches.map((batch) => {
        const marks = batch.map(({ seatId }) => ({
          ...{ seatId, mark: 'attended' as const },
          actId: `roll-${seatId.slice(-20)}`,
        }));
        return this.until(() => this.control.call(STAFF.teacher, 'staff', 'rollCall', { classId, marks }));
      }),
    );
  }

  /** A phone of staff sends what was not answered again and again; every act is done once. */
  private async until<T>(act: () => Promise<T>): Promise<T> {
    for (let time = 1; ; time += 1) {
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof Surprise) || time >= MOST_TIMES) throw error;
      }
    }
  }

  /** After class she looks around, and does one of what a learner can do. */
  async afterClass({ openid, orderId }: Phone): Promise<void> {
    await this.control.call(openid, 'signing', 'list', {});
    const order = await this.control.call(openid, 'signing', 'read', { orderId });
    await this.control.call(openid, 'classroom', 'inbox', {});
    const unit = order.units.find((one) => one.status === 'in_window');
    if (unit === undefined) return;
    const at = { orderId, unitNo: unit.no };
    const what = this.chance();
    if (what < 0.3) await this.control.ask(openid, 'classroom', 'confirm', at);
    else if (what < 0.45)
      await this.control.ask(openid, 'classroom', 'object', {
        ...at,
        reason: 'quality',
        text: '少上了',
        pictures: [],
      });
    else if (what < 0.5) await this.control.ask(openid, 'signing', 'close', { orderId });
    else await this.control.call(openid, 'classroom', 'orderStatement', { orderId });
  }

  /** Both timers at once, as when a run takes longer than a minute. */
  async timers(): Promise<void> {
    await Promise.all(['deduction', 'push', 'deduction'].map((name) => this.fire(name)));
  }

  private async fire(name: string): Promise<void> {
    const event = {
      Type: 'Timer',
      TriggerName: 'everyMinute',
      Time: new Date(this.local.clock.now()).toISOString(),
    };
    this.timerRuns += 1;
    // A timer's answer is thrown away by the cloud as well.
    await this.local.cloud.functions.invoke(name, JSON.stringify(event), TIMER_CALLER).catch(() => undefined);
  }

  /** Objections that wait are decided, each in one of the three ways. */
  async decide(phones: readonly Phone[]): Promise<void> {
    await Promise.all(
      phones.map(async ({ openid, orderId }) => {
        const { units } = await this.control.call(openid, 'signing', 'read', { orderId });
        const objected = units.find((unit) => unit.status === 'objected');
        if (objected === undefined) return;
        const kind = (['rejected', 'lowered', 'waived'] as const)[Math.floor(this.chance() * 3)] ?? 'waived';
        await this.control.ask(STAFF.academic, 'staff', 'decideObjection', {
          ...{ orderId, unitNo: objected.no, kind, explanation: '核对过了' },
          ...(kind === 'lowered' ? { chargeFen: CLASS_FEN / 2 } : {}),
        });
      }),
    );
  }

  /** Days pass until the plans are over and everything has come to an end. */
  async rest(): Promise<void> {
    for (const days of [1, 1, 1, 7, 30, 80]) {
      await this.control.advance(days * DAY, 'once');
      await this.control.advance(5 * MINUTE, 'all');
    }
  }
}
