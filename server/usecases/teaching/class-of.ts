import type { CourseClass } from '../../domain/class/class';
import { AppError } from '../../domain/errors';
import type { Ports } from '../ports';

/** A class of this institution. @throws AppError NOT_FOUND */
export async function classOf(ports: Ports, classId: string): Promise<CourseClass> {
  const cls = await ports.store.get('classes', classId);
  if (cls?.institutionId !== ports.settings.institutionId)
    throw new AppError('NOT_FOUND', `no class ${classId}`);
  return cls;
}
