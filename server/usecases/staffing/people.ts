import type { ResponseOf } from '../../../protocol';
import type { StaffMember } from '../../domain/people/people';
import type { Ports } from '../ports';
import { mayDo } from './authorise';
import { PERMISSIONS, type StaffAction } from './permissions';

/** Who the caller is here, and what her roles allow; nobody in particular when she is not staff. */
export async function readMe(ports: Ports, openid: string): Promise<ResponseOf<'staff', 'me'>> {
  const member = await ports.store.get('staff', openid);
  if (member?.state !== 'active') return { name: '', roles: [], campusIds: [], actions: [] };
  const actions = (Object.keys(PERMISSIONS) as StaffAction[]).filter((action) => mayDo(member, action));
  return { ...memberView(member), actions };
}

/** Everybody who is or was staff. */
export async function listPeople(ports: Ports): Promise<ResponseOf<'staff', 'listPeople'>> {
  const { institutionId } = ports.settings;
  const members = await ports.store.find('staff', { institutionId }, { sort: { createdAt: 1 }, limit: 500 });
  return { people: members.map((member) => ({ ...memberView(member), state: member.state })) };
}

export function memberView(member: StaffMember) {
  return { staffId: member._id, name: member.name, roles: member.roles, campusIds: member.campusIds };
}
