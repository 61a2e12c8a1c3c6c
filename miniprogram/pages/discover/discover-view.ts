import type { ResponseOf } from '../../../protocol';
import type { CourseCard } from '../../../protocol/catalog';
import { joined } from '../../format/joined';
import { unitWords } from '../../format/unit-words';

type Shelves = ResponseOf<'catalog', 'shelves'>;
type Institution = ResponseOf<'catalog', 'institution'>;

/** One course of the list. */
export interface CardView {
  courseId: string;
  title: string;
  cover: string;
  where: string;
  tag: string;
  priceFen: number;
  /** Beside the price: what it buys, and how much there is of it. */
  per: string;
  /** The card as a screen reader says it. */
  label: string;
}

/** One thing to choose from; `key` is empty for all. */
export interface Chip {
  key: string;
  name: string;
}

export const ALL_REGIONS: Chip = { key: '', name: '全部地区' };
const ALL: Chip = { key: '', name: '全部' };

export function cardViews(courses: readonly CourseCard[], institution: Institution): CardView[] {
  return courses.map((course) => {
    const { courseId, title, unitKind, unitPriceFen, classCount } = course;
    const words = unitWords(unitKind);
    const where = joined(campusText(course, institution), course.teacherName);
    return {
      ...{ courseId, title, where },
      cover: course.cover ?? '',
      tag: words.tag,
      priceFen: unitPriceFen,
      per: joined(words.per, unitKind === 'stage' ? `共 ${course.unitCount} 阶段` : `共 ${classCount} 次课`),
      label: joined(title, where, '先学后付', words.tag),
    };
  });
}

function campusText({ campusIds }: CourseCard, { name, campuses }: Institution): string {
  const [first, ...more] = campuses.filter(({ id }) => campusIds.includes(id));
  if (first === undefined) return name;
  return more.length === 0 ? first.name : `${first.name}等 ${more.length + 1} 个校区`;
}

export function categoryChips({ categories }: Shelves): Chip[] {
  return categories.length < 2 ? [] : [ALL, ...categories];
}

export function regionChips({ regions }: Shelves): Chip[] {
  return [ALL_REGIONS, ...regions];
}

/** The region chosen before, if it still has courses. */
export function regionOf(chosen: unknown, { regions }: Shelves): Chip {
  return regions.find(({ key }) => key === chosen) ?? ALL_REGIONS;
}

/** What stands where no course was found. */
export function emptyWords(search: string, region: Chip, category: Chip | undefined) {
  if (search !== '')
    return { title: `没有找到“${search}”`, body: '换个词，或看看全部课程。', action: '看全部课程' };
  if (region.key !== '' || (category?.key ?? '') !== '')
    return { title: '这里还没有课程', body: '换个地区或分类看看。', action: '看全部课程' };
  return { title: '还没有课程', body: '机构上架课程后会出现在这里。', action: '' };
}
