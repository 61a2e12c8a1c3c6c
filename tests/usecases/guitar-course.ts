import type { MemoryStoreOptions } from '../../server/adapters/memory-store/memory-store';
import type { CourseContent, CourseVersion, RungTerms } from '../../server/domain/course/course';
import { fen } from '../../server/domain/money';
import type { StaffMember } from '../../server/domain/people/people';
import { priceList } from '../../server/domain/plan/price-list';
import { HOUR, plus, type Time, timeOf } from '../../server/domain/time';
import type { Store } from '../../server/ports/store';
import type { Ports } from '../../server/usecases/ports';
import { content } from '../domain/courses';

export const PAYER = 'o-payer';
/** The first class; the learner orders a week earlier. */
export const FIRST_CLASS = timeOf(Date.parse('2026-03-09T10:00:00+08:00'));
export const OWNER: StaffMember = {
  _id: 'o-owner',
  institutionId: 'inst',
  name: '林校长',
  roles: ['owner'],
  campusIds: [],
  state: 'active',
  createdAt: FIRST_CLASS,
  revision: 1,
};

const RUNGS: RungTerms[] = [
  { key: 'per-class', serviceKey: 'per-class', unit: { kind: 'class' } },
  { key: 'whole', serviceKey: 'whole-course', unit: { kind: 'course' } },
];

export interface CourseOptions {
  classes?: number;
  /** From one class's start to the next's; a day. */
  every?: number;
  changes?: Partial<CourseContent>;
  beforeStep?: MemoryStoreOptions['beforeStep'];
  /** Stands between the use cases and their ports. */
  gate?: (ports: Ports) => Ports;
}

/** The course as published, at ¥100 a class. */
export function versionOf({ classes = 3, changes = {} }: CourseOptions): CourseVersion {
  const course = contentOf({ classes, changes });
  return {
    ...course,
    ...{ _id: 'guitar-v1', courseId: 'guitar', version: 1, regionRule: 'rule', publishedAt: FIRST_CLASS },
    ...{ region: 'guangdong', category: 'music', institutionId: 'inst', campusIds: ['north'] },
    contract: { version: 1, text: course.contractText, hash: 'ab'.repeat(32) },
    plans: course.rungs.map((rung) => ({
      ...{ rungKey: rung.key, serviceKey: rung.serviceKey, merchantPlanNo: `P${rung.key}` },
      ...{ planId: `plan-${rung.key}`, state: 'normal', details: priceList(course, rung.unit) },
    })),
  };
}

function contentOf({ classes = 3, changes = {} }: CourseOptions): CourseContent {
  return content({ rungs: RUNGS, totalFen: fen(classes * 10_000), ...changes }, classes);
}

/** Course, version, two students, and the timetable. */
export async function setUp(
  store: Store,
  options: CourseOptions,
  now: Time,
  classStart: (no: number) => Time,
): Promise<void> {
  const version = versionOf(options);
  const { institutionId, campusIds, region, category } = version;
  await store.insert('course_versions', version);
  await store.insert('courses', {
    ...{ _id: 'guitar', institutionId, campusIds, region, category },
    ...{ state: 'published', publishedVersionId: version._id, draft: contentOf(options) },
    ...{ createdAt: now, updatedAt: now, revision: 1 },
  });
  for (const id of ['student1', 'student2'])
    await store.insert('students', {
      ...{ _id: id, payerOpenid: PAYER, name: id, birthYear: 1990, relation: 'self' },
      createdAt: now,
    });
  if (version.mode !== 'scheduled') return;
  for (const [i] of version.lessons.entries()) await addClass(store, i + 1, classStart(i + 1), now);
}

/** Schedules the n-th class, an hour long. */
export async function addClass(store: Store, no: number, startsAt: Time, now: Time): Promise<void> {
  await store.insert('classes', {
    ...{ _id: `k${no}`, institutionId: 'inst', campusId: 'north', courseId: 'guitar', title: '吉他课' },
    ...{ startsAt, endsAt: plus(startsAt, HOUR), place: '301', online: false, teacherOpenid: 'o-teacher' },
    ...{ capacity: 10, state: 'scheduled', material: [], makeUp: false, revision: 1 },
    ...{ createdAt: now, createdBy: OWNER._id },
  });
}
