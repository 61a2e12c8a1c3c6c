import type { Course, CourseVersion } from '../../../domain/course/course';
import type { Offer } from '../../../domain/ladder';
import { sum, ZERO } from '../../../domain/money';
import { priceList } from '../../../domain/plan/price-list';
import type { Time } from '../../../domain/time';
import { frozen } from './publish-course';

/** The price lists that a draft would have; a rung whose list can't be made is left out, its fault says why. */
export function draftOffers(course: Course): Offer[] {
  return course.draft.rungs.flatMap((rung): Offer[] => {
    const details = priceListOrNothing(course, rung.unit);
    if (details === undefined) return [];
    return [
      {
        rungKey: rung.key,
        serviceKey: rung.serviceKey,
        unit: rung.unit,
        details,
        unitCount: details.length,
        firstUnitFen: details[0]?.priceFen ?? ZERO,
        totalFen: sum(details.map((detail) => detail.priceFen)),
      },
    ];
  });
}

function priceListOrNothing(course: Course, unit: Offer['unit']) {
  try {
    return priceList(course.draft, unit);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The draft as the version it would become, with words where it has none yet: for looking at, never stored. */
export function draftVersion(course: Course, last: number, now: Time): CourseVersion {
  const { draft } = course;
  const named = {
    ...draft,
    title: draft.title || '未命名课程',
    lessons: draft.lessons.map((lesson, index) => ({
      ...lesson,
      title: lesson.title || `第${index + 1}次课`,
    })),
    rungs: [],
  };
  return frozen({ ...course, draft: named }, last, '', now);
}
