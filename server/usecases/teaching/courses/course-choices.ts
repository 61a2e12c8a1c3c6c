import type { ResponseOf } from '../../../../protocol';
import { CATEGORY_NAMES } from '../../../domain/course/categories';
import type { StaffMember } from '../../../domain/people/people';
import { REGION_NAMES } from '../../../domain/region/names';
import type { Ports } from '../../ports';
import { worksAt } from '../../staffing/authorise';
import { institutionOf } from '../../staffing/institution';

/** What an editor of courses can choose from. @throws AppError NOT_FOUND before the institution is described */
export async function courseChoices(
  ports: Ports,
  staff: StaffMember,
): Promise<ResponseOf<'staff', 'courseChoices'>> {
  const { institutionId, services } = ports.settings;
  const institution = await institutionOf(ports);
  const members = await ports.store.find('staff', { institutionId, state: 'active' }, { limit: 500 });
  return {
    institutionName: institution.name,
    campuses: institution.campuses
      .filter(({ id }) => worksAt(staff, id))
      .map(({ id, name, region }) => ({ id, name, region })),
    regions: named(REGION_NAMES),
    categories: named(CATEGORY_NAMES),
    teachers: members.filter(({ roles }) => roles.includes('teacher')).map(({ name }) => name),
    services: Object.entries(services).map(([key, { maxDays, maxQuantity, maxUnitFen }]) => ({
      ...{ key, maxDays, maxQuantity, maxUnitFen },
    })),
  };
}

function named(names: Readonly<Record<string, string>>): { key: string; name: string }[] {
  return Object.entries(names).map(([key, name]) => ({ key, name }));
}
