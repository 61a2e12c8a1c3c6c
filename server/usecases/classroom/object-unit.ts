import type { RequestOf, ResponseOf } from '../../../protocol';
import { object } from '../../domain/order/objection';
import type { Order, Unit } from '../../domain/order/order';
import { DAY, plus, type Time } from '../../domain/time';
import { changeOrder } from '../orders/change-order';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import type { TaskDraft } from '../tasks/raise-task';
import { answerUnit, unitOrRefuse } from './own-unit';

/** Staff decide within this; until then nothing is charged. */
const DECIDE_WITHIN = 3 * DAY;

const REASON_WORDS = {
  not_attended: '没有到课',
  class_not_held: '没有上课',
  quality: '教学质量',
  wrong_amount: '金额不对',
  other: '其他',
} as const;

/**
 * Raises an objection while the window runs. The unit is not charged until staff have decided, who get a task.
 * @throws AppError NOT_FOUND, WINDOW_OVER, WRONG_STATE
 */
export async function objectToUnit(
  ports: Ports,
  openid: string,
  request: RequestOf<'classroom', 'object'>,
): Promise<ResponseOf<'classroom', 'object'>> {
  const { orderId, unitNo, reason, text, pictures } = request;
  await ownOrder(ports, openid, orderId);
  const objectionId = ports.ids.next();
  const order = await changeOrder(ports, orderId, (current, now) => {
    const unit = unitOrRefuse(current, unitNo);
    const objected = object(current, unitNo, { id: objectionId, raisedAt: now, reason, text, pictures });
    return { order: objected, tasks: [objectionTask(current, unit, REASON_WORDS[reason], now)] };
  });
  return answerUnit(ports, order, unitNo);
}

function objectionTask(order: Order, unit: Unit, reason: string, now: Time): TaskDraft {
  return {
    institutionId: order.institutionId,
    campusId: order.campusId,
    kind: 'objection',
    forRoles: ['academic', 'finance', 'owner'],
    subject: { orderId: order._id, unitNo: unit.no },
    reason: `学员对${unit.name}提出异议（${reason}）。处理前不会扣费，请维持、减少或免收。`,
    deadline: plus(now, DECIDE_WITHIN),
  };
}
