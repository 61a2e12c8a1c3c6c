import type { CourseVersion } from '../../domain/course/course';
import { fitsAudience } from '../../domain/course/rules';
import type { ErrorCode } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import { isOwing } from '../../domain/order/units';
import { needsGuardian } from '../../domain/people/guardian';
import type { Student } from '../../domain/people/people';
import type { Time } from '../../domain/time';
import type { Ports } from '../ports';
import { enrolmentLock } from './abandon';

/** Something that stands in the way of ordering, and the order to look at. Never anything about a score. */
export interface EnrolmentBlock {
  code: Extract<
    ErrorCode,
    'OWING' | 'ALREADY_ENROLLED' | 'AUDIENCE_MISMATCH' | 'GUARDIAN_NEEDED' | 'NOT_ON_SALE'
  >;
  orderId?: string;
}

/** What stands in the way of this payer's ordering this version for this student, in the order it is told. */
export async function enrolmentBlocks(
  ports: Ports,
  openid: string,
  student: Student,
  version: CourseVersion,
): Promise<EnrolmentBlock[]> {
  const now = ports.clock.now();
  const blocks: EnrolmentBlock[] = [];
  const course = await ports.store.get('courses', version.courseId);
  if (course?.state !== 'published' || course.publishedVersionId !== version._id)
    blocks.push({ code: 'NOT_ON_SALE' });
  if (!fitsAudience(version.audience, student.birthYear, now)) blocks.push({ code: 'AUDIENCE_MISMATCH' });
  else if (needsGuardian(student, now)) blocks.push({ code: 'GUARDIAN_NEEDED' });
  const lock = await ports.store.get(
    'locks',
    enrolmentLock({ studentId: student._id, courseId: version.courseId }),
  );
  if (lock !== undefined) blocks.push({ code: 'ALREADY_ENROLLED', orderId: lock.orderId });
  const owing = await owingOrder(ports, openid, now);
  if (owing !== undefined) blocks.push({ code: 'OWING', orderId: owing._id });
  return blocks;
}

/** An order of this payer's with a unit that WeChat could not collect yet. */
async function owingOrder(ports: Ports, openid: string, now: Time): Promise<Order | undefined> {
  const orders = await ports.store.find(
    'orders',
    { payerOpenid: openid, state: { $in: ['active', 'closing'] } },
    { limit: 200 },
  );
  return orders.find((order) => order.units.some((unit) => isOwing(unit, now)));
}
