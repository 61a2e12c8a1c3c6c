import type { OrderStatement } from '../../../miniprogram/deduction/statement/check-chain';
import type { OrderView } from '../../../protocol/order-view';
import { DAY } from '../../../server/domain/time';
import { enrol, FINANCE, openSchool, PAYER, publish, scheduleAt, TEACHER } from '../../usecases/school';
import type { World } from '../../usecases/world';

/** A true statement, the same one saved a week earlier, and its order. */
export interface StatementStory {
  statement: OrderStatement;
  earlier: OrderStatement;
  order: OrderView;
}

/** Two classes charged on real functions; half of the first was lowered after an objection. */
export async function statementStory(): Promise<StatementStory> {
  const world = await openSchool();
  const courseId = await publish(world);
  const orderId = await enrol(world, courseId);
  await teach(world, courseId, orderId, '2026-03-07');
  await world.call(PAYER, 'classroom', 'object', {
    ...{ orderId, unitNo: 1, reason: 'quality', text: '老师迟到 “半小时” \\ 😀', pictures: [] },
  });
  await world.call(FINANCE, 'staff', 'decideObjection', {
    ...{ orderId, unitNo: 1, kind: 'lowered', chargeFen: 5000, explanation: '减免一半 <½>' },
  });
  await windowOver(world);
  const earlier = await world.call(PAYER, 'classroom', 'orderStatement', { orderId });
  await teach(world, courseId, orderId, '2026-03-14');
  await windowOver(world);
  return {
    statement: await world.call(PAYER, 'classroom', 'orderStatement', { orderId }),
    earlier,
    order: await world.call(PAYER, 'signing', 'read', { orderId }),
  };
}

async function teach(world: World, courseId: string, orderId: string, day: string): Promise<void> {
  const classId = await scheduleAt(world, courseId, `${day}T19:00:00+08:00`);
  world.goTo(`${day}T17:00:00+08:00`);
  await world.deduction();
  world.goTo(`${day}T20:30:00+08:00`);
  const marks = [{ seatId: `${classId}-${orderId}`, mark: 'attended' as const }];
  await world.call(TEACHER, 'staff', 'rollCall', { classId, marks });
}

async function windowOver(world: World): Promise<void> {
  world.advance(DAY + 60_000);
  await world.deduction();
}
