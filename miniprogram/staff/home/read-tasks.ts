import type { ResponseOf } from '../../../protocol';
import { read } from '../../api/call';
import type { Me } from '../me';
import { kindsFor } from './tasks-view';

export type Tasks = ResponseOf<'staff', 'listTasks'>;

const PAGE_SIZE = 20;
/** A page can hold tasks of other campuses or classes only, which are left out: so many are looked through at once. */
const MOST_PAGES = 5;

/** Open tasks of hers from a place on, most urgent first. @throws Failure */
export async function readTasks(me: Me, cursor?: string): Promise<Tasks> {
  const tasks: Tasks['tasks'] = [];
  let next = cursor;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await read('staff', 'listTasks', {
      ...{ kinds: kindsFor(me), limit: PAGE_SIZE },
      ...(next === undefined ? {} : { cursor: next }),
    });
    tasks.push(...found.tasks);
    next = found.nextCursor;
    if (next === undefined || tasks.length > 0) break;
  }
  return next === undefined ? { tasks } : { tasks, nextCursor: next };
}
