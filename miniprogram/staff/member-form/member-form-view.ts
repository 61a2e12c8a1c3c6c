import type { ResponseOf } from '../../../protocol';
import type { StaffRole } from '../../../protocol/staff-people';
import { ROLE_NAMES } from '../../format/role-names';

export type Campuses = ResponseOf<'staff', 'readInstitution'>['campuses'];

/** Roles and campuses of a person; no campus named: every campus. */
export interface Membership {
  roles: StaffRole[];
  campusIds: string[];
}

export interface Choice<K extends string = string> {
  key: K;
  name: string;
  note: string;
  on: boolean;
}

/** What a role lets one do, in one line. */
const ROLE_NOTES: Record<StaffRole, string> = {
  owner: '全部，包括人员、机构资料和操作记录',
  academic: '课程、课表、点名、补课',
  teacher: '自己的课：点名、课前资料',
  finance: '账务、退款、发票',
};

export function roleChoices(chosen: readonly StaffRole[]): Choice<StaffRole>[] {
  return (Object.keys(ROLE_NAMES) as StaffRole[]).map((key) => ({
    ...{ key, name: ROLE_NAMES[key], note: ROLE_NOTES[key], on: chosen.includes(key) },
  }));
}

/** Every campus first; one campus only needs no choice. */
export function campusChoices(campuses: Campuses, chosen: readonly string[]): Choice[] {
  if (campuses.length < 2) return [];
  const every = { key: '', name: '全部校区', note: '', on: chosen.length === 0 };
  return [every, ...campuses.map(({ id, name }) => ({ key: id, name, note: '', on: chosen.includes(id) }))];
}

/** Takes a role or gives it back. */
export function toggled<K>(chosen: readonly K[], key: K): K[] {
  return chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key];
}

/** What keeps these from being saved. */
export function membershipFault({ roles }: Membership): string | undefined {
  return roles.length === 0 ? '至少选一个角色' : undefined;
}
