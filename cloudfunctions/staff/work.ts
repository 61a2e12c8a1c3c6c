import type { staffWork } from '../../protocol/staff-work';
import { addStaffEvidence } from '../../server/usecases/classroom/add-evidence';
import { readNotReached } from '../../server/usecases/pushing/not-reached';
import { finishTask, listTasks } from '../../server/usecases/tasks/work-list';
import { decideObjection } from '../../server/usecases/teaching/decide-objection';
import { courseOrders, readStaffOrder } from '../../server/usecases/teaching/staff-orders';
import type { Handlers } from '../frame/people-function';
import { asStaff, done } from '../frame/staff-handler';

export const workHandlers: Handlers<typeof staffWork> = {
  listTasks: asStaff('listTasks', listTasks),
  finishTask: asStaff('finishTask', (ports, staff, data) => done(finishTask(ports, staff, data.taskId))),
  decideObjection: asStaff('decideObjection', decideObjection),
  addEvidence: asStaff('addEvidence', (ports, staff, data) => done(addStaffEvidence(ports, staff, data))),
  courseOrders: asStaff('courseOrders', courseOrders),
  readOrder: asStaff('readOrder', readStaffOrder),
  notReached: asStaff('notReached', (ports, _staff, data) => readNotReached(ports, data)),
};
