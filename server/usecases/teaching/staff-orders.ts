import type { RequestOf, ResponseOf } from '../../../protocol';
import type { Order } from '../../domain/order/order';
import { classesLeft } from '../../domain/order/units';
import type { StaffMember } from '../../domain/people/people';
import { readPage } from '../browsing/paging';
import { studentNames, UNKNOWN_STUDENT } from '../browsing/student-names';
import { readOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { authorise, worksAt } from '../staffing/authorise';
import { orderOf } from './order-of';

/** Orders of a course in the member's campuses, newest first. */
export async function courseOrders(
  ports: Ports,
  staff: StaffMember,
  asked: RequestOf<'staff', 'courseOrders'>,
): Promise<ResponseOf<'staff', 'courseOrders'>> {
  const page = await readPage(
    asked,
    (order: Order) => order.createdAt,
    (place, limit) =>
      ports.store.find(
        'orders',
        { courseId: asked.courseId, ...(place === undefined ? {} : { createdAt: { $lte: place.at } }) },
        { sort: { createdAt: -1, _id: 1 }, limit, skip: place?.seen ?? 0 },
      ),
  );
  const own = page.items.filter((order) => worksAt(staff, order.campusId));
  const names = await studentNames(
    ports,
    own.map((order) => order.studentId),
  );
  return {
    orders: own.map((order) => ({
      orderId: order._id,
      studentName: names.get(order.studentId) ?? UNKNOWN_STUDENT,
      state: order.state,
      classesLeft: order.state === 'active' ? classesLeft(order) : 0,
    })),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}

/** An order as its payer sees it. @throws AppError NOT_FOUND, FORBIDDEN */
export async function readStaffOrder(
  ports: Ports,
  staff: StaffMember,
  request: RequestOf<'staff', 'readOrder'>,
): Promise<ResponseOf<'staff', 'readOrder'>> {
  const order = await orderOf(ports, request.orderId);
  authorise(staff, 'readOrder', { campusIds: [order.campusId] });
  return readOrder(ports, order.payerOpenid, request);
}
