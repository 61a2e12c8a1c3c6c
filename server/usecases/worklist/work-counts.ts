import type { ResponseOf } from '../../../protocol';
import type { Ports } from '../ports';
import { authorisedMember, worksAt } from '../staffing/authorise';
import { MONEY_KINDS } from './work-list';

/** The most that are looked at: whoever has more needs no exact number. */
const MOST = 1000;

/** How many entries of each kind the work list of this member has. */
export async function readWorkCounts(
  ports: Ports,
  openid: string,
): Promise<ResponseOf<'finance', 'workCounts'>> {
  const member = await authorisedMember(ports, openid, 'workCounts');
  const { institutionId } = ports.settings;
  const tasks = await ports.store.find(
    'tasks',
    { institutionId, state: 'open', kind: { $in: MONEY_KINDS } },
    { sort: { deadline: 1 }, limit: MOST },
  );
  const own = tasks.filter(({ campusId }) => campusId === undefined || worksAt(member, campusId));
  const counts = MONEY_KINDS.map((kind) => ({
    kind,
    count: own.filter((task) => task.kind === kind).length,
  }));
  return { counts: counts.filter(({ count }) => count > 0) };
}
