import type { ResponseOf } from '../../../protocol';
import { joined } from '../../format/joined';
import { rolesText } from '../../format/role-names';
import type { Me } from '../me';
import { type StaffTab, staffUrl, waysTo } from '../staff-pages';
import type { ClassRow } from './classes-view';

const CHINA_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** Rows that lead on, those that belong together in one list. */
export function groupsOf(me: Me): { key: string; rows: StaffTab[] }[] {
  return (['teaching', 'money', 'house'] as const)
    .map((key) => ({ key, rows: waysTo(key, me) }))
    .filter(({ rows }) => rows.length > 0);
}

/** Who she is here. @param campuses read only when she does not work at all of them */
export function headOf(
  me: Me | undefined,
  campuses: readonly { id: string; name: string }[],
): { name: string; line: string } {
  if (me === undefined) return { name: '', line: '' };
  const hers = campuses.filter(({ id }) => me.campusIds.includes(id)).map(({ name }) => name);
  return { name: me.name, line: joined(rolesText(me.roles), hers.join('、')) };
}

type Counts = ResponseOf<'finance', 'workCounts'>['counts'];

/** Before anything was counted, or when it can't be. */
export const NO_COUNTS: { counts: Counts } = { counts: [] };

/** How much money work waits on its own page; nothing when there is none. */
export function moneyWork(counts: Counts, me: Me | undefined): { text: string; url: string } {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const url = me === undefined ? undefined : staffUrl('money', me);
  return all === 0 || url === undefined ? { text: '', url: '' } : { text: `账务 ${all} 件`, url };
}

/** From a while ago until the end of today in China. */
export function hoursOfToday(now: number, lookBackMs: number): { from: string; to: string } {
  const midnight = Math.floor((now + CHINA_MS) / DAY_MS + 1) * DAY_MS - CHINA_MS;
  return { from: new Date(now - lookBackMs).toISOString(), to: new Date(midnight).toISOString() };
}

/** Those that wait for their roll call, then the others, a few in all, in the order of time. */
export function shortList(rows: readonly ClassRow[], most: number): ClassRow[] {
  const waiting = rows.filter(({ tag }) => tag?.tone === 'brand');
  const others = rows.filter(({ tag }) => tag?.tone !== 'brand');
  const few = new Set([...waiting, ...others].slice(0, Math.max(most, waiting.length)));
  return rows.filter((row) => few.has(row));
}
