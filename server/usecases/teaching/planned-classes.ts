import { type Span, type Weekly, weeklyClasses } from '../../domain/class/recurrence';
import type { CourseVersion } from '../../domain/course/course';
import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import { inFew } from '../browsing/find-all';
import type { Ports } from '../ports';
import { asActive, fitWith } from './book-seats';
import { misfitError } from './misfit';
import { standings } from './standings';

/** What classes are planned for. */
interface CourseAt {
  courseId: string;
  campusId: string;
}

/** Whom they are for: the named orders, or all active ones of the course when none is named. */
export interface PlannedFor {
  makeUp: boolean;
  orderIds: readonly string[];
}

/** The version that is taught: classes are as long as it says. @throws AppError NOT_FOUND, BAD_REQUEST */
export async function scheduledVersion(ports: Ports, facts: CourseAt): Promise<CourseVersion> {
  const course = await ports.store.get('courses', facts.courseId);
  if (course?.publishedVersionId === undefined || course.institutionId !== ports.settings.institutionId) {
    throw new AppError('NOT_FOUND', 'no published course');
  }
  const version = await ports.store.get('course_versions', course.publishedVersionId);
  if (version === undefined) throw new AppError('NOT_FOUND', 'no published version');
  if (version.mode !== 'scheduled') {
    throw new AppError('BAD_REQUEST', 'an on-demand course has no classes', { field: 'courseId' });
  }
  if (!version.campusIds.includes(facts.campusId)) {
    throw new AppError('BAD_REQUEST', 'the course is not given at this campus', { field: 'campusId' });
  }
  return version;
}

/** @throws AppError BAD_REQUEST when the skipped days leave too few */
export function weeklySpans(weekly: Weekly): Span[] {
  try {
    return weeklyClasses(weekly);
  } catch (error) {
    if (error instanceof RangeError) throw new AppError('BAD_REQUEST', error.message, { field: 'skipDays' });
    throw error;
  }
}

/** @throws AppError NOT_FOUND, WRONG_STATE, BAD_REQUEST for an order of another course */
export async function ordersFor(ports: Ports, facts: CourseAt, who: PlannedFor): Promise<Order[]> {
  if (who.makeUp && who.orderIds.length === 0) {
    throw new AppError('BAD_REQUEST', 'a make-up class needs its orders', { field: 'orderIds' });
  }
  if (who.orderIds.length > 0) {
    const named = await namedOrders(ports, who.orderIds);
    const stranger = named.find((order) => order.courseId !== facts.courseId);
    if (stranger) throw new AppError('BAD_REQUEST', 'an order of another course', { field: 'orderIds' });
    return named;
  }
  const active = await ports.store.find(
    'orders',
    { courseId: facts.courseId, state: 'active' },
    { sort: { createdAt: 1 }, limit: 1000 },
  );
  return active.filter((order) => order.campusId === facts.campusId);
}

/** Active orders by id, each once, in few queries. @throws AppError NOT_FOUND, WRONG_STATE */
export async function namedOrders(ports: Ports, ids: readonly string[]): Promise<Order[]> {
  const found = await Promise.all(
    inFew(ids).map((few) => ports.store.find('orders', { _id: { $in: few } }, { limit: few.length })),
  );
  const known = new Map(found.flat().map((order) => [order._id, order]));
  return [...new Set(ids)].map((id) => asActive(known.get(id), id));
}

/**
 * Nothing is scheduled that a student who should come can't: the first such student is named.
 * @returns ids of the orders that get a seat
 * @throws AppError TOO_CLOSE, PAST_PLAN_END, CLASS_FULL, WRONG_STATE when a named order has no class left
 */
export async function refuseMisfits(
  ports: Ports,
  orders: readonly Order[],
  classes: readonly (Span & { _id: string; capacity: number })[],
  who: PlannedFor,
): Promise<string[]> {
  const room = new Map(classes.map((cls) => [cls._id, cls.capacity]));
  const standing = await standings(ports, orders);
  const seated: string[] = [];
  for (const order of orders) {
    const free = classes.map((cls) => ({ ...cls, free: room.get(cls._id) ?? 0 }));
    const fit = fitWith(ports, order, standing(order), free);
    const [misfit] = fit.misfits;
    if (misfit?.code === 'CLASS_FULL') {
      throw new AppError('CLASS_FULL', `${orders.length} orders for ${misfit.cls.capacity} places`, {
        ...{ field: 'capacity', learners: orders.length, most: misfit.cls.capacity },
      });
    }
    const none = who.orderIds.length > 0 && fit.seats.length === 0;
    if (misfit !== undefined || none) throw await misfitError(ports, order, misfit);
    for (const cls of fit.seats) room.set(cls._id, (room.get(cls._id) ?? 0) - 1);
    if (fit.seats.length > 0) seated.push(order._id);
  }
  return seated;
}
