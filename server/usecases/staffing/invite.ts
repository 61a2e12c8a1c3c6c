import type { Role, StaffMember } from '../../domain/people/people';
import { DAY, plus, type Time } from '../../domain/time';
import type { Ports } from '../ports';
import { recordAct } from './audit';
import { codeHash } from './invitation-code';

/** An invitation that nobody has used by then is void. */
const INVITATION_LIFE = 7 * DAY;

/** Invites one person. Only the code's hash is stored; the code itself is shown once, to the owner. */
export async function invite(
  ports: Ports,
  owner: StaffMember,
  code: string,
  invitation: { name: string; roles: Role[]; campusIds: string[] },
): Promise<{ expiresAt: Time }> {
  return ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const expiresAt = plus(now, INVITATION_LIFE);
    const facts = { name: invitation.name, roles: invitation.roles, campusIds: invitation.campusIds };
    await tx.insert('staff_invitations', {
      _id: codeHash(code),
      institutionId: ports.settings.institutionId,
      ...facts,
      createdBy: owner._id,
      createdAt: now,
      expiresAt,
    });
    await recordAct(
      tx,
      ports,
      { by: owner._id, action: 'invite', subject: invitation.name, after: facts },
      now,
    );
    return { expiresAt };
  });
}
