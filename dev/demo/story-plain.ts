import { type Fen, yuanText } from '../../server/domain/money';
import { Surprise } from '../local/control-client';
import { type Applicant, enrol } from './enrol';
import { CHEN, WANG } from './learners';
import { callRoll, meet, type Stage, timesOf } from './stage';

/** A learner who attends every class and lets every charge happen. */
export interface PlainPart {
  learner: Applicant;
  rungKey: string;
  title: string;
  schedule: { fromDay: string; weekday: number; startsAtClock: string; count: number };
}

/** Sixteen classes in four stages: four charges. */
export const STAGES: PlainPart = {
  learner: CHEN,
  rungKey: 'stage',
  title: '油画静物',
  schedule: { fromDay: '2026-09-06', weekday: 7, startsAtClock: '10:00', count: 16 },
};

/** Six classes, one charge after the last. */
export const WHOLE_COURSE: PlainPart = {
  learner: WANG,
  rungKey: 'whole',
  title: '手机摄影',
  schedule: { fromDay: '2026-09-07', weekday: 1, startsAtClock: '19:30', count: 6 },
};

export class PlainStory {
  private orderId = '';
  private readonly learner: Applicant;

  constructor(
    private readonly stage: Stage,
    private readonly courseId: string,
    private readonly part: PlainPart,
  ) {
    this.learner = part.learner;
  }

  async begin(): Promise<void> {
    const { stage, part } = this;
    this.orderId = await enrol(stage, part.learner, this.courseId, part.rungKey);
    const { units, totalFen } = await this.read();
    await this.tell(`签好了：${units.length} 个扣费节点，全部学完最多扣 ${yuanText(totalFen as Fen)}`);
    const { weekday, ...when } = part.schedule;
    const { classIds } = await stage.control.call(stage.staff.academic, 'staff', 'scheduleWeekly', {
      courseId: this.courseId,
      campusId: 'tianhe',
      title: part.title,
      place: `天河校区 ${part.schedule.weekday} 号画室`,
      online: false,
      teacherId: stage.staff.teacher,
      capacity: 12,
      material: [],
      weekdays: [weekday],
      skipDays: [],
      ...when,
    });
    for (const cls of await timesOf(stage, classIds)) meet(stage, cls, () => this.attend(cls.classId));
  }

  private async attend(classId: string): Promise<void> {
    const { windowEndsAt, unitNo, cameFree } = await callRoll(this.stage, classId, this.orderId, 'attended');
    if (cameFree || unitNo === undefined)
      throw new Surprise(`${this.learner.name}: class ${classId} came free`);
    if (windowEndsAt !== undefined) this.stage.timeline.at(windowEndsAt, () => this.charged(unitNo));
  }

  private async charged(unitNo: number): Promise<void> {
    await this.stage.timeline.settle(4);
    const view = await this.read();
    const unit = view.units[unitNo - 1];
    if (unit?.status !== 'paid')
      throw new Surprise(`${this.learner.name}: unit ${unitNo} is ${unit?.status}`);
    await this.tell(`${unit.name}已扣费 ${yuanText((unit.chargeFen ?? 0) as Fen)}`);
    if (unitNo < view.units.length) return;
    await this.stage.timeline.settle(5);
    const { state } = await this.read();
    if (state !== 'completed') throw new Surprise(`${this.learner.name}: the order is ${state}`);
    await this.tell('课程已全部结清');
  }

  private read() {
    return this.stage.control.call(this.learner.openid, 'signing', 'read', { orderId: this.orderId });
  }

  private tell(what: string): Promise<void> {
    return this.stage.tell(this.learner.name, what);
  }
}
