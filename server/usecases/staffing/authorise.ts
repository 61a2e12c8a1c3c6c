import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import type { Ports } from '../ports';
import { PERMISSIONS, type Reach, type StaffAction } from './permissions';

/** What an act is about, as far as permissions ask. */
export interface Where {
  /** Every one of them must be the member's. */
  campusIds?: readonly string[];
  /** Teacher of the class it is about. */
  teacherOpenid?: string;
}

/** The active member of staff with this openid. @throws AppError FORBIDDEN when there is none */
export async function memberOf(ports: Ports, openid: string): Promise<StaffMember> {
  const member = await ports.store.get('staff', openid);
  if (member?.state !== 'active' || member.institutionId !== ports.settings.institutionId) {
    throw new AppError('FORBIDDEN', 'not a member of staff');
  }
  return member;
}

/** Whether one of the member's roles allows the action there; without `where`, whether it allows it anywhere. */
export function mayDo(member: StaffMember, action: StaffAction, where?: Where): boolean {
  const permission = PERMISSIONS[action];
  if (permission === 'anyone') return true;
  return member.roles.some((role) => {
    const reach = permission[role];
    return reach !== undefined && (where === undefined || reaches(member, reach, where));
  });
}

/** @throws AppError FORBIDDEN unless one of the member's roles allows the action there */
export function authorise(member: StaffMember, action: StaffAction, where?: Where): void {
  if (!mayDo(member, action, where)) {
    throw new AppError('FORBIDDEN', `${member.roles.join('+') || 'nobody'} may not ${action} here`);
  }
}

/** The openid's member, allowed to do the action somewhere; the use case checks where. */
export async function authorisedMember(
  ports: Ports,
  openid: string,
  action: StaffAction,
): Promise<StaffMember> {
  const member = await memberOf(ports, openid);
  authorise(member, action);
  return member;
}

function reaches(member: StaffMember, reach: Reach, where: Where): boolean {
  if (!(where.campusIds ?? []).every((campusId) => worksAt(member, campusId))) return false;
  return reach === 'campus' || where.teacherOpenid === member._id;
}

/** No campus named: every campus. */
export function worksAt(member: StaffMember, campusId: string): boolean {
  return member.campusIds.length === 0 || member.campusIds.includes(campusId);
}
