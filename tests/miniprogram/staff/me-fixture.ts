import type { Me } from '../../../miniprogram/staff/me';
import type { Role } from '../../../server/domain/people/people';
import { mayDo } from '../../../server/usecases/staffing/authorise';
import { PERMISSIONS, type StaffAction } from '../../../server/usecases/staffing/permissions';

/** What the server tells somebody of these roles about herself. */
export function meAs(...roles: Role[]): Me {
  const member = {
    ...{ _id: 'o-me', institutionId: 'i', name: '沈知远', roles, campusIds: [], state: 'active' as const },
    ...{ createdAt: '2026-03-02T09:00:00.000+08:00' as never, revision: 1 },
  };
  const actions = (Object.keys(PERMISSIONS) as StaffAction[]).filter((action) => mayDo(member, action));
  return { staffId: 'o-me', name: member.name, roles, campusIds: [], actions };
}
