import { DAY, MINUTE } from '../../server/domain/time';
import { enrol, openSchool, PAYER, publish, scheduleAt, TEACHER } from './school';
import type { World } from './world';

/** One order with its first class, at ¥100 a class. */
export interface Lived {
  world: World;
  courseId: string;
  orderId: string;
  classId: string;
  seatId: string;
}

export const FIRST_CLASS = '2026-03-07T10:00:00+08:00';

/** The first class is over and marked; its objection window runs. */
export async function taught(): Promise<Lived> {
  const world = await openSchool();
  const courseId = await publish(world);
  const orderId = await enrol(world, courseId);
  const classId = await scheduleAt(world, courseId, FIRST_CLASS);
  const seatId = `${classId}-${orderId}`;
  world.goTo('2026-03-07T08:00:00+08:00');
  await world.deduction();
  world.goTo(FIRST_CLASS);
  world.advance(95 * MINUTE);
  await world.call(TEACHER, 'staff', 'rollCall', { classId, marks: [{ seatId, mark: 'attended' }] });
  return { world, courseId, orderId, classId, seatId };
}

/** ¥100.00 of the first class were taken. */
export async function charged(): Promise<Lived> {
  const lived = await taught();
  lived.world.advance(DAY);
  await lived.world.deduction();
  return lived;
}

/** WeChat can't take the ¥100.00 and goes on trying. */
export async function owing(): Promise<Lived> {
  const lived = await taught();
  lived.world.pay.canPay = false;
  lived.world.advance(DAY);
  await lived.world.deduction();
  lived.world.advance(40 * MINUTE);
  await lived.world.deduction();
  return lived;
}

/** The learner has objected to the first class. */
export async function objected(): Promise<Lived> {
  const lived = await taught();
  const { world, orderId } = lived;
  await world.call(PAYER, 'classroom', 'object', {
    ...{ orderId, unitNo: 1, reason: 'quality', text: '老师提前走了', pictures: [] },
  });
  return lived;
}
