import type { staffWork } from '../../protocol/staff-work';
import type { unitEvidence } from '../../protocol/unit-evidence';
import { addStaffEvidence } from '../../server/usecases/classroom/add-evidence';
import { answerUnit } from '../../server/usecases/classroom/own-unit';
import { readNotReached } from '../../server/usecases/pushing/not-reached';
import { authorisedMember } from '../../server/usecases/staffing/authorise';
import { finishTask, listTasks } from '../../server/usecases/tasks/work-list';
import { decideObjection } from '../../server/usecases/teaching/decide-objection';
import { orderOf } from '../../server/usecases/teaching/order-of';
import { courseOrders, readStaffOrder } from '../../server/usecases/teaching/staff-orders';
import { readUnitEvidence } from '../../server/usecases/teaching/unit-evidence';
import { finished, type Handlers } from '../frame/people-function';
import { asStaff, done } from '../frame/staff-handler';

export const workHandlers: Handlers<typeof staffWork & typeof unitEvidence> = {
  listTasks: asStaff('listTasks', listTasks),
  finishTask: asStaff('finishTask', (ports, staff, data) => done(finishTask(ports, staff, data.taskId))),
  // Only that it was decided is kept: the answer holds the learner's words, which she may have erased.
  decideObjection: finished(
    async ({ ports, openid }, data) => {
      await decideObjection(ports, await authorisedMember(ports, openid, 'decideObjection'), data);
      return {};
    },
    async ({ ports }, { orderId, unitNo }) => answerUnit(ports, await orderOf(ports, orderId), unitNo),
  ),
  addEvidence: asStaff('addEvidence', (ports, staff, data) => done(addStaffEvidence(ports, staff, data))),
  unitEvidence: asStaff('unitEvidence', readUnitEvidence),
  courseOrders: asStaff('courseOrders', courseOrders),
  readOrder: asStaff('readOrder', readStaffOrder),
  notReached: asStaff('notReached', readNotReached),
};
