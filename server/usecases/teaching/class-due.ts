import type { CourseClass } from '../../domain/class/class';
import { ROLL_CALL_MISSING_AFTER } from '../../domain/order/timing';
import { DAY, HOUR, plus, type Time } from '../../domain/time';
import type { Ports } from '../ports';
import { createPush } from '../pushing/create-push';
import { sideBySide } from '../requests/side-by-side';
import { raiseTask, type TaskDraft } from '../tasks/raise-task';
import { fillFromWaiting } from '../waiting/waiting-list';
import { reminderPush } from './class-texts';
import { giveBackSeats } from './give-back-seats';
import { moveSeats } from './move-seats';
import { isOpen, seatOrders } from './seating';

/** Students are reminded this long before a class. */
const REMIND_BEFORE = DAY;
const REMINDERS_AT_ONCE = 5;

/** A roll call that is missing is to be made up for within a day of being noticed. */
const ROLL_CALL_DEADLINE = DAY;

/** When a class first needs looking at: to remind its students. */
export function classDueAt(cls: Pick<CourseClass, 'startsAt'>): Time {
  return plus(cls.startsAt, -REMIND_BEFORE);
}

/**
 * What is due for a class: seats that are still to be booked since it was scheduled, to follow since it was moved, or to
 * be given back since it was cancelled; the reminder a day before; a task for staff when a roll call is missing 24 hours
 * after its end. Handler of agenda kind `class`; repeatable.
 * @returns when it is to be looked at again
 */
export async function classDue(ports: Ports, classId: string): Promise<Time | undefined> {
  if (isOpen(await seatOrders(ports, classId))) return ports.clock.now();
  const cls = await ports.store.get('classes', classId);
  if (cls === undefined) return undefined;
  const now = ports.clock.now();
  if (cls.state === 'cancelled') return (await giveBackSeats(ports, cls)) ? undefined : now;
  if (!(await moveSeats(ports, cls))) return now;
  if (now < cls.startsAt) await fillFromWaiting(ports, cls);
  const missingAt = plus(cls.endsAt, ROLL_CALL_MISSING_AFTER);
  if (now < classDueAt(cls)) return classDueAt(cls);
  if (now < cls.startsAt) await remind(ports, cls);
  if (now < missingAt) return missingAt;
  await askForRollCall(ports, cls);
  return undefined;
}

/** Whoever was told of the class within the last hours needs no reminder. */
async function remind(ports: Ports, cls: CourseClass): Promise<void> {
  const seats = await ports.store.find('seats', { classId: cls._id, state: 'booked' }, { limit: 1000 });
  const toldLately = plus(ports.clock.now(), -12 * HOUR);
  if (cls.createdAt > toldLately) return;
  await sideBySide(seats, REMINDERS_AT_ONCE, (seat) => {
    // The start stands in the id: a class that was moved is reminded of again.
    const id = `m-${seat._id}-${cls.startsAt.slice(0, 16).replace(/\D/g, '')}`;
    const push = reminderPush(seat.payerOpenid, cls);
    return ports.store.transaction((tx) => createPush(tx, id, push, ports.clock.now()));
  });
}

async function askForRollCall(ports: Ports, cls: CourseClass): Promise<void> {
  const unmarked = await ports.store.count('seats', {
    classId: cls._id,
    state: { $in: ['booked', 'on_hold'] },
  });
  if (unmarked === 0) return;
  await ports.store.transaction((tx) => raiseTask(tx, rollCallTask(cls, unmarked, ports), ports.clock.now()));
}

function rollCallTask(cls: CourseClass, unmarked: number, ports: Ports): TaskDraft {
  return {
    institutionId: cls.institutionId,
    campusId: cls.campusId,
    kind: 'roll_call_missing',
    forRoles: ['teacher', 'academic', 'owner'],
    subject: { classId: cls._id },
    reason: `${cls.title}下课已超过 24 小时，还有 ${unmarked} 位学员没有点名。没有点名就不会扣费。`,
    deadline: plus(ports.clock.now(), ROLL_CALL_DEADLINE),
  };
}
