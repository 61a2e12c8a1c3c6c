import type { ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { studentNames } from '../browsing/student-names';
import type { Ports } from '../ports';
import { staffNames } from '../staffing/staff-names';
import { classHead, materialView, seatView } from './class-view';

/**
 * A class in which a student of the payer's has a seat, with its material.
 * @throws AppError NOT_FOUND also for a class in which she has none
 */
export async function readClass(
  ports: Ports,
  openid: string,
  { classId }: { classId: string },
): Promise<ResponseOf<'classroom', 'readClass'>> {
  const seats = await ports.store.find('seats', { classId, payerOpenid: openid }, { limit: 20 });
  const cls = seats.length === 0 ? undefined : await ports.store.get('classes', classId);
  if (cls === undefined) throw new AppError('NOT_FOUND', `no seat of this payer in class ${classId}`);
  const [course, institution, teachers, names] = await Promise.all([
    ports.store.get('courses', cls.courseId),
    ports.store.get('institutions', cls.institutionId),
    staffNames(ports, [cls.teacherOpenid]),
    studentNames(
      ports,
      seats.map((seat) => seat.studentId),
    ),
  ]);
  const campus = institution?.campuses.find((known) => known.id === cls.campusId);
  // A seat given back gives no material any more.
  const takesPart = seats.some((seat) => seat.state !== 'released');
  return {
    ...classHead(cls),
    courseTitle: course?.listing?.title ?? cls.title,
    teacherName: teachers.get(cls.teacherOpenid) ?? '老师',
    ...(campus === undefined ? {} : { campus: { name: campus.name, address: campus.address } }),
    ...(cls.cancelReason === undefined ? {} : { cancelReason: cls.cancelReason }),
    material: takesPart ? await materialView(ports, cls.material) : [],
    seats: seats.map((seat) => seatView(seat, names)),
  };
}
