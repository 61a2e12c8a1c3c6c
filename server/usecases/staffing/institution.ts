import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import type { Institution, StaffMember } from '../../domain/people/people';
import type { Ports } from '../ports';
import { recordAct } from './audit';

type InstitutionView = ResponseOf<'staff', 'readInstitution'>;

/** The institution of this deployment. @throws AppError NOT_FOUND before its owner has described it */
export async function institutionOf(ports: Ports): Promise<Institution> {
  const institution = await ports.store.get('institutions', ports.settings.institutionId);
  if (institution === undefined) throw new AppError('NOT_FOUND', 'the institution is not described yet');
  return institution;
}

export async function readInstitution(ports: Ports): Promise<InstitutionView> {
  return factsOf(await institutionOf(ports));
}

function factsOf({ name, licence, servicePhone, region, mode, campuses }: Institution): InstitutionView {
  return { name, licence, servicePhone, region, mode, campuses };
}

/**
 * Describes the institution: name, licence, mode, campuses. Rooms of a campus that is given up go with it.
 * @throws AppError BAD_REQUEST when campuses repeat, WRONG_STATE for giving up one with courses or classes to come
 */
export async function saveInstitution(
  ports: Ports,
  owner: StaffMember,
  { requestId: _requestId, ...facts }: RequestOf<'staff', 'saveInstitution'>,
): Promise<void> {
  const ids = facts.campuses.map((campus) => campus.id);
  if (new Set(ids).size < ids.length)
    throw new AppError('BAD_REQUEST', 'campus ids repeat', { field: 'campuses' });
  const { institutionId } = ports.settings;
  const known = await ports.store.get('institutions', institutionId);
  for (const campus of known?.campuses ?? []) if (!ids.includes(campus.id)) await refuseInUse(ports, campus);
  await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const before = await tx.get('institutions', institutionId);
    const rooms = before?.rooms?.filter((room) => ids.includes(room.campusId));
    await tx.put('institutions', {
      ...before,
      _id: institutionId,
      ...facts,
      ...(rooms === undefined ? {} : { rooms }),
      createdAt: before?.createdAt ?? now,
    });
    const act = { by: owner._id, action: 'saveInstitution', subject: institutionId, after: facts };
    await recordAct(tx, ports, before === undefined ? act : { ...act, before: factsOf(before) }, now);
  });
}

async function refuseInUse(ports: Ports, { id, name }: { id: string; name: string }): Promise<void> {
  const { institutionId } = ports.settings;
  const [courses, classes] = await Promise.all([
    ports.store.find('courses', { institutionId }, { limit: 1000 }),
    ports.store.find('classes', { campusId: id, startsAt: { $gte: ports.clock.now() } }, { limit: 1 }),
  ]);
  if (classes.length > 0 || courses.some((course) => course.campusIds.includes(id))) {
    throw new AppError('WRONG_STATE', `campus ${id} has courses or classes`, { campus: name });
  }
}
