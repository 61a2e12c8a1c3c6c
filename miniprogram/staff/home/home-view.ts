import { rolesText } from '../../format/role-names';
import type { Me } from '../access';
import { type StaffTab, waysTo } from '../staff-pages';

/** Rows that lead on, those that belong together in one list. */
export function groupsOf(me: Me): { key: string; rows: StaffTab[] }[] {
  return (['teaching', 'money', 'house'] as const)
    .map((key) => ({ key, rows: waysTo(key, me) }))
    .filter(({ rows }) => rows.length > 0);
}

export function headOf(me: Me): { name: string; roles: string } {
  return { name: me.name, roles: rolesText(me.roles) };
}
