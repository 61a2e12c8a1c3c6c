import type { ResponseOf } from '../../../protocol';
import type { CourseClass, Seat } from '../../domain/class/class';
import type { StaffMember } from '../../domain/people/people';
import type { Push, PushKind } from '../../domain/push/push';
import { studentNames, UNKNOWN_STUDENT } from '../browsing/student-names';
import type { Ports } from '../ports';
import { authorise } from '../staffing/authorise';
import { classOf } from '../teaching/class-of';

type Reach = ResponseOf<'staff', 'classReach'>;

/** Messages that tell of a class itself: what was marked in it is another matter. */
const ABOUT_CLASS: readonly PushKind[] = ['class_scheduled', 'class_changed', 'class_cancelled'];

const MOST = 1000;

/**
 * Whom the latest message about a class has reached as a subscribe message. Classes scheduled together are told of in
 * one message that names the first of them; it counts for each until the class has a message of its own.
 * @throws AppError NOT_FOUND, FORBIDDEN
 */
export async function readClassReach(
  ports: Ports,
  staff: StaffMember,
  { classId }: { classId: string },
): Promise<Reach> {
  const cls = await classOf(ports, classId);
  authorise(staff, 'classReach', { campusIds: [cls.campusId], teacherOpenid: cls.teacherOpenid });
  const seats = await ports.store.find('seats', { classId }, { sort: { _id: 1 }, limit: MOST });
  const latest = latestByPayer([
    ...(await seriesPushes(ports, cls, seats)),
    ...(await ownPushes(ports, cls)),
  ]);
  const names = await studentNames(
    ports,
    seats.map((seat) => seat.studentId),
  );
  const told = seats.flatMap((seat) => {
    const push = latest.get(seat.payerOpenid);
    return push === undefined ? [] : [{ push, studentName: names.get(seat.studentId) ?? UNKNOWN_STUDENT }];
  });
  const count = (state: Push['delivery']['state']) =>
    told.filter(({ push }) => push.delivery.state === state).length;
  return {
    reached: count('sent'),
    waiting: count('waiting'),
    notReached: told
      .filter(({ push }) => push.delivery.state === 'not_reached')
      .map(({ push: { title, createdAt, delivery }, studentName }) => ({
        ...{ studentName, title, at: createdAt, reason: delivery.reason ?? 'failed' },
      })),
  };
}

function ownPushes(ports: Ports, cls: CourseClass): Promise<Push[]> {
  return ports.store.find(
    'pushes',
    { 'link.id': cls._id, kind: { $in: ABOUT_CLASS } },
    { sort: { createdAt: -1 }, limit: MOST },
  );
}

async function seriesPushes(
  ports: Ports,
  { seriesId }: CourseClass,
  seats: readonly Seat[],
): Promise<Push[]> {
  if (seriesId === undefined || seats.length === 0) return [];
  const [first] = await ports.store.find('classes', { seriesId }, { sort: { startsAt: 1 }, limit: 1 });
  const ids = seats.map((seat) => `s-${first?._id}-${seat.orderId}`);
  return ports.store.find('pushes', { _id: { $in: ids } }, { limit: MOST });
}

function latestByPayer(pushes: readonly Push[]): Map<string, Push> {
  const latest = new Map<string, Push>();
  for (const push of pushes) {
    const known = latest.get(push.openid);
    if (known === undefined || known.createdAt <= push.createdAt) latest.set(push.openid, push);
  }
  return latest;
}
