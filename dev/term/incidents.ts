import type { Stage } from '../demo/stage';

/** An active order of the term. */
export interface Enrolled {
  openid: string;
  orderId: string;
}

interface Incident {
  course: string;
  /** Day of the class after whose roll call it happens. */
  day: string;
  seat: number;
  happen: (stage: Stage, who: Enrolled) => Promise<void>;
}

/** What makes a term alive: objections open and decided, a refund asked, somebody who closed. */
const INCIDENTS: Incident[] = [
  { course: '行书入门', day: '2026-11-07', seat: 2, happen: (stage, who) => object(stage, who, 'lowered') },
  { course: '晨间流瑜伽', day: '2026-11-19', seat: 4, happen: (stage, who) => object(stage, who) },
  { course: '行书入门', day: '2026-11-21', seat: 9, happen: (stage, who) => object(stage, who) },
  { course: '油画静物', day: '2026-11-08', seat: 7, happen: closeIt },
  { course: '晨间流瑜伽', day: '2026-11-12', seat: 8, happen: closeIt },
  { course: '行书入门', day: '2026-11-18', seat: 6, happen: askRefund },
  { course: '晨间流瑜伽', day: '2026-11-17', seat: 1, happen: askRefund },
];

/** Lets happen what happens after this class. */
export async function incidentsAfter(
  stage: Stage,
  course: string,
  startsAt: string,
  enrolled: readonly Enrolled[],
): Promise<void> {
  for (const incident of INCIDENTS) {
    const who = enrolled[incident.seat];
    if (incident.course !== course || !startsAt.startsWith(incident.day) || who === undefined) continue;
    await incident.happen(stage, who);
  }
}

async function object(stage: Stage, who: Enrolled, decided?: 'lowered'): Promise<void> {
  const view = await stage.control.call(who.openid, 'signing', 'read', { orderId: who.orderId });
  const unit = view.units.find((u) => u.actions.includes('object'));
  if (unit === undefined) return;
  const about = { orderId: who.orderId, unitNo: unit.no };
  await stage.control.call(who.openid, 'classroom', 'object', {
    ...about,
    reason: 'quality',
    text: '15:00 就下课了，少上了三十分钟。',
    pictures: [],
  });
  if (decided === undefined) return;
  await stage.control.call(stage.staff.academic, 'staff', 'decideObjection', {
    ...about,
    kind: decided,
    chargeFen: Math.floor(unit.priceFen / 2),
    explanation: '情况属实，这次课按半价收取，已提醒老师。',
  });
}

async function closeIt(stage: Stage, who: Enrolled): Promise<void> {
  const { state } = await stage.control.call(who.openid, 'signing', 'read', { orderId: who.orderId });
  if (state === 'active') await stage.control.call(who.openid, 'signing', 'close', { orderId: who.orderId });
}

async function askRefund(stage: Stage, who: Enrolled): Promise<void> {
  const view = await stage.control.call(who.openid, 'signing', 'read', { orderId: who.orderId });
  const unit = view.units.findLast((u) => u.status === 'paid');
  if (unit === undefined) return;
  const about = { orderId: who.orderId, unitNo: unit.no };
  await stage.control.call(who.openid, 'signing', 'askRefund', {
    ...about,
    reason: '当天老师临时换人，没有提前通知',
  });
}
