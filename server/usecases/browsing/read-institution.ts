import type { ResponseOf } from '../../../protocol';
import type { Ports } from '../ports';
import { institutionOf } from '../staffing/institution';

/** Name, licence and campuses of the institution. @throws AppError NOT_FOUND before its owner has described it */
export async function readInstitutionPage(ports: Ports): Promise<ResponseOf<'catalog', 'institution'>> {
  const { name, licence, servicePhone, mode, campuses } = await institutionOf(ports);
  return { name, licence, servicePhone, mode, campuses };
}
