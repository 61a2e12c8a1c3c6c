import type { TaskView } from '../../../protocol/staff-work';
import { read } from '../../api/call';
import type { Me } from '../me';
import { type Found, readSome } from '../read-some';
import { kindsFor } from './tasks-view';

const PAGE_SIZE = 20;

/** Open tasks of hers from a place on, most urgent first. @throws Failure */
export function readTasks(me: Me, cursor?: string): Promise<Found<TaskView>> {
  return readSome(async (from) => {
    const { tasks, ...rest } = await read('staff', 'listTasks', {
      ...{ kinds: kindsFor(me), limit: PAGE_SIZE },
      ...from,
    });
    return { items: tasks, ...rest };
  }, cursor);
}
