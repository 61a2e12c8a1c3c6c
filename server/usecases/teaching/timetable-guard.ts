import { AppError } from '../../domain/errors';
import type { Transaction } from '../../ports/store';
import type { Ports } from '../ports';

/** Number of changes to the timetable so far. Read it before looking for conflicts. */
export async function timetableRevision(ports: Ports): Promise<number> {
  const institution = await ports.store.get('institutions', ports.settings.institutionId);
  return institution?.timetableRevision ?? 0;
}

/**
 * Counts a change to the timetable in its transaction. Conflicts are found by queries, which a transaction can't
 * make: without this, two people could give the same room away at the same moment.
 * @throws AppError BUSY when the timetable has changed since `seen`
 */
export async function countChange(tx: Transaction, ports: Ports, seen: number): Promise<void> {
  const institution = await tx.get('institutions', ports.settings.institutionId);
  if (institution === undefined) return;
  if ((institution.timetableRevision ?? 0) !== seen)
    throw new AppError('BUSY', 'the timetable has just changed');
  await tx.put('institutions', { ...institution, timetableRevision: seen + 1 });
}
