import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import type { Ports } from '../ports';
import { recordAct } from './audit';
import { codeHash } from './invitation-code';

/**
 * Joins the staff by a one-time code; whoever is a member already gets the invitation's roles instead of hers,
 * except that an owner stays one.
 * @throws AppError INVITATION_INVALID: unknown, used, or expired
 */
export async function acceptInvitation(ports: Ports, openid: string, code: string): Promise<StaffMember> {
  return ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const invitation = await tx.get('staff_invitations', codeHash(code));
    if (invitation === undefined || invitation.usedBy !== undefined || invitation.expiresAt <= now) {
      throw new AppError('INVITATION_INVALID', 'unknown, used or expired invitation');
    }
    const known = await tx.get('staff', openid);
    const before = known?.state === 'active' ? known : undefined;
    const keepsOwner = before?.roles.includes('owner') && !invitation.roles.includes('owner');
    const member: StaffMember = {
      _id: openid,
      institutionId: invitation.institutionId,
      name: invitation.name,
      roles: keepsOwner ? ['owner', ...invitation.roles] : invitation.roles,
      campusIds: keepsOwner ? [] : invitation.campusIds,
      state: 'active',
      createdAt: known?.createdAt ?? now,
      revision: (known?.revision ?? 0) + 1,
    };
    await tx.put('staff', member);
    await tx.put('staff_invitations', { ...invitation, usedBy: openid, usedAt: now });
    const after = { roles: member.roles, campusIds: member.campusIds, invitedBy: invitation.createdBy };
    await recordAct(tx, ports, { by: openid, action: 'accept', subject: openid, after }, now);
    return member;
  });
}
