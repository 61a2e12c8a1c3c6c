import { AppError } from '../../domain/errors';
import type { Ports } from '../ports';
import { auditEntry } from './audit';
import { sameSecret } from './invitation-code';

/**
 * The first start: whoever presents the deployment's code becomes the owner, once. The last owner can't leave, so
 * there is never a second first start.
 * @throws AppError INVITATION_INVALID for a wrong code, or when there is an owner
 */
export async function claimOwner(
  ports: Ports,
  openid: string,
  claim: { code: string; name: string },
): Promise<{ staffId: string }> {
  const { institutionId, ownerCode } = ports.settings;
  if (!sameSecret(claim.code, ownerCode)) throw new AppError('INVITATION_INVALID', 'wrong owner code');
  return ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const claimId = `owner-claimed-${institutionId}`;
    if ((await tx.get('audit', claimId)) !== undefined) {
      throw new AppError('INVITATION_INVALID', 'this institution has an owner');
    }
    const after = { name: claim.name, roles: ['owner' as const], campusIds: [] };
    const act = { by: openid, action: 'claimOwner', subject: openid, after };
    await tx.insert('audit', auditEntry(ports, act, now, claimId));
    await tx.put('staff', {
      _id: openid,
      institutionId,
      ...after,
      state: 'active',
      createdAt: now,
      revision: 1,
    });
    return { staffId: openid };
  });
}
