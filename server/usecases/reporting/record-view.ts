import { createHash } from 'node:crypto';
import { dayOf } from '../../domain/time';
import { DuplicateDocument } from '../../ports/store';
import type { Ports } from '../ports';

/**
 * Counts that somebody has seen a course: once for each person, course and day. What is kept is a hash under a salt
 * that is drawn for the day and removed with it, so that nobody can tell afterwards who it was, nor that the same
 * person came again on another day. Each view is a document of its own: people who look at the same moment don't wait
 * for one another, as they would for a counter. A page is never kept back for the sake of a count.
 */
export async function recordView(ports: Ports, openid: string, courseId: string): Promise<void> {
  const day = dayOf(ports.clock.now());
  try {
    const salt = await saltOf(ports, day);
    const _id = createHash('sha256').update(`${salt}|${courseId}|${openid}`).digest('hex').slice(0, 40);
    await unlessThere(ports.store.insert('view_marks', { _id, day, courseId }));
  } catch (error) {
    ports.log.warn('view.not_counted', { why: error instanceof Error ? error.name : 'unknown' });
  }
}

async function saltOf(ports: Ports, day: string): Promise<string> {
  const known = await ports.store.get('view_days', day);
  if (known !== undefined) return known.salt;
  await unlessThere(ports.store.insert('view_days', { _id: day, salt: ports.ids.next() + ports.ids.next() }));
  return (await ports.store.get('view_days', day))?.salt ?? '';
}

async function unlessThere(insert: Promise<void>): Promise<void> {
  try {
    await insert;
  } catch (error) {
    if (!(error instanceof DuplicateDocument)) throw error;
  }
}
