import type { ResponseOf } from '../../../protocol';
import type { Seat } from '../../domain/class/class';
import { classesLeft } from '../../domain/order/units';
import type { StaffMember } from '../../domain/people/people';
import { studentNames } from '../browsing/student-names';
import type { Ports } from '../ports';
import { worksAt } from '../staffing/authorise';

type MakeUps = ResponseOf<'staff', 'makeUpsDue'>;

const MOST_SHOWN = 50;

/** Running orders of a course that missed a class or were on leave, and have more classes left than seats booked. */
export async function makeUpsDue(
  ports: Ports,
  staff: StaffMember,
  { courseId }: { courseId: string },
): Promise<MakeUps> {
  const active = await ports.store.find('orders', { courseId, state: 'active' }, { limit: 1000 });
  const orders = active.filter((order) => worksAt(staff, order.campusId) && classesLeft(order) > 0);
  const [names, rows] = await Promise.all([
    studentNames(
      ports,
      orders.map((order) => order.studentId),
    ),
    Promise.all(orders.map(async (order) => ({ order, ...(await seatsOf(ports, order._id)) }))),
  ]);
  const due = rows.filter(({ order, missed, booked }) => missed.length > 0 && classesLeft(order) > booked);
  const titles = await classTitles(
    ports,
    due.flatMap(({ missed }) => missed),
  );
  return {
    orders: due.slice(0, 500).map(({ order, missed, booked }) => ({
      ...{ orderId: order._id, classesLeft: classesLeft(order), booked },
      studentName: names.get(order.studentId) ?? '',
      missed: missed.map(({ classId, startsAt, state }) => ({
        ...{ classId, startsAt, title: titles.get(classId) ?? '课' },
        mark: state === 'absent' ? ('absent' as const) : ('on_leave' as const),
      })),
    })),
  };
}

async function seatsOf(ports: Ports, orderId: string): Promise<{ missed: Seat[]; booked: number }> {
  const seats = await ports.store.find('seats', { orderId }, { sort: { startsAt: 1 }, limit: 1000 });
  const missed = seats.filter((seat) => seat.state === 'absent' || seat.state === 'on_leave');
  const booked = seats.filter((seat) => seat.state === 'booked' || seat.state === 'on_hold').length;
  return { missed: missed.slice(-MOST_SHOWN), booked };
}

async function classTitles(ports: Ports, seats: readonly Seat[]): Promise<Map<string, string>> {
  const ids = [...new Set(seats.map((seat) => seat.classId))];
  if (ids.length === 0) return new Map();
  const classes = await ports.store.find('classes', { _id: { $in: ids } }, { limit: 1000 });
  return new Map(classes.map((cls) => [cls._id, cls.title]));
}
