import type { RequestOf, ResponseOf } from '../../../protocol';
import { object } from '../../domain/order/objection';
import type { Order, Unit } from '../../domain/order/order';
import { DAY, earliest, plus, type Time } from '../../domain/time';
import { moneyLimits } from '../acting/limits';
import { changeOrder } from '../orders/change-order';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import type { TaskDraft } from '../tasks/raise-task';
import { requireOwnFiles } from './own-files';
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
 * @throws AppError NOT_FOUND, WINDOW_OVER, WRONG_STATE, BAD_REQUEST for a file that is not hers
 */
export async function objectToUnit(
  ports: Ports,
  openid: string,
  request: RequestOf<'classroom', 'object'>,
): Promise<ResponseOf<'classroom', 'object'>> {
  const { orderId, unitNo, reason, text, pictures } = request;
  await ownOrder(ports, openid, orderId);
  requireOwnFiles(request, pictures);
  const objectionId = ports.ids.next();
  const { objectionDays } = await moneyLimits(ports);
  const order = await changeOrder(ports, orderId, (current, now) => {
    const unit = unitOrRefuse(current, unitNo);
    const decideBy = plus(now, objectionDays * DAY);
    const objection = { id: objectionId, raisedAt: now, decideBy, reason, text, pictures };
    const task = objectionTask(
      current,
      unit,
      REASON_WORDS[reason],
      earliest(plus(now, DECIDE_WITHIN), decideBy),
    );
    return { order: object(current, unitNo, objection), tasks: [task] };
  });
  return answerUnit(ports, order, unitNo);
}

function objectionTask(order: Order, unit: Unit, reason: string, deadline: Time): TaskDraft {
  return {
    institutionId: order.institutionId,
    campusId: order.campusId,
    kind: 'objection',
    forRoles: ['academic', 'finance', 'owner'],
    subject: { orderId: order._id, unitNo: unit.no },
    reason: `学员对${unit.name}提出异议（${reason}）。处理前不会扣费，请维持、减少或免收；过期不答复会自动免收。`,
    deadline,
  };
}
