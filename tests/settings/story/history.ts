import type { FaultSpec } from '../../../local-wechat/control/faults';
import type { Stand } from '../stand';
import { Learner } from './learner';
import type { Cast, Moment } from './role';
import { type Meeting, School } from './school';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Roll is called so long after the end of a class. */
const ROLL_AFTER = 5 * MINUTE;
const WINDOW = DAY;
/** Days after the plans have run out at which what is left is looked at; then everything must have come to rest. */
const REST_DAYS = [2, 3, 6, 11, 21, 41] as const;
const TERMINAL = ['closed', 'completed', 'expired', 'abandoned'];

type ClassNo = 1 | 2 | 3 | 4 | 5;

let histories = 0;

/** The demo's learners in short: five classes in ten days, and what follows until their plans have run out. */
export class History {
  readonly learners: Learner[] = [];
  private readonly no: number;

  private constructor(readonly school: School) {
    histories += 1;
    this.no = histories;
  }

  /** @param faults for anybody, from the beginning */
  static async play(stand: Stand, casts: readonly Cast[], faults: readonly FaultSpec[]): Promise<History> {
    const history = new History(new School(stand.local, stand.control));
    for (const fault of faults) history.school.arm(fault);
    await history.begin(casts);
    for (const [i, cls] of history.school.classes.entries()) await history.teach(cls, i);
    await history.end();
    return history;
  }

  /** Openids of its payers. */
  get openids(): string[] {
    return [...new Set(this.learners.map((learner) => learner.openid))];
  }

  private async begin(casts: readonly Cast[]): Promise<void> {
    const { school } = this;
    await school.open(`${this.no}`, new Set(casts.map((cast) => cast.role.course)));
    for (const cast of casts.filter(({ role }) => !role.late)) await this.enrol(cast);
    await school.schedule();
    for (const cast of casts.filter(({ role }) => role.late)) await this.enrol(cast);
    await school.settle(2);
  }

  private async enrol(cast: Cast): Promise<void> {
    const payer = cast.payer ?? cast.name;
    const known = this.learners.find((learner) => learner.payer === payer)?.openid;
    const openid = known ?? `oSet_${this.no}_${this.learners.length}_`.padEnd(28, '0');
    const learner = new Learner(cast, openid, this.school.courses[cast.role.course] ?? '', this.school);
    this.learners.push(learner);
    await learner.act('begin', cast.role.begin);
  }

  /** The k-th class of the timetable and its charges, then the classes beside it that come before the next one. */
  private async teach(cls: Meeting, index: number): Promise<void> {
    const no = (index + 1) as ClassNo;
    await this.hold(cls, `before-${no}`);
    const marks = this.learners.flatMap((learner) => {
      const mark = learner.role.marks[index];
      return mark === undefined ? [] : [[learner.orderId, mark] as const];
    });
    await this.school.callRoll(cls.classId, new Map(marks));
    await this.at(`after-${no}`);
    await this.charge(cls, no);
    for (const extra of this.school.extra.splice(0)) await this.teachExtra(extra);
  }

  private async teachExtra(cls: Meeting): Promise<void> {
    await this.hold(cls);
    const attended = this.learners.map((learner) => [learner.orderId, 'attended'] as const);
    await this.school.callRoll(cls.classId, new Map(attended));
    await this.charge(cls);
  }

  /** To five minutes after a class: its units open two hours before it. */
  private async hold(cls: Meeting, before?: Moment): Promise<void> {
    const { school } = this;
    await school.goTo(cls.startsAt - 2 * HOUR);
    await school.settle(3);
    await school.goTo(cls.startsAt - 90 * MINUTE);
    if (before) await this.at(before);
    await school.settle(3);
    for (const minutes of [60, 45, 30, 15]) await school.goTo(cls.startsAt - minutes * MINUTE);
    await school.goTo(cls.endsAt + ROLL_AFTER);
  }

  /** From the roll call over the end of the windows to the money. */
  private async charge(cls: Meeting, no?: ClassNo): Promise<void> {
    const { school } = this;
    await school.settle(2);
    const over = cls.endsAt + ROLL_AFTER + WINDOW;
    await school.goTo(over);
    await school.settle(4);
    if (no) await this.at(`charged-${no}`);
    for (const minutes of [10, 20, 35, 60, 115]) await school.goTo(over + minutes * MINUTE);
    if (no) await this.at(`later-${no}`);
    await school.settle(2);
  }

  private async end(): Promise<void> {
    const { school } = this;
    await school.goTo((await school.control.now()) + DAY);
    await this.at('ended');
    await school.stopSelling();
    await school.settle(2);
    const over = await this.plansOver();
    for (const days of [31, 30, 7, 6]) await this.pause(over - days * DAY);
    await this.pause(over + DAY);
    await this.at('expired');
    await school.settle(4);
    for (const days of REST_DAYS) {
      await this.pause(over + days * DAY);
      for (const learner of this.learners) await learner.act('settle', (me) => me.settleWhatIsOwed());
      await school.settle(4);
      if (await this.isOver()) return;
    }
  }

  /** When the last of the plans runs out. */
  private async plansOver(): Promise<number> {
    const orders = await this.orders();
    return Math.max(0, ...orders.map((order) => Date.parse(order.planEndsAt ?? order.createdAt)));
  }

  private async pause(until: number): Promise<void> {
    await this.school.goTo(until);
    await this.school.settle(2);
  }

  private async isOver(): Promise<boolean> {
    return (await this.orders()).every((order) => TERMINAL.includes(order.state));
  }

  private async orders() {
    const read: Awaited<ReturnType<Learner['read']>>[] = [];
    for (const learner of this.learners) if (learner.orderId !== '') read.push(await learner.read());
    return read;
  }

  private async at(moment: Moment): Promise<void> {
    for (const learner of this.learners) {
      const act = learner.role.acts[moment];
      if (act && learner.orderId !== '') await learner.act(moment, act);
    }
  }
}
