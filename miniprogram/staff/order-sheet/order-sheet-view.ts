import type { ResponseOf } from '../../../protocol';
import { momentText } from '../../format/dates';

type Due = ResponseOf<'staff', 'makeUpsDue'>['orders'][number];
type CourseOrder = ResponseOf<'staff', 'courseOrders'>['orders'][number];

/** An order that can be named for a class. */
export interface OrderRow {
  orderId: string;
  name: string;
  line: string;
}

/** Those a make-up is due to, with what they missed; who has a seat is left out. @param now ms since 1970 */
export function dueRows(due: readonly Due[], taken: readonly string[], now: number): OrderRow[] {
  return due
    .filter(({ orderId }) => !taken.includes(orderId))
    .map(({ orderId, studentName, missed, classesLeft }) => {
      const last = missed[missed.length - 1];
      const what =
        last === undefined
          ? ''
          : `${momentText(last.startsAt, now)} ${last.mark === 'absent' ? '缺课' : '请假'}`;
      const more = missed.length > 1 ? `等 ${missed.length} 次` : '';
      return { orderId, name: studentName, line: `${what}${more}，还有 ${classesLeft} 次没上` };
    });
}

/** Other running orders of the course. */
export function otherRows(orders: readonly CourseOrder[], taken: readonly string[]): OrderRow[] {
  return orders
    .filter(
      ({ orderId, state, classesLeft }) => state === 'active' && classesLeft > 0 && !taken.includes(orderId),
    )
    .map(({ orderId, studentName, classesLeft }) => ({
      ...{ orderId, name: studentName, line: `还有 ${classesLeft} 次没上` },
    }));
}
