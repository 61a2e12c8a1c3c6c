import type { ResponseOf } from '../../../protocol';
import type { ClassMaterial, CourseClass, Seat } from '../../domain/class/class';
import { UNKNOWN_STUDENT } from '../browsing/student-names';
import type { Ports } from '../ports';

type ClassPage = ResponseOf<'classroom', 'readClass'>;

/** Links to material live this long, seconds. */
const LINK_SECONDS = 60 * 60;

/** What everybody sees of a class. */
export function classHead(cls: CourseClass) {
  const { _id: classId, courseId, title, startsAt, endsAt, place, online, state, previousStartsAt } = cls;
  const head = { classId, courseId, title, startsAt, endsAt, place, online, state };
  return previousStartsAt === undefined ? head : { ...head, previousStartsAt };
}

/** A learner's own seat. */
export function seatView(seat: Seat, names: ReadonlyMap<string, string>): ClassPage['seats'][number] {
  return {
    seatId: seat._id,
    orderId: seat.orderId,
    studentName: names.get(seat.studentId) ?? UNKNOWN_STUDENT,
    state: seat.state,
    ...(seat.holdReason === undefined ? {} : { holdReason: seat.holdReason }),
    ...(seat.unitNo === undefined ? {} : { unitNo: seat.unitNo }),
    ...(seat.confirmedByLearnerAt === undefined ? {} : { confirmedAt: seat.confirmedByLearnerAt }),
  };
}

/** Material with links that expire; a file that is gone is left out. */
export async function materialView(
  ports: Ports,
  material: readonly ClassMaterial[],
): Promise<ClassPage['material']> {
  const fileIds = material.flatMap((item) => (item.kind === 'text' ? [] : [item.fileId]));
  const links = fileIds.length === 0 ? [] : await ports.files.links(fileIds, LINK_SECONDS);
  return material.flatMap((item): ClassPage['material'] => {
    if (item.kind === 'text') return [item];
    const link = links[fileIds.indexOf(item.fileId)];
    return link === undefined ? [] : [{ kind: item.kind, title: item.title, link }];
  });
}
