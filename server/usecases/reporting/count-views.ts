import type { ViewMark } from '../../domain/figures/rows';
import { dayOf } from '../../domain/time';
import type { Ports } from '../ports';

const BATCH = 500;
const AT_ONCE = 20;

/**
 * Counts the views of today, and of days that are over for the last time: then their marks and their salt are removed.
 * Repeatable at any point, since a count is written whole, and marks are removed only after it.
 * @returns days whose counts have changed
 */
export async function countViews(ports: Ports): Promise<string[]> {
  const today = dayOf(ports.clock.now());
  const days = await ports.store.find(
    'view_days',
    { _id: { $lte: today } },
    { sort: { _id: 1 }, limit: 366 },
  );
  const changed: string[] = [];
  for (const { _id: day } of days) {
    if (await countDay(ports, day)) changed.push(day);
    if (day < today) await forget(ports, day);
  }
  return changed;
}

/** Counts only grow: a day whose marks are partly removed keeps the count that was written while they were whole. */
async function countDay(ports: Ports, day: string): Promise<boolean> {
  const counts = new Map<string, number>();
  for (let after = ''; ; ) {
    const marks: ViewMark[] = await ports.store.find(
      'view_marks',
      { day, _id: { $gt: after } },
      { sort: { _id: 1 }, limit: BATCH },
    );
    for (const { courseId } of marks) counts.set(courseId, (counts.get(courseId) ?? 0) + 1);
    const last = marks.at(-1);
    if (last === undefined || marks.length < BATCH) break;
    after = last._id;
  }
  let changed = false;
  for (const [courseId, count] of counts)
    changed = (await writeCount(ports, day, courseId, count)) || changed;
  return changed;
}

async function writeCount(ports: Ports, day: string, courseId: string, count: number): Promise<boolean> {
  const course = await ports.store.get('courses', courseId);
  const version = course?.publishedVersionId
    ? await ports.store.get('course_versions', course.publishedVersionId)
    : undefined;
  return ports.store.transaction(async (tx) => {
    const known = await tx.get('course_views', `${day}:${courseId}`);
    if (known !== undefined && known.count >= count) return false;
    const campusIds = version?.campusIds ?? known?.campusIds ?? [];
    await tx.put('course_views', { _id: `${day}:${courseId}`, day, courseId, campusIds, count });
    return true;
  });
}

async function forget(ports: Ports, day: string): Promise<void> {
  for (;;) {
    const marks = await ports.store.find('view_marks', { day }, { limit: AT_ONCE });
    if (marks.length === 0) break;
    await ports.store.transaction(async (tx) => {
      for (const { _id } of marks) await tx.remove('view_marks', _id);
    });
  }
  await ports.store.transaction((tx) => tx.remove('view_days', day));
}
