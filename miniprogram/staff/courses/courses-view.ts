import type { CourseRow } from '../../../protocol/staff-courses';
import { joined } from '../../format/joined';
import { yuan } from '../../format/money';

/** One course of the list. */
export interface CourseCard {
  courseId: string;
  title: string;
  /** Of whom and how much. */
  note: string;
  tags: { text: string; tone: '' | 'brand' | 'notice' }[];
}

export type Filter = 'all' | 'published' | 'draft' | 'changed' | 'stopped';

/** A filter with how many courses it shows. */
export interface FilterChip {
  key: Filter;
  name: string;
}

const FILTERS: readonly { key: Filter; name: string; holds: (row: CourseRow) => boolean }[] = [
  { key: 'all', name: '全部', holds: () => true },
  { key: 'published', name: '在售', holds: ({ state }) => state === 'published' },
  { key: 'draft', name: '草稿', holds: ({ state }) => state === 'draft' },
  { key: 'changed', name: '有改动', holds: ({ state, changed }) => state !== 'draft' && changed },
  { key: 'stopped', name: '已停售', holds: ({ state }) => state === 'stopped' },
];

/** Filters that hold something; none while all courses are of one kind. */
export function filterChips(rows: readonly CourseRow[]): FilterChip[] {
  const chips = FILTERS.map(({ key, name, holds }) => ({ key, name, count: rows.filter(holds).length }))
    .filter(({ key, count }) => key === 'all' || count > 0)
    .map(({ key, name, count }) => ({ key, name: key === 'all' ? name : `${name} ${count}` }));
  return chips.length < 3 ? [] : chips;
}

/** The courses that a filter and some words leave, in the order they came. Every word must be in title or teacher. */
export function foundRows(rows: readonly CourseRow[], filter: Filter, search: string): CourseRow[] {
  const holds = FILTERS.find(({ key }) => key === filter)?.holds ?? (() => true);
  const words = plain(search).split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) => holds(row) && words.every((word) => plain(`${row.title} ${row.teacherName}`).includes(word)),
  );
}

/** Full-width letters and capitals are no other words. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

export function courseCards(rows: readonly CourseRow[]): CourseCard[] {
  return rows.map((row) => ({
    courseId: row.courseId,
    title: row.title || '未命名课程',
    note: joined(
      row.teacherName,
      row.classCount === 0 ? '' : `${row.classCount} ${row.mode === 'on-demand' ? '课' : '次课'}`,
      row.totalFen === 0 ? '' : yuan(row.totalFen),
    ),
    tags: tagsOf(row),
  }));
}

function tagsOf({ state, version, changed, faultCount }: CourseRow): CourseCard['tags'] {
  const tags: CourseCard['tags'] = [];
  if (state === 'published') tags.push({ text: `在售 · 第 ${version ?? 1} 版`, tone: 'brand' });
  else tags.push({ text: state === 'draft' ? '草稿' : '已停售', tone: '' });
  if (state !== 'draft' && changed) tags.push({ text: '有改动没发布', tone: 'notice' });
  if (state === 'stopped' && !changed) return tags;
  if (faultCount > 0) tags.push({ text: `发布前还有 ${faultCount} 处要改`, tone: 'notice' });
  else if (state === 'draft') tags.push({ text: '可以发布', tone: '' });
  return tags;
}

/** What stands where no course is shown. */
export function emptyWords(rows: readonly CourseRow[], search: string, mayMake: boolean) {
  if (rows.length === 0)
    return {
      title: '还没有课程',
      body: mayMake ? '先填名称、课次和价格，发布后学员就能报名。' : '教务建好的课程会在这里。',
    };
  return search.trim() === ''
    ? { title: '这里没有课程', body: '换个分类看看。' }
    : { title: `没有找到“${search.trim()}”`, body: '换个词，或看看全部课程。' };
}
