import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { fen, min, subtract, ZERO } from '../../domain/money';
import { decide } from '../../domain/order/objection';
import type { ObjectionDecision, Order } from '../../domain/order/order';
import { taughtFen, unitOf } from '../../domain/order/units';
import type { StaffMember } from '../../domain/people/people';
import { refuseAboveLimit, refuseOwn } from '../acting/limits';
import { answerUnit, unitOrRefuse } from '../classroom/own-unit';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise } from '../staffing/authorise';
import { taskId } from '../tasks/raise-task';
import { decidedPush } from './objection-texts';
import { orderOf } from './order-of';

type DecideRequest = RequestOf<'staff', 'decideObjection'>;

/**
 * Decides an objection: rejected (the signed price), lowered (less than it, above zero) or waived. The learner is
 * told with the institution's words; then the charge goes its way.
 * @throws AppError NOT_FOUND, FORBIDDEN, FOUR_EYES above the limit, WRONG_STATE, BAD_REQUEST when the lowered amount is none or isn't lower
 */
export async function decideObjection(
  ports: Ports,
  staff: StaffMember,
  request: DecideRequest,
): Promise<ResponseOf<'staff', 'decideObjection'>> {
  const { orderId, unitNo, kind, explanation } = request;
  const { campusId } = await orderOf(ports, orderId);
  authorise(staff, 'decideObjection', { campusIds: [campusId] });
  if ((kind === 'lowered') !== (request.chargeFen !== undefined)) {
    throw new AppError('BAD_REQUEST', 'an amount belongs to a lowered charge only', { field: 'chargeFen' });
  }
  await refuseLargeGift(ports, staff, await orderOf(ports, orderId), request);
  const chargeFen = request.chargeFen === undefined ? {} : { chargeFen: fen(request.chargeFen) };
  const order = await changeOrder(ports, orderId, (current, now) => {
    unitOrRefuse(current, unitNo);
    const decision: ObjectionDecision = { kind, explanation, by: staff._id, at: now, ...chargeFen };
    const decided = decide(current, unitNo, decision);
    const draft = decidedPush(decided, unitOf(decided, unitNo), decision);
    const subject = `${orderId}-${unitNo}`;
    const act = {
      by: staff._id,
      action: 'decideObjection',
      subject,
      after: { kind, explanation, ...chargeFen },
    };
    return {
      order: decided,
      pushes: [{ id: `d-${orderId}-${unitNo}`, draft }],
      settled: [taskId('objection', { orderId, unitNo })],
      also: (tx) => recordAct(tx, ports, act, now),
    };
  });
  return answerUnit(ports, order, unitNo);
}

/** Letting off more than the limit, or anything of one's own, is an act of finance, with a second person. @throws AppError FOUR_EYES */
async function refuseLargeGift(
  ports: Ports,
  staff: StaffMember,
  order: Order,
  request: DecideRequest,
): Promise<void> {
  const unit = order.units[request.unitNo - 1];
  if (unit === undefined || request.kind === 'rejected') return;
  refuseOwn(staff._id, order.payerOpenid);
  const taught = taughtFen(unit);
  await refuseAboveLimit(ports, subtract(taught, min(taught, fen(request.chargeFen ?? ZERO))));
}
