import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import type { Task } from '../../domain/task/task';
import { readPage } from '../browsing/paging';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { worksAt } from '../staffing/authorise';
import { staffNames } from '../staffing/staff-names';
import { namesOfSubjects } from './task-names';

type WorkList = ResponseOf<'staff', 'listTasks'>;

/** What needs a person, most urgent first: tasks of the member's roles and campuses; a teacher's own classes. */
export async function listTasks(
  ports: Ports,
  staff: StaffMember,
  asked: RequestOf<'staff', 'listTasks'>,
): Promise<WorkList> {
  const { institutionId } = ports.settings;
  const state = asked.state ?? 'open';
  const page = await readPage(
    asked,
    (task: Task) => task.deadline,
    (place, limit) =>
      ports.store.find(
        'tasks',
        {
          ...{ institutionId, state },
          ...(asked.kinds === undefined ? {} : { kind: { $in: asked.kinds } }),
          ...(place === undefined ? {} : { deadline: { $gte: place.at } }),
        },
        { sort: { deadline: 1, _id: 1 }, limit, skip: place?.seen ?? 0 },
      ),
  );
  const own: Task[] = [];
  for (const task of page.items) if (await isFor(ports, staff, task)) own.push(task);
  const [names, aboutOf] = await Promise.all([
    staffNames(
      ports,
      own.flatMap((task) => task.doneBy ?? []),
    ),
    namesOfSubjects(ports, own),
  ]);
  return {
    tasks: own.map((task) => ({ ...taskView(task, names), about: aboutOf(task) })),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}

/** These end with what they ask for, an answer or the money: said to be done, they would only be out of sight. */
const ENDED_BY_THEMSELVES: readonly Task['kind'][] = [
  'objection',
  'refund_asked',
  'invoice_asked',
  'act_asked',
  'owing',
  'pay_by_hand',
  'closing_owed',
  'order_parked',
];

/**
 * A person has done what a task asks. What the task is about is not changed by it.
 * @throws AppError NOT_FOUND also for a task of others, WRONG_STATE when it is done, or ends only with what it asks for
 */
export async function finishTask(ports: Ports, staff: StaffMember, taskId: string): Promise<void> {
  const seen = await ports.store.get('tasks', taskId);
  if (seen === undefined || !(await isFor(ports, staff, seen)))
    throw new AppError('NOT_FOUND', `no task ${taskId}`);
  if (ENDED_BY_THEMSELVES.includes(seen.kind))
    throw new AppError('WRONG_STATE', `${seen.kind} ends with what it asks for`);
  await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const task = await tx.get('tasks', taskId);
    if (task?.state !== 'open') throw new AppError('WRONG_STATE', `task ${taskId} is done`);
    await tx.put('tasks', { ...task, state: 'done', doneAt: now, doneBy: staff._id });
    await recordAct(tx, ports, { by: staff._id, action: 'finishTask', subject: taskId }, now);
  });
}

async function isFor(ports: Ports, staff: StaffMember, task: Task): Promise<boolean> {
  if (task.institutionId !== staff.institutionId) return false;
  if (task.campusId !== undefined && !worksAt(staff, task.campusId)) return false;
  const roles = staff.roles.filter((role) => task.forRoles.includes(role));
  if (roles.length === 0) return false;
  if (roles.some((role) => role !== 'teacher')) return true;
  const { classId } = task.subject;
  const cls = classId === undefined ? undefined : await ports.store.get('classes', classId);
  return cls?.teacherOpenid === staff._id;
}

function taskView(task: Task, names: ReadonlyMap<string, string>) {
  const { _id, kind, campusId, forRoles, subject, reason, raisedAt, deadline, state, doneAt, doneBy } = task;
  return {
    taskId: _id,
    ...{ kind, forRoles, subject, reason, raisedAt, deadline, state },
    ...(campusId === undefined ? {} : { campusId }),
    ...(doneAt === undefined ? {} : { doneAt }),
    ...(doneBy === undefined ? {} : { doneByName: names.get(doneBy) ?? '' }),
  };
}
