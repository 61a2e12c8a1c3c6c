import type { RequestOf, ResponseOf } from '../../../../protocol';
import type { Course, CourseContent, CourseHead } from '../../../domain/course/course';
import { AppError } from '../../../domain/errors';
import { fen } from '../../../domain/money';
import type { StaffMember } from '../../../domain/people/people';
import type { Ports } from '../../ports';
import { recordAct } from '../../staffing/audit';
import { authorise } from '../../staffing/authorise';
import { courseFaults } from './course-faults';
import { asDrafted } from './course-of';

type SaveRequest = RequestOf<'staff', 'saveCourse'>;

/**
 * Saves the draft of a course, finished or not, and says what still stands against publishing it. Versions that
 * learners have signed are not touched.
 * @throws AppError FORBIDDEN, NOT_FOUND, WRONG_STATE when somebody else has saved since
 */
export async function saveCourse(
  ports: Ports,
  staff: StaffMember,
  request: SaveRequest,
): Promise<ResponseOf<'staff', 'saveCourse'>> {
  authorise(staff, 'saveCourse', { campusIds: request.campusIds });
  const saved = await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const before = request.courseId === undefined ? undefined : await tx.get('courses', request.courseId);
    if (request.courseId !== undefined) checkStored(ports, staff, request, before);
    const head: CourseHead = {
      campusIds: request.campusIds,
      region: request.region,
      category: request.category,
    };
    const course: Course = {
      ...(before ?? {
        _id: ports.ids.next(),
        institutionId: ports.settings.institutionId,
        state: 'draft',
        createdAt: now,
      }),
      ...(before?.publishedVersionId === undefined ? head : { ...headOf(before), draftHead: head }),
      draft: contentOf(request.content),
      changed: before?.publishedVersionId !== undefined,
      savedBy: staff._id,
      updatedAt: now,
      revision: (before?.revision ?? 0) + 1,
    };
    await tx.put('courses', course);
    const facts = (c: Course) => ({
      title: c.draft.title,
      totalFen: c.draft.totalFen,
      campusIds: asDrafted(c).campusIds,
    });
    const act = { by: staff._id, action: 'saveCourse', subject: course._id, after: facts(course) };
    await recordAct(tx, ports, before === undefined ? act : { ...act, before: facts(before) }, now);
    return course;
  });
  return {
    courseId: saved._id,
    revision: saved.revision,
    faults: await courseFaults(ports, asDrafted(saved)),
  };
}

function headOf({ campusIds, region, category }: Course): CourseHead {
  return { campusIds, region, category };
}

function checkStored(
  ports: Ports,
  staff: StaffMember,
  request: SaveRequest,
  before: Course | undefined,
): asserts before is Course {
  if (before?.institutionId !== ports.settings.institutionId) {
    throw new AppError('NOT_FOUND', `no course ${request.courseId}`);
  }
  authorise(staff, 'saveCourse', { campusIds: [...before.campusIds, ...asDrafted(before).campusIds] });
  if (request.revision !== before.revision) {
    throw new AppError('WRONG_STATE', `course ${before._id} was saved by somebody else`, {
      revision: before.revision,
    });
  }
}

/** Content as the editor sends it. */
export function contentOf({ totalFen, originalFen, ...content }: SaveRequest['content']): CourseContent {
  return { ...content, totalFen: fen(totalFen), originalFen: fen(originalFen) };
}
