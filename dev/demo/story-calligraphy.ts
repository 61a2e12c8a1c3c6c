import type { Fen } from '../../server/domain/money';
import { yuanText } from '../../server/domain/money';
import { msOf, timeOf } from '../../server/domain/time';
import { Surprise } from '../local/control-client';
import { lookAtOffers, order, signOn } from './enrol';
import { LIN } from './learners';
import { callRoll, meet, type Stage, type StoryClass, timesOf } from './stage';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Calendar classes that she misses. */
const ABSENT_AT = new Set([4, 9]);
/** The class (as taught to her) whose deduction finds no money. */
const BROKE_AT = 7;
/** The class to which she objects. */
const OBJECTED = 11;
/** After this class she closes from its voucher. */
const LAST = 15;

/**
 * Twenty weekly calligraphy classes at ¥2,400.00: signed on the second rung, charged class by class, once without
 * balance, twice absent, one objection upheld at half price, closed after the fifteenth.
 */
export class CalligraphyStory {
  private orderId = '';
  private classNo = 0;
  private closed = false;

  constructor(
    private readonly stage: Stage,
    private readonly courseId: string,
  ) {}

  /** Orders, is left unsigned by the first rung, signs the second, and gets her timetable. */
  async begin(): Promise<void> {
    const { stage } = this;
    const { studentId, offers } = await lookAtOffers(stage, LIN, this.courseId);
    const rungs = offers.rungs.map((r) => `${r.units.length} 个扣费节点`).join(' / ');
    await this.tell(`看到 ${rungs}，先选整门课上完再扣`);
    this.orderId = await order(stage, LIN, this.courseId, {
      studentId,
      rungKey: 'whole',
      contract: offers.contract,
    });
    const first = await signOn(stage, LIN, this.orderId, 'whole');
    expectState(first.state, 'signing');
    await this.tell('还没有签约，没有产生任何费用。换成每次课上完再扣');
    const second = await signOn(stage, LIN, this.orderId, 'class');
    expectState(second.state, 'active');
    await this.tell('签好了，现在付款 ¥0.00，每次课上完再扣 ¥120.00');
    for (const cls of await this.schedule()) this.plan(cls);
  }

  private async schedule(): Promise<StoryClass[]> {
    const { control, staff } = this.stage;
    const { classIds, seats } = await control.call(staff.academic, 'staff', 'scheduleWeekly', {
      courseId: this.courseId,
      campusId: 'tianhe',
      title: '行书入门',
      place: '天河校区 3 号教室',
      online: false,
      teacherId: staff.teacher,
      capacity: 20,
      material: [{ kind: 'text', title: '课前准备', text: '带毛笔、毛毡和二十张半生熟宣纸。' }],
      fromDay: '2026-09-05',
      weekdays: [6],
      startsAtClock: '14:00',
      count: 20,
      // The National Day holiday.
      skipDays: ['2026-10-03'],
    });
    await this.stage.timeline.settle(2);
    const { unread } = await control.call(LIN.openid, 'classroom', 'inbox', {});
    if (seats === 0 || unread === 0) throw new Surprise('the timetable did not reach the learner');
    await this.tell(`机构排好 ${classIds.length} 次课，上课通知已到（国庆停课一周）`);
    return timesOf(this.stage, classIds);
  }

  private plan(cls: StoryClass): void {
    this.classNo += 1;
    const calendarNo = this.classNo;
    meet(this.stage, cls, () => (ABSENT_AT.has(calendarNo) ? this.absent(cls) : this.attend(cls)));
  }

  private async absent(cls: StoryClass): Promise<void> {
    if (this.closed) return;
    await callRoll(this.stage, cls.classId, this.orderId, 'absent');
    const { control, staff, timeline } = this.stage;
    const { classIds } = await control.call(staff.academic, 'staff', 'scheduleClass', {
      courseId: this.courseId,
      campusId: 'tianhe',
      title: '行书入门 补课',
      place: '天河校区 1 号教室',
      online: false,
      teacherId: staff.teacher,
      capacity: 4,
      material: [],
      startsAt: timeOf(cls.startsAt + 4 * DAY + 5 * HOUR),
      makeUp: true,
      orderIds: [this.orderId],
    });
    await this.tell('这次缺课，不扣费；周三补课');
    await timeline.settle(1);
    for (const makeUp of await timesOf(this.stage, classIds)) {
      meet(this.stage, makeUp, () => this.attend(makeUp));
    }
  }

  private async attend(cls: StoryClass): Promise<void> {
    if (this.closed) return;
    const taught = await callRoll(this.stage, cls.classId, this.orderId, 'attended');
    if (taught.windowEndsAt === undefined || taught.unitNo === undefined) {
      throw new Surprise(`class ${cls.classId} was not taught on credit`);
    }
    const { unitNo, windowEndsAt } = taught;
    await this.tell(`第 ${unitNo} 次课已上，异议期到 ${timeOf(windowEndsAt).slice(5, 16)}`);
    if (unitNo === BROKE_AT) await this.stage.control.setPerson(LIN.openid, { balanceFen: 0 });
    if (unitNo === OBJECTED) await this.object(unitNo);
    this.stage.timeline.at(windowEndsAt, () => this.afterWindow(unitNo));
  }

  private async object(unitNo: number): Promise<void> {
    const { control, staff } = this.stage;
    await control.call(LIN.openid, 'classroom', 'object', {
      orderId: this.orderId,
      unitNo,
      reason: 'quality',
      text: '老师迟到四十分钟，只上了半节课。',
      pictures: [],
    });
    await this.tell(`第 ${unitNo} 次课提出异议，这一笔先不扣`);
    await control.call(staff.academic, 'staff', 'decideObjection', {
      orderId: this.orderId,
      unitNo,
      kind: 'lowered',
      chargeFen: 6_000,
      explanation: '情况属实，按半价收取，抱歉。',
    });
  }

  private async afterWindow(unitNo: number): Promise<void> {
    await this.stage.timeline.settle(4);
    const view = await this.read();
    const unit = view.units[unitNo - 1];
    if (unitNo === BROKE_AT) return this.broke(unit?.status ?? '');
    if (unit?.status !== 'paid') throw new Surprise(`unit ${unitNo} is ${unit?.status}`);
    await this.tell(
      `第 ${unitNo} 次课已扣费 ${yuanText((unit.chargeFen ?? 0) as Fen)}，累计 ${yuanText(view.chargedFen as Fen)}`,
    );
    if (unitNo === LAST) await this.close();
  }

  /** No money: the next seat goes on hold, she pays by hand on WeChat's page, and goes on. */
  private async broke(status: string): Promise<void> {
    if (status !== 'charging' && status !== 'owing') throw new Surprise(`unit ${BROKE_AT} is ${status}`);
    const next = (await this.read()).nextClass;
    if (next === undefined) throw new Surprise('no next class');
    await this.tell('余额不足，微信会自动再扣');
    this.stage.timeline.at(msOf(next.startsAt as Parameters<typeof msOf>[0]) - HOUR - 50 * MINUTE, () =>
      this.payByHand(),
    );
  }

  private async payByHand(): Promise<void> {
    const { control, timeline } = this.stage;
    const held = await this.read();
    if (held.holds.length !== 1) throw new Surprise('the next seat is not on hold');
    await this.tell('第 8 次课的座位先保留，付清后照常上课');
    await control.setPerson(LIN.openid, { balanceFen: 500_000 });
    const page = await control.call(LIN.openid, 'signing', 'payPage', {
      orderId: this.orderId,
      unitNo: BROKE_AT,
    });
    await control.payNow(LIN.openid, page.extraData.out_order_no ?? '');
    await timeline.settle(3);
    const view = await this.read();
    if (view.holds.length !== 0 || view.units[BROKE_AT - 1]?.status !== 'paid') {
      throw new Surprise('paid by hand, and the seat is still on hold');
    }
    await this.tell('在微信里付清 ¥120.00，座位恢复');
  }

  private async close(): Promise<void> {
    const { control, timeline } = this.stage;
    const preview = await control.call(LIN.openid, 'signing', 'closingPreview', { orderId: this.orderId });
    await this.tell(
      `关闭前预览：现在应付 ${yuanText(preview.atMostFen as Fen)}，永不扣费 ${yuanText(preview.neverChargedFen as Fen)}`,
    );
    await control.call(LIN.openid, 'signing', 'close', { orderId: this.orderId });
    this.closed = true;
    await timeline.settle(5);
    expectState((await this.read()).state, 'closed');
    await this.tell('扣费服务已关闭');
  }

  private read() {
    return this.stage.control.call(LIN.openid, 'signing', 'read', { orderId: this.orderId });
  }

  private tell(what: string): Promise<void> {
    return this.stage.tell(LIN.name, what);
  }
}

function expectState(state: string, expected: string): void {
  if (state !== expected) throw new Surprise(`the order is ${state}, not ${expected}`);
}
