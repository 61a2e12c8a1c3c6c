import type { ResponseOf } from '../../../protocol';
import type { CourseClass, WaitingSeat } from '../../domain/class/class';
import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import { studentNames } from '../browsing/student-names';
import type { Ports } from '../ports';
import { authorise } from '../staffing/authorise';
import { bookSeats, withRoom } from '../teaching/book-seats';
import { classOf } from '../teaching/class-of';

/** Who waits for a seat in a class; who came first is first. */
export function classWaiting(ports: Ports, classId: string): Promise<WaitingSeat[]> {
  return ports.store.find('waiting', { classId }, { sort: { since: 1, _id: 1 }, limit: 1000 });
}

/** @throws AppError FORBIDDEN, NOT_FOUND */
export async function readWaitingList(
  ports: Ports,
  staff: StaffMember,
  { classId }: { classId: string },
): Promise<ResponseOf<'staff', 'waitingList'>> {
  const cls = await classOf(ports, classId);
  authorise(staff, 'waitingList', { campusIds: [cls.campusId], teacherOpenid: cls.teacherOpenid });
  const list = await classWaiting(ports, classId);
  const names = await studentNames(
    ports,
    list.map((row) => row.studentId),
  );
  return {
    waiting: list.map(({ orderId, studentId, since }, index) => ({
      ...{ orderId, since, place: index + 1 },
      studentName: names.get(studentId) ?? '',
    })),
  };
}

/**
 * Gives free seats of a class to those who wait, in their order; the booking tells each learner. Whoever can't come any
 * more (order ended, another class too near) is taken off. Repeatable.
 */
export async function fillFromWaiting(ports: Ports, cls: CourseClass): Promise<void> {
  for (const row of await classWaiting(ports, cls._id)) {
    const [room] = await withRoom(ports, [cls]);
    if (room === undefined || room.free < 1) return;
    await seatOrGiveUp(ports, room, row);
  }
}

async function seatOrGiveUp(ports: Ports, cls: CourseClass, row: WaitingSeat): Promise<void> {
  try {
    await bookSeats(ports, row.orderId, [cls]);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  await ports.store.transaction((tx) => tx.remove('waiting', row._id));
}
