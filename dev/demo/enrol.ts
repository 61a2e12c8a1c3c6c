import { Surprise } from '../local/control-client';
import { TEMPLATE } from '../local/product';
import type { Stage } from './stage';

/** A learner who has found a course. */
export interface Applicant {
  name: string;
  openid: string;
  birthYear: number;
  score: number;
}

/** Says who she is and looks at what is offered: every rung, never a score. */
export async function lookAtOffers(stage: Stage, who: Applicant, courseId: string) {
  const { control } = stage;
  await control.setPerson(who.openid, { score: who.score, balanceFen: 500_000 });
  await control.subscribe(who.openid, Object.values(TEMPLATE));
  const { studentId } = await control.call(who.openid, 'signing', 'addStudent', {
    name: who.name,
    birthYear: who.birthYear,
    relation: 'self',
  });
  const offers = await control.call(who.openid, 'score-gate', 'offers', { courseId, studentId });
  if (offers.blocks.length > 0) throw new Surprise(`${who.name}: ${JSON.stringify(offers.blocks)}`);
  return { studentId, offers };
}

/** Accepts the contract and orders, without paying. */
export async function order(
  stage: Stage,
  who: Applicant,
  courseId: string,
  choice: { studentId: string; rungKey: string; contract: { version: number; hash: string } },
): Promise<string> {
  const { orderId } = await stage.control.call(who.openid, 'signing', 'order', {
    courseId,
    studentId: choice.studentId,
    rungKey: choice.rungKey,
    contractVersion: choice.contract.version,
    contractHash: choice.contract.hash,
  });
  return orderId;
}

/** Goes to WeChat's sign page and comes back; gives the order's state and what WeChat's page said. */
export async function signOn(
  stage: Stage,
  who: Applicant,
  orderId: string,
  rungKey: string,
): Promise<{ onWeChatsPage: string; state: string }> {
  const { control } = stage;
  const signing = await control.call(who.openid, 'signing', 'sign', { orderId, rungKey });
  const onWeChatsPage = await control.sign(signing.package, 'sign');
  const { state } = await control.call(who.openid, 'signing', 'refresh', { orderId });
  return { onWeChatsPage, state };
}

/** From the course page to a signed plan on one rung. */
export async function enrol(
  stage: Stage,
  who: Applicant,
  courseId: string,
  rungKey: string,
): Promise<string> {
  const { studentId, offers } = await lookAtOffers(stage, who, courseId);
  const orderId = await order(stage, who, courseId, { studentId, rungKey, contract: offers.contract });
  const { state } = await signOn(stage, who, orderId, rungKey);
  if (state !== 'active') throw new Surprise(`${who.name} signed, and the order is ${state}`);
  return orderId;
}
