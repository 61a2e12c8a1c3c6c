import type { ClassMaterial } from '../../domain/class/class';
import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise } from '../staffing/authorise';
import { classOf } from './class-of';

/** Replaces the material of a class. @throws AppError NOT_FOUND, FORBIDDEN, WRONG_STATE for a cancelled class */
export async function saveMaterial(
  ports: Ports,
  staff: StaffMember,
  request: { classId: string; material: ClassMaterial[] },
): Promise<void> {
  const { campusId, teacherOpenid } = await classOf(ports, request.classId);
  authorise(staff, 'saveMaterial', { campusIds: [campusId], teacherOpenid });
  await ports.store.transaction(async (tx) => {
    const cls = await tx.get('classes', request.classId);
    if (cls === undefined || cls.state === 'cancelled')
      throw new AppError('WRONG_STATE', 'the class is cancelled');
    await tx.put('classes', { ...cls, material: request.material, revision: cls.revision + 1 });
    const titles = (material: ClassMaterial[]) => material.map((m) => m.title);
    const change = { before: titles(cls.material), after: titles(request.material) };
    const act = { by: staff._id, action: 'saveMaterial', subject: cls._id, ...change };
    await recordAct(tx, ports, act, ports.clock.now());
  });
}
