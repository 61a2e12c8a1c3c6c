import { AppError } from '../../domain/errors';
import type { Role, StaffMember } from '../../domain/people/people';
import type { Transaction } from '../../ports/store';
import type { Ports } from '../ports';
import { recordAct } from './audit';

/** Gives a member other roles and campuses. @throws AppError NOT_FOUND, WRONG_STATE for the last owner */
export function changeRoles(
  ports: Ports,
  owner: StaffMember,
  change: { staffId: string; roles: Role[]; campusIds: string[] },
): Promise<StaffMember> {
  return changeMember(ports, owner, change.staffId, 'changeRoles', (member) => ({
    ...member,
    roles: change.roles,
    campusIds: change.campusIds,
  }));
}

/**
 * Ends a membership: one's own, or as an owner another's.
 * @throws AppError FORBIDDEN, NOT_FOUND, WRONG_STATE for the last owner
 */
export async function leave(ports: Ports, member: StaffMember, staffId: string): Promise<void> {
  if (staffId !== member._id && !member.roles.includes('owner')) {
    throw new AppError('FORBIDDEN', 'only an owner ends the membership of others');
  }
  await changeMember(ports, member, staffId, 'leave', (m) => ({ ...m, state: 'left', roles: [] }));
}

async function changeMember(
  ports: Ports,
  by: StaffMember,
  staffId: string,
  action: string,
  change: (member: StaffMember) => StaffMember,
): Promise<StaffMember> {
  const { institutionId } = ports.settings;
  const active = await ports.store.find('staff', { institutionId, state: 'active' }, { limit: 1000 });
  const others = active.filter((m) => m.roles.includes('owner') && m._id !== staffId);
  return ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const before = await tx.get('staff', staffId);
    if (before?.state !== 'active' || before.institutionId !== institutionId) {
      throw new AppError('NOT_FOUND', 'no such member of staff');
    }
    const after = { ...change(before), revision: before.revision + 1 };
    if (before.roles.includes('owner') && !after.roles.includes('owner')) {
      await keepOneOwner(
        tx,
        others.map((m) => m._id),
      );
    }
    await tx.put('staff', after);
    const facts = (m: StaffMember) => ({ roles: m.roles, campusIds: m.campusIds, state: m.state });
    await recordAct(
      tx,
      ports,
      { by: by._id, action, subject: staffId, before: facts(before), after: facts(after) },
      now,
    );
    return after;
  });
}

/**
 * Makes sure that another owner stays. It writes that owner's document, so that two owners who leave at the same
 * moment conflict: reading alone would let both go.
 */
async function keepOneOwner(tx: Transaction, others: readonly string[]): Promise<void> {
  for (const id of others) {
    const other = await tx.get('staff', id);
    if (other?.state === 'active' && other.roles.includes('owner')) {
      await tx.put('staff', { ...other, revision: other.revision + 1 });
      return;
    }
  }
  throw new AppError('WRONG_STATE', 'the last owner stays');
}
