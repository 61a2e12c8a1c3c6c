import type { ResponseOf } from '../../protocol';
import { lookAtOffers, order } from '../demo/enrol';
import type { Stage } from '../demo/stage';
import type { Controls } from '../local/controls';
import type { TermCourse } from './courses';
import type { Enrolled } from './incidents';
import { type Person, visitor } from './people';

const DAY = 24 * 60 * 60_000;
/** People look twice a week: a view counts once a person and day. */
const LOOK_EVERY = 3.5 * DAY;
/** Those who pay each class come to the first few and then go on elsewhere. */
const CLASSES = 2;

/** What a term is played with, beside what every story needs. */
export interface TermControls extends Controls {
  /** Looks at the page of a course. */
  look(openid: string, courseId: string): Promise<void>;
  /** Pays in the sheet of `wx.requestPayment`. */
  payDirectly(openid: string, parameters: PaymentParameters): Promise<void>;
  /** What `nightly` does. */
  night(): Promise<void>;
}

type PaymentParameters = ResponseOf<'signing', 'payByHand'>['parameters'];

/** From the day a course is on sale until the term's now, people look at its page. */
export function planViews(
  stage: Stage,
  looking: TermControls,
  course: TermCourse,
  courseId: string,
  days: { from: number; to: number },
): void {
  let seen = 0;
  for (let at = days.from; at < days.to; at += LOOK_EVERY) {
    const weekend = seen % 2 === 0 ? 4 : -4;
    seen += 1;
    const first = seen * 7;
    stage.timeline.at(at, async () => {
      for (let i = 0; i < course.views / 2 + weekend; i += 1) {
        await looking.look(`oVisitor_${courseId}_${first + i}`, courseId);
      }
    });
  }
}

/** A few order, go to WeChat's page and leave it; they choose to pay each class directly, and most of them come. */
export async function enrolOrdinary(
  stage: Stage,
  course: TermCourse,
  courseId: string,
  from: number,
): Promise<Enrolled[]> {
  const enrolled: Enrolled[] = [];
  for (let i = 0; i < course.ordinary.chose; i += 1) {
    const who = visitor(from + i);
    const orderId = await orderOf(stage, who, course, courseId);
    await stage.control.call(who.openid, 'signing', 'payEachClass', { orderId });
    if (i < course.ordinary.came) enrolled.push({ openid: who.openid, orderId });
  }
  return enrolled;
}

/** Some order and leave it at that: on WeChat's page, or before it. */
export async function leaveOrders(
  stage: Stage,
  course: TermCourse,
  courseId: string,
  from: number,
): Promise<void> {
  for (let i = 0; i < Math.round(course.learners / 4); i += 1) {
    const who = visitor(from + i);
    const orderId = await orderOf(stage, who, course, courseId);
    if (i % 3 === 2) continue;
    const { package: pack } = await stage.control.call(who.openid, 'signing', 'sign', {
      ...{ orderId, rungKey: course.rungKey },
    });
    await stage.control.sign(pack, 'leave');
  }
}

async function orderOf(stage: Stage, who: Person, course: TermCourse, courseId: string): Promise<string> {
  const { studentId, offers } = await lookAtOffers(stage, who, courseId);
  return order(stage, who, courseId, { studentId, rungKey: course.rungKey, contract: offers.contract });
}

/** Whether one who pays each class comes to this one. */
export function comes(classIndex: number): boolean {
  return classIndex < CLASSES;
}

/** She pays what she was taught, once its window is over, and leaves after her last class; every fourth forgets it. */
export async function payAndLeave(
  stage: Stage,
  paying: TermControls,
  who: Enrolled,
  seat: number,
  classIndex: number,
): Promise<void> {
  const last = classIndex === CLASSES - 1;
  const { units } = await stage.control.call(who.openid, 'signing', 'read', { orderId: who.orderId });
  const due = units.find((unit) => unit.status === 'pay_by_hand');
  if (due !== undefined && !(last && seat % 4 === 3)) {
    const about = { orderId: who.orderId, unitNo: due.no };
    const { parameters } = await stage.control.call(who.openid, 'signing', 'payByHand', about);
    await paying.payDirectly(who.openid, parameters);
    await stage.timeline.settle(1);
  }
  if (last) await stage.control.call(who.openid, 'signing', 'close', { orderId: who.orderId });
}
