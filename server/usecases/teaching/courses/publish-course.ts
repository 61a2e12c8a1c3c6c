import { createHash } from 'node:crypto';
import type { Course, CourseListing, CourseVersion, VersionPlan } from '../../../domain/course/course';
import { unitLabel } from '../../../domain/course/rules';
import { AppError } from '../../../domain/errors';
import type { StaffMember } from '../../../domain/people/people';
import { priceList } from '../../../domain/plan/price-list';
import type { Time } from '../../../domain/time';
import type { DocumentReader } from '../../../ports/store';
import { putAgenda } from '../../agenda/agenda';
import type { Ports } from '../../ports';
import { recordAct } from '../../staffing/audit';
import { authorise } from '../../staffing/authorise';
import { institutionOf } from '../../staffing/institution';
import { type CourseFault, courseFaults, decisionFor } from './course-faults';
import { asDrafted, courseOf } from './course-of';

export type Published =
  | { published: true; versionId: string; version: number }
  | { published: false; faults: CourseFault[] };

/**
 * Freezes the draft as the next version, with a WeChat plan for every rung to be created (`ensurePlans`); on sale
 * once they are. Whatever stands against it is answered, all at once, and nothing changes.
 * @throws AppError NOT_FOUND, FORBIDDEN
 */
export async function publishCourse(ports: Ports, staff: StaffMember, courseId: string): Promise<Published> {
  const seen = await courseOf(ports, courseId);
  const drafted = asDrafted(seen);
  authorise(staff, 'publishCourse', { campusIds: [...seen.campusIds, ...drafted.campusIds] });
  const faults = await courseFaults(ports, drafted);
  if (faults.length > 0) return { published: false, faults };
  const institution = await institutionOf(ports);
  return ports.store.transaction(async (tx): Promise<Published> => {
    const now = ports.clock.now();
    const stored = await tx.get('courses', courseId);
    if (stored?.revision !== seen.revision) throw new AppError('BUSY', `course ${courseId} has just changed`);
    const course = asDrafted(stored);
    const { ruleId } = decisionFor(course, institution, now);
    const version = frozen(course, await lastVersionNo(tx, course), ruleId, now);
    await tx.insert('course_versions', version);
    await tx.put('courses', {
      ...course,
      state: 'published',
      publishedVersionId: version._id,
      listing: listingOf(version),
      changed: false,
      updatedAt: now,
      revision: course.revision + 1,
    });
    await putAgenda(tx, 'plan', version._id, now);
    const after = { version: version.version, totalFen: version.totalFen, contract: version.contract.hash };
    await recordAct(tx, ports, { by: staff._id, action: 'publishCourse', subject: courseId, after }, now);
    return { published: true, versionId: version._id, version: version.version };
  });
}

async function lastVersionNo(reader: DocumentReader, course: Course): Promise<number> {
  const { publishedVersionId } = course;
  if (publishedVersionId === undefined) return 0;
  return (await reader.get('course_versions', publishedVersionId))?.version ?? 0;
}

/** The draft as a version of its own: nothing in it follows later edits. */
export function frozen(course: Course, last: number, regionRule: string, now: Time): CourseVersion {
  const { institutionId, campusIds, region, category, draft } = course;
  const version = last + 1;
  const text = draft.contractText;
  return {
    ...draft,
    _id: `${course._id}-v${version}`,
    courseId: course._id,
    ...{ institutionId, campusIds, region, category, version },
    contract: { version, text, hash: createHash('sha256').update(text).digest('hex') },
    plans: draft.rungs.map(
      (rung, index): VersionPlan => ({
        rungKey: rung.key,
        serviceKey: rung.serviceKey,
        // At most 16 + 10 characters of `[0-9A-Za-z]`, WeChat takes 32 (merchant_plan_no); never used twice.
        merchantPlanNo: `P${course._id}v${version}r${index + 1}`,
        state: 'preparing',
        details: priceList(draft, rung.unit),
      }),
    ),
    regionRule,
    publishedAt: now,
  };
}

/** The catalogue shows the smallest charge unit: what a learner owes at most at a time. */
function listingOf(version: CourseVersion): CourseListing {
  const first = (plan: VersionPlan) => plan.details[0]?.priceFen ?? version.totalFen;
  const [smallest] = version.plans.toSorted((a, b) => (first(a) < first(b) ? -1 : 1));
  const rung = version.rungs.find(({ key }) => key === smallest?.rungKey);
  return {
    title: version.title,
    teacherName: version.teacherName,
    unitLabel: rung === undefined ? '' : unitLabel(rung.unit, version.mode),
    unitKind: rung?.unit.kind ?? 'course',
    unitCount: smallest?.details.length ?? 1,
    unitPriceFen: smallest === undefined ? version.totalFen : first(smallest),
    totalFen: version.totalFen,
    classCount: version.lessons.length,
    mode: version.mode,
    audience: version.audience,
    publishedAt: version.publishedAt,
    ...(version.cover === undefined ? {} : { cover: version.cover }),
  };
}
