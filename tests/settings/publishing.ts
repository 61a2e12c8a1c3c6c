import { STAFF } from '../../dev/demo/institution';
import type { FaultSpec } from '../../local-wechat/control/faults';
import type { Stand } from './stand';
import { contentOf, School } from './story/school';

type PlanState = 'preparing' | 'normal' | 'stopping' | 'stopped';

/** What became of putting a course on sale and taking it off again. */
export interface Published {
  /** How often it had to be published until it was on sale. */
  times: number;
  /** What does not hold. */
  broken: string[];
  happened: number;
}

/** Minutes in which WeChat's plans must be as wanted. */
const WITHIN_MINUTES = 5;

/** Publishes a course and stops it again while a fault is asked for; a refusal is answered by publishing once more. */
export async function publishUnder(stand: Stand, fault: FaultSpec): Promise<Published> {
  const { local, control } = stand;
  const school = new School(local, control);
  const { id } = local.faults.add(fault);
  try {
    const { courseId } = await control.call(STAFF.academic, 'staff', 'saveCourse', {
      ...{ campusIds: ['tianhe'], region: 'guangdong', category: 'photography' },
      content: contentOf('timetable', '上架'),
    });
    const broken: string[] = [];
    let times = 1;
    await control.call(STAFF.academic, 'staff', 'publishCourse', { courseId });
    if (!(await becomes(school, courseId, 'normal'))) {
      if (!(await isTold(stand))) broken.push('refused, and nobody is told');
      times = 2;
      await control.call(STAFF.academic, 'staff', 'publishCourse', { courseId });
      if (!(await becomes(school, courseId, 'normal'))) broken.push('not on sale');
    }
    await control.call(STAFF.academic, 'staff', 'stopSelling', { courseId });
    if (!(await becomes(school, courseId, 'stopped')) && !(await isTold(stand)))
      broken.push('its plans are not stopped, and nobody is told');
    return { times, broken, happened: local.faults.list().find((one) => one.id === id)?.happened ?? 0 };
  } finally {
    local.faults.remove();
  }
}

/** Whether every plan of the course gets into a state in time. */
async function becomes(school: School, courseId: string, state: PlanState): Promise<boolean> {
  for (let minutes = 0; ; minutes += 1) {
    const { plans } = await school.control.call(STAFF.academic, 'staff', 'readCourse', { courseId });
    if (plans.length > 0 && plans.every((plan) => plan.state === state)) return true;
    if (minutes >= WITHIN_MINUTES) return false;
    await school.settle(1);
  }
}

/** The work list has an entry about the configuration; it is finished here, so that the next one is a new one. */
async function isTold({ control }: Stand): Promise<boolean> {
  const { tasks } = await control.call(STAFF.owner, 'staff', 'listTasks', { limit: 50 });
  const told = tasks.filter((task) => task.kind === 'configuration');
  for (const { taskId } of told) await control.call(STAFF.owner, 'staff', 'finishTask', { taskId });
  return told.length > 0;
}
