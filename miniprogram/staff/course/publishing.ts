import { read, write } from '../../api/call';
import { Intentions } from '../../api/intention';
import type { CourseRead } from './course-form';

const intentions = new Intentions();

/** WeChat's plans are looked at again this often after publishing, and so many times. */
const PLANS_EVERY_MS = 2_000;
const PLANS_LOOKS = 5;

/** @returns whether the course was published; its faults are asked for otherwise @throws Failure */
export async function publishDraft({ courseId, revision }: CourseRead): Promise<boolean> {
  const what = `publish ${courseId} ${revision}`;
  const { published } = await write('staff', 'publishCourse', { courseId }, intentions.idOf(what));
  intentions.answered(what);
  return published;
}

/** @throws Failure */
export async function stopSelling({ courseId, revision }: CourseRead): Promise<void> {
  const what = `stop ${courseId} ${revision}`;
  await write('staff', 'stopSelling', { courseId }, intentions.idOf(what));
  intentions.answered(what);
}

/** Whether WeChat is still creating or stopping a plan of it. */
export function isSettling({ plans }: CourseRead): boolean {
  return plans.some(({ state }) => state === 'preparing' || state === 'stopping');
}

/**
 * Looks again until WeChat has the plans, a few times; the server goes on by itself.
 * @param look reads the course anew
 */
export async function whileSettling(look: () => Promise<CourseRead | undefined>): Promise<void> {
  for (let looks = 0; looks < PLANS_LOOKS; looks += 1) {
    const course = await look();
    if (course === undefined || !isSettling(course)) return;
    await new Promise((resolve) => setTimeout(resolve, PLANS_EVERY_MS));
  }
}

/** Every frozen version. @throws Failure */
export async function readVersions(courseId: string) {
  return (await read('staff', 'courseVersions', { courseId })).versions;
}
