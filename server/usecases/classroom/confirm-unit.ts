import type { RequestOf, ResponseOf } from '../../../protocol';
import type { Seat } from '../../domain/class/class';
import { AppError } from '../../domain/errors';
import { confirm } from '../../domain/order/objection';
import type { Unit } from '../../domain/order/order';
import type { Transaction } from '../../ports/store';
import { changeOrder } from '../orders/change-order';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { answerUnit, unitOrRefuse } from './own-unit';

/**
 * The learner confirms that she was taught: kept on her seats, and a unit taught in full is charged now instead of
 * at the end of its window. A stage under way is only confirmed class by class.
 * @throws AppError NOT_FOUND, WRONG_STATE when there is nothing to confirm
 */
export async function confirmUnit(
  ports: Ports,
  openid: string,
  request: RequestOf<'classroom', 'confirm'>,
): Promise<ResponseOf<'classroom', 'confirm'>> {
  const { orderId, unitNo } = request;
  await ownOrder(ports, openid, orderId);
  const order = await changeOrder(ports, orderId, async (current, now, tx) => {
    const unit = unitOrRefuse(current, unitNo);
    const underWay = unit.teaching === 'planned' && unit.taught.length > 0;
    if (!underWay && unit.teaching !== 'taught') {
      throw new AppError('WRONG_STATE', `unit ${unitNo} is ${unit.teaching}`);
    }
    const seats = (await taughtSeats(tx, unit)).filter((seat) => seat.confirmedByLearnerAt === undefined);
    return {
      order: underWay ? current : confirm(current, unitNo, now, 'learner'),
      seats: seats.map((seat) => ({ ...seat, confirmedByLearnerAt: now })),
    };
  });
  return answerUnit(ports, order, unitNo);
}

async function taughtSeats(tx: Transaction, unit: Unit): Promise<Seat[]> {
  const seats: Seat[] = [];
  for (const { seatId } of unit.taught) {
    const seat = await tx.get('seats', seatId);
    if (seat !== undefined) seats.push(seat);
  }
  return seats;
}
