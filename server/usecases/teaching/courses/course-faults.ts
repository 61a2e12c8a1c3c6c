import type { Course, RungTerms } from '../../../domain/course/course';
import { type ContentFault, contentFaults } from '../../../domain/course/rules';
import type { Institution } from '../../../domain/people/people';
import { type PlanFault, planFaults } from '../../../domain/plan/faults';
import { priceList } from '../../../domain/plan/price-list';
import { type Decision, decide } from '../../../domain/region/decide';
import { between, DAY, type Time } from '../../../domain/time';
import type { Settings } from '../../../ports/settings';
import type { Ports } from '../../ports';

export type CourseFault = ContentFault;

/**
 * Everything that stands against publishing a course, all at once: its own content, WeChat Pay's limits for every
 * rung's price list, the region's rules, the institution's campuses. Empty: it can be published.
 */
export async function courseFaults(ports: Ports, course: Course): Promise<CourseFault[]> {
  const institution = await ports.store.get('institutions', ports.settings.institutionId);
  return faultsOf(ports, course, institution, await timetableDays(ports, course._id));
}

/**
 * The same of a course whose surroundings are read already.
 * @param spanDays days to the last class of its timetable; 0 while there is none
 */
export function faultsOf(
  { settings, clock }: Pick<Ports, 'settings' | 'clock'>,
  course: Course,
  institution: Institution | undefined,
  spanDays: number,
): CourseFault[] {
  return [
    ...contentFaults(course.draft),
    ...course.draft.rungs.flatMap((rung, index) => rungFaults(course, rung, index, settings, spanDays)),
    ...institutionFaults(course, institution),
    ...(institution === undefined ? [] : regionFaults(course, institution, clock.now())),
  ];
}

/** What the region says of the draft as it stands. */
export function decisionFor(course: Course, institution: Institution, at: Time): Decision {
  const { audience, subject, mode } = course.draft;
  return decide({ region: course.region, audience, subject, mode, institutionMode: institution.mode, at });
}

function rungFaults(
  course: Course,
  rung: RungTerms,
  index: number,
  settings: Settings,
  spanDays: number,
): CourseFault[] {
  const field = `rungs.${index}`;
  if (!Object.hasOwn(settings.services, rung.serviceKey)) {
    return [{ code: 'SERVICE_UNKNOWN', field, text: `没有配置支付分服务「${rung.serviceKey}」。` }];
  }
  const limits = settings.services[rung.serviceKey];
  const details = priceListOrNothing(course, rung);
  if (limits === undefined || details === undefined) return [];
  return planFaults(details, course.draft, limits, spanDays).map((fault) => planFaultView(fault, field));
}

/** A list can't be made of no classes or of stages that don't add up; `contentFaults` says so. */
function priceListOrNothing(course: Course, rung: RungTerms) {
  try {
    return priceList(course.draft, rung.unit);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function planFaultView({ code, detailNo, text }: PlanFault, field: string): CourseFault {
  return { code, field: detailNo === undefined ? field : `${field}.units.${detailNo}`, text };
}

function institutionFaults(course: Course, institution: Institution | undefined): CourseFault[] {
  if (institution === undefined) {
    return [{ code: 'NO_INSTITUTION', field: 'campusIds', text: '请先填写机构资料。' }];
  }
  const known = new Set(institution.campuses.map((campus) => campus.id));
  return course.campusIds.every((id) => known.has(id))
    ? []
    : [{ code: 'CAMPUS_UNKNOWN', field: 'campusIds', text: '有一个校区已不存在。' }];
}

function regionFaults(course: Course, institution: Institution, at: Time): CourseFault[] {
  const decision = decisionFor(course, institution, at);
  if (decision.allowed) return [];
  return [{ code: 'REGION', field: 'region', text: decision.reason ?? '这个地区不能开设这门课。' }];
}

/** Days from now to the last class already scheduled: the plan must outlast it. */
async function timetableDays(ports: Ports, courseId: string): Promise<number> {
  const [last] = await ports.store.find('classes', { courseId }, { sort: { startsAt: -1 }, limit: 1 });
  if (last === undefined) return 0;
  return Math.max(0, Math.ceil(between(ports.clock.now(), last.endsAt) / DAY));
}
