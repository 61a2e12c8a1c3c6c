import type { StaffClassView, StaffSeatView } from '../../../protocol/staff-classes';

/** Sunday, in the middle of the morning. */
export const NOW = Date.parse('2026-11-22T09:41:00+08:00');

/** A class of one and a half hours, 12 of 16 places taken. */
export function staffClass(startsAt: string, changes: Partial<StaffClassView> = {}): StaffClassView {
  const start = Date.parse(`${startsAt}:00+08:00`);
  return {
    ...{ classId: `k-${startsAt}`, courseId: 'c1', title: '行书入门', place: '3 号教室', online: false },
    ...{ campusId: 'tianhe', teacherId: 'o-liu', teacherName: '刘砚秋', state: 'scheduled' },
    ...{ startsAt: china(start), endsAt: china(start + 90 * 60_000) },
    ...{ capacity: 16, seatsTaken: 12, waiting: 0, unmarked: 0, makeUp: false },
    ...changes,
  };
}

export function staffSeat(name: string, changes: Partial<StaffSeatView> = {}): StaffSeatView {
  return {
    ...{ seatId: `s-${name}`, orderId: `o-${name}`, studentName: name, state: 'booked' },
    ...{ makeUp: false, priceFen: 12_000, marks: [] },
    ...changes,
  };
}

/** A seat without a price: whoever sits there comes free. */
export function freeSeat(name: string, changes: Partial<StaffSeatView> = {}): StaffSeatView {
  const { priceFen: _price, ...seat } = staffSeat(name, changes);
  return seat;
}

function china(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
}
