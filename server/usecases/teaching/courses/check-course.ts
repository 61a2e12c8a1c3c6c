import type { RequestOf, ResponseOf } from '../../../../protocol';
import type { Course } from '../../../domain/course/course';
import type { StaffMember } from '../../../domain/people/people';
import { rungView } from '../../browsing/listed-course';
import type { Ports } from '../../ports';
import { authorise } from '../../staffing/authorise';
import { institutionOf } from '../../staffing/institution';
import { courseFaults } from './course-faults';
import { draftOffers } from './draft-version';
import { verdictFor } from './region-verdict';
import { contentOf } from './save-course';

/**
 * Faults, price lists and the region's verdict of a draft that is not saved yet, while somebody types. Writes nothing.
 * @throws AppError FORBIDDEN, NOT_FOUND before the institution is described
 */
export async function checkCourse(
  ports: Ports,
  staff: StaffMember,
  asked: RequestOf<'staff', 'checkCourse'>,
): Promise<ResponseOf<'staff', 'checkCourse'>> {
  authorise(staff, 'checkCourse', { campusIds: asked.campusIds });
  const now = ports.clock.now();
  const { campusIds, region, category } = asked;
  const course: Course = {
    _id: asked.courseId ?? 'draft',
    institutionId: ports.settings.institutionId,
    ...{ campusIds, region, category, state: 'draft', revision: 1, createdAt: now, updatedAt: now },
    draft: contentOf(asked.content),
  };
  return {
    faults: await courseFaults(ports, course),
    rungs: draftOffers(course).map(rungView),
    verdict: verdictFor(course, await institutionOf(ports), now),
  };
}
