import { joined } from '../../format/joined';
import { rolesText } from '../../format/role-names';
import type { Me } from '../me';
import { type StaffTab, waysTo } from '../staff-pages';
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
