import type { CourseVersion, VersionPlan } from '../../domain/course/course';
import { AppError } from '../../domain/errors';
import { keptAttempt } from '../../domain/order/attempts';
import type { Order } from '../../domain/order/order';
import type { DocumentReader } from '../../ports/store';

/** The frozen course version that an order was signed on. */
export async function versionOf(reader: DocumentReader, order: Order): Promise<CourseVersion> {
  const version = await reader.get('course_versions', order.versionId);
  if (version === undefined)
    throw new AppError('INTERNAL', `order ${order._id} has no version ${order.versionId}`);
  return version;
}

/** The WeChat plan of a rung. */
export function planOf(version: CourseVersion, rungKey: string): VersionPlan {
  const plan = version.plans.find((p) => p.rungKey === rungKey);
  if (plan === undefined) throw new AppError('NOT_ON_SALE', `version ${version._id} has no rung ${rungKey}`);
  return plan;
}

/** The WeChat plan under which an order's units are charged. */
export function keptPlan(version: CourseVersion, order: Order): VersionPlan {
  const kept = keptAttempt(order);
  if (kept === undefined) throw new AppError('WRONG_STATE', `order ${order._id} has no signed plan`);
  return planOf(version, kept.rungKey);
}
