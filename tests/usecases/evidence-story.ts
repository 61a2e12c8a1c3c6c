import { DAY } from '../../server/domain/time';
import { enrol, FINANCE, openSchool, PAYER, publish, scheduleAt, TEACHER } from './school';
import type { World } from './world';

export const BOARD = 'cloud://env.bucket/roll_call/board.jpg';
export const LOST = 'cloud://env.bucket/roll_call/lost.jpg';

export interface EvidenceStory {
  world: World;
  orderId: string;
}

/** One class: moved, taught with pictures, objected to, lowered, charged, and asked back. */
export async function evidenceStory(): Promise<EvidenceStory> {
  const world = await openSchool();
  world.files.set(BOARD, new TextEncoder().encode('a picture of the board'));
  const courseId = await publish(world);
  const orderId = await enrol(world, courseId);
  await world.call(PAYER, 'classroom', 'subscribed', { templateKey: 'class', accepted: true });
  const classId = await scheduleAt(world, courseId, '2026-03-07T18:00:00+08:00');
  await world.call('o-academic', 'staff', 'reschedule', { classId, startsAt: '2026-03-07T19:00:00+08:00' });
  world.goTo('2026-03-07T17:00:00+08:00');
  await world.deduction();
  await world.push();
  world.goTo('2026-03-07T20:30:00+08:00');
  const seatId = `${classId}-${orderId}`;
  await world.call(TEACHER, 'staff', 'rollCall', {
    classId,
    marks: [{ seatId, mark: 'late', note: '晚到 20 分钟', pictures: [BOARD, LOST] }],
  });
  await world.call(PAYER, 'classroom', 'object', {
    ...{ orderId, unitNo: 1, reason: 'quality', text: '老师也迟到 “半小时” <b> 😀', pictures: [] },
  });
  await world.call(FINANCE, 'staff', 'decideObjection', {
    ...{ orderId, unitNo: 1, kind: 'lowered', chargeFen: 5000, explanation: '减免一半 <½>' },
  });
  world.advance(DAY + 60_000);
  await world.deduction();
  await world.push();
  await world.call(PAYER, 'signing', 'askRefund', {
    ...{ orderId, unitNo: 1, amountFen: 1000, reason: '只听了一半' },
  });
  return { world, orderId };
}
