import type { RequestOf, ResponseOf } from '../../../protocol';
import type { CourseVersion } from '../../domain/course/course';
import { AppError } from '../../domain/errors';
import { offers } from '../../domain/ladder';
import { FIRST_HEAD } from '../../domain/ledger/chain';
import type { Order } from '../../domain/order/order';
import type { Time } from '../../domain/time';
import { DuplicateDocument } from '../../ports/store';
import { pokeOrder } from '../agenda/agenda';
import type { Ports } from '../ports';
import { enrolmentLock } from './abandon';
import { enrolmentBlocks } from './enrolment-blocks';
import { ownStudent } from './students';

type OrderRequest = RequestOf<'signing', 'order'>;

/**
 * Orders a course for a student without paying, accepting the contract text as it was shown (hash, version, time
 * are stored). One open order per student and course, kept by a lock document.
 * @throws AppError NOT_FOUND, NOT_ON_SALE, CONTRACT_CHANGED, ALREADY_ENROLLED, OWING, AUDIENCE_MISMATCH, GUARDIAN_NEEDED
 */
export async function orderCourse(
  ports: Ports,
  openid: string,
  request: OrderRequest,
): Promise<ResponseOf<'signing', 'order'>> {
  const student = await ownStudent(ports, openid, request.studentId);
  const version = await versionOnSale(ports, request);
  const [block] = await enrolmentBlocks(ports, openid, student, version);
  if (block) {
    throw new AppError(block.code, `student ${student._id}, course ${request.courseId}`, {
      ...(block.orderId ? { orderId: block.orderId } : {}),
    });
  }
  const order = draftedOrder(ports.ids.next(), openid, request, version, ports.clock.now());
  try {
    await ports.store.transaction(async (tx) => {
      await tx.insert('locks', { _id: enrolmentLock(order), orderId: order._id });
      await tx.insert('orders', order);
      await pokeOrder(tx, order._id, order.createdAt);
    });
  } catch (error) {
    if (error instanceof DuplicateDocument) throw new AppError('ALREADY_ENROLLED', enrolmentLock(order));
    throw error;
  }
  return { orderId: order._id };
}

async function versionOnSale(ports: Ports, request: OrderRequest): Promise<CourseVersion> {
  const course = await ports.store.get('courses', request.courseId);
  if (course === undefined) throw new AppError('NOT_FOUND', `no course ${request.courseId}`);
  const version =
    course.state === 'published' && course.publishedVersionId
      ? await ports.store.get('course_versions', course.publishedVersionId)
      : undefined;
  if (version === undefined) throw new AppError('NOT_ON_SALE', `course ${course._id} is ${course.state}`);
  if (
    version.contract.hash !== request.contractHash ||
    version.contract.version !== request.contractVersion
  ) {
    throw new AppError(
      'CONTRACT_CHANGED',
      `version ${request.contractVersion}, now ${version.contract.version}`,
    );
  }
  if (!offers(version).some((offer) => offer.rungKey === request.rungKey)) {
    throw new AppError('NOT_ON_SALE', `rung ${request.rungKey} of ${version._id}`);
  }
  if (request.campusId !== undefined && !version.campusIds.includes(request.campusId)) {
    throw new AppError('BAD_REQUEST', `campus ${request.campusId}`, { field: 'campusId' });
  }
  return version;
}

function draftedOrder(
  _id: string,
  openid: string,
  request: OrderRequest,
  version: CourseVersion,
  now: Time,
): Order {
  return {
    _id,
    institutionId: version.institutionId,
    campusId: request.campusId ?? version.campusIds[0] ?? '',
    courseId: version.courseId,
    versionId: version._id,
    payerOpenid: openid,
    studentId: request.studentId,
    rungKey: request.rungKey,
    state: 'drafted',
    revision: 1,
    createdAt: now,
    changedAt: now,
    contract: { version: version.contract.version, hash: version.contract.hash, acceptedAt: now },
    regionRule: version.regionRule,
    attempts: [],
    units: [],
    ledger: FIRST_HEAD,
    pace: {},
  };
}
