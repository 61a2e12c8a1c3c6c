import type { MoneyAct } from '../../../server/domain/act/act';
import { fen } from '../../../server/domain/money';
import type { Closing, Order, Unit } from '../../../server/domain/order/order';
import { confirmedUnit, hours, taughtUnit, unit } from '../../domain/order/orders';
import { Desk } from './desk';

export const objection = {
  id: 'obj1',
  raisedAt: hours(2),
  reason: 'quality' as const,
  text: '',
  pictures: [],
};
export const objected = taughtUnit(1, { teaching: 'objected', objection });
export const byHand = confirmedUnit(1, { collection: 'refused' });
export const inWindow = taughtUnit(1);
export const paidAt = hours(30);

export type Approved = Partial<MoneyAct> & Pick<MoneyAct, 'kind'>;

const LIVE = { actId: 'act1', unitNo: 1 };
export const PACE = { tries: 1, until: hours(50) };

/** An approved act about unit 1, with everything that may be on the work list about it. */
export async function approved(one: Unit, act: Approved, changes: Partial<Order> = {}): Promise<Desk> {
  const pace = { 'complete:u1': PACE, 'open:u2': PACE };
  const desk = await Desk.open({ units: [one, unit(2)], liveActs: [LIVE], pace, ...changes });
  await desk.putAct({ unitNo: 1, amountFen: fen(10_000), ...act });
  await desk.putTasks(['objection', 'pay_by_hand', 'owing', 'stuck_call', 'act_asked'], 1);
  await desk.putTasks(['pay_by_hand'], 2);
  return desk;
}

export const parked = { reason: 'the books differ', at: hours(30) };

/** A closing statement of the payer's. */
export function closingStatement(lines: Closing['lines']): Closing {
  return { at: hours(40), by: 'payer', neverChargedFen: fen(0), lines };
}
