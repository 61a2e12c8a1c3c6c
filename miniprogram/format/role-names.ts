import type { StaffRole } from '../../protocol/staff-people';

/** What the roles are called, in the order in which they are offered. */
export const ROLE_NAMES: Record<StaffRole, string> = {
  owner: '负责人',
  academic: '教务',
  teacher: '老师',
  finance: '财务',
};

/** `负责人、财务` */
export function rolesText(roles: readonly StaffRole[]): string {
  return roles.map((role) => ROLE_NAMES[role]).join('、');
}
