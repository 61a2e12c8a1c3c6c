import type { Seat } from '../../../server/domain/class/class';
import { fen } from '../../../server/domain/money';
import type { Order } from '../../../server/domain/order/order';
import { DAY, plus } from '../../../server/domain/time';
import { hours, seat, taughtUnit, unit } from '../../domain/order/orders';
import { Desk, NOW } from '../acting/desk';

/** The first of three classes was taught and is owed, the others are to come. */
export const UNITS = [taughtUnit(1), unit(2), unit(3)];

/** Seats of every kind: two that are to come, one marked, one given back, one of another order. */
const SEATS: Seat[] = [
  seat(hours(0), { classId: 'k1', state: 'attended', unitNo: 1 }),
  seat(hours(72), { classId: 'k2' }),
  seat(hours(96), { classId: 'k3', state: 'on_hold', holdReason: 'not_opened' }),
  seat(hours(99), { classId: 'k4', state: 'released' }),
  seat(hours(72), { _id: 'k2-order2', classId: 'k2', orderId: 'order2' }),
];

export const BEFORE = ['attended', 'booked', 'on_hold', 'released', 'booked'];
export const GIVEN_BACK = ['attended', 'released', 'released', 'released', 'booked'];

/** An order that is about to end, on Wednesday at ten, with all that staff were asked to see to. */
export async function lastDays(changes: Partial<Order> = {}): Promise<Desk> {
  const desk = await Desk.open({ units: UNITS, ...changes });
  for (const one of SEATS) await desk.store.insert('seats', one);
  await desk.store.insert('locks', { _id: 'enrolment:student1:guitar', orderId: 'order1' });
  await desk.putTasks(['closing_owed', 'plan_ending', 'stuck_call', 'silent_order']);
  await desk.putTasks(['pay_by_hand'], 1);
  await desk.store.insert('tasks', {
    ...{ _id: 'seat-k3-order1', kind: 'seat_on_hold', institutionId: 'inst', forRoles: ['academic'] },
    ...{ subject: { orderId: 'order1', classId: 'k3' }, reason: '', state: 'open' },
    ...{ raisedAt: hours(40), deadline: hours(60) },
  });
  return desk;
}

export function seatStates(desk: Desk): string[] {
  return desk.store.all('seats').map(({ state }) => state);
}

/** Everything that could be seen to change. */
export function seen(desk: Desk): string {
  const names = ['orders', 'seats', 'locks', 'ledger', 'pushes', 'tasks', 'audit', 'agenda'] as const;
  return JSON.stringify(names.map((name) => desk.store.all(name)));
}

/** The message as it lies in her inbox. */
export function inbox(desk: Desk) {
  return desk.store.all('pushes').map(({ delivery: _delivery, createdAt: _at, ...message }) => message);
}

const settings = { openid: 'o-payer', kind: 'closing_statement', link: { page: 'settings', id: 'order1' } };

/** What she reads when the first class is owed and the others never will be. */
export const STATEMENT = {
  ...{ ...settings, _id: 'closing-order1', title: '扣费服务已关闭' },
  body: '¥200.00 永不扣费。已上的 1 笔按关闭结算单结清。',
  facts: { neverChargedFen: 20_000, lines: 1 },
};

/** What she reads when nothing is owed. */
export const CLEAR_STATEMENT = {
  ...{ ...settings, _id: 'closing-order1', title: '扣费服务已关闭', body: '¥300.00 永不扣费。' },
  facts: { neverChargedFen: 30_000, lines: 0 },
};

export const OWED = { lines: [{ unitNo: 1, atMostFen: fen(10_000) }], neverChargedFen: fen(20_000) };

/** Finance sees to what is owed within a week. */
export const OWED_TASK = {
  ...{ _id: 'closing_owed-order1', kind: 'closing_owed', institutionId: 'inst', campusId: 'north' },
  ...{ forRoles: ['finance', 'owner'], subject: { orderId: 'order1' }, state: 'open' },
  reason: '学员已关闭扣费，关闭结算单上还有 1 笔待结清。',
  ...{ raisedAt: NOW, deadline: plus(NOW, 7 * DAY) },
};

/** The units after an end: what was taught stays as it is, the rest is dropped. */
export const ENDED_UNITS = UNITS.map((one) => (one.no === 1 ? one : { ...one, teaching: 'dropped' }));
