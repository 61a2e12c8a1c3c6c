import type { staffClasses } from '../../protocol/staff-classes';
import { runNow } from '../../server/usecases/agenda/run-agenda';
import { readClassReach } from '../../server/usecases/pushing/class-reach';
import { authorisedMember } from '../../server/usecases/staffing/authorise';
import { bookNamed } from '../../server/usecases/teaching/book-named';
import { cancelClass } from '../../server/usecases/teaching/cancel-class';
import { checkClasses } from '../../server/usecases/teaching/check-classes';
import { classDue } from '../../server/usecases/teaching/class-due';
import { listClasses, readStaffClass } from '../../server/usecases/teaching/read-timetable';
import { reschedule } from '../../server/usecases/teaching/reschedule';
import { rollCall } from '../../server/usecases/teaching/roll-call';
import { saveMaterial } from '../../server/usecases/teaching/save-material';
import { scheduleClass, scheduleWeekly, seatNow } from '../../server/usecases/teaching/schedule-classes';
import { undoMark } from '../../server/usecases/teaching/undo-mark';
import { finished, type Handlers } from '../frame/people-function';
import { asStaff, done } from '../frame/staff-handler';

export const classHandlers: Handlers<typeof staffClasses> = {
  listClasses: asStaff('listClasses', listClasses),
  readClass: asStaff('readClass', (ports, staff, data) => readStaffClass(ports, staff, data.classId)),
  // The classes and whom they are for in one small transaction; the seats after it, a few learners in each.
  scheduleClass: finished(
    async ({ ports, openid }, data) =>
      scheduleClass(ports, await authorisedMember(ports, openid, 'scheduleClass'), data),
    async ({ ports }, _data, kept) => seatNow(ports, kept),
  ),
  scheduleWeekly: finished(
    async ({ ports, openid }, data) =>
      scheduleWeekly(ports, await authorisedMember(ports, openid, 'scheduleWeekly'), data),
    async ({ ports }, _data, kept) => seatNow(ports, kept),
  ),
  checkClasses: asStaff('checkClasses', checkClasses),
  classReach: asStaff('classReach', readClassReach),
  bookSeats: { steps: asStaff('bookSeats', bookNamed) },
  // The class and whose seats follow it in one small transaction; the seats after it, each in its own.
  reschedule: finished(
    async ({ ports, openid }, data) =>
      done(reschedule(ports, await authorisedMember(ports, openid, 'reschedule'), data)),
    async ({ ports }, { classId }, kept) => {
      await runNow(ports, 'class', classId, classDue);
      return kept;
    },
  ),
  cancelClass: finished(
    async ({ ports, openid }, data) =>
      cancelClass(ports, await authorisedMember(ports, openid, 'cancelClass'), data),
    async ({ ports }, { classId }, kept) => {
      await runNow(ports, 'class', classId, classDue);
      return kept;
    },
  ),
  saveMaterial: asStaff('saveMaterial', (ports, staff, data) => done(saveMaterial(ports, staff, data))),
  // Seat by seat: thirty seats in one transaction would meet the timer's work on one of their orders.
  rollCall: { steps: asStaff('rollCall', rollCall) },
  undoMark: asStaff('undoMark', (ports, staff, data) => done(undoMark(ports, staff, data.seatId))),
};
