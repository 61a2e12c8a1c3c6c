/** A student as she is typed in. */
export interface StudentDraft {
  name: string;
  birthYear: number;
  relation: Relation;
}

export type Relation = 'self' | 'child' | 'other';

export const RELATIONS: readonly { key: Relation; name: string }[] = [
  { key: 'self', name: '我自己' },
  { key: 'child', name: '我的孩子' },
  { key: 'other', name: '其他家人' },
];

const LONGEST_NAME = 20;
const OLDEST = 120;
const FIRST_BIRTH_YEAR: Record<Relation, number> = { self: 30, child: 8, other: 30 };

/** The year in China. */
export function yearOf(now: number): number {
  return new Date(now + 8 * 3_600_000).getUTCFullYear();
}

/** Where the picker of the birth year begins for this relation. */
export function likelyBirthYear(relation: Relation, now: number): number {
  return yearOf(now) - FIRST_BIRTH_YEAR[relation];
}

/** What is still missing or wrong, in words; undefined when it can be sent. */
export function faultOf(draft: Partial<StudentDraft>, now: number): string | undefined {
  const name = draft.name?.trim() ?? '';
  if (name === '') return '写上学员的称呼';
  if (name.length > LONGEST_NAME) return `称呼最多 ${LONGEST_NAME} 个字`;
  const { birthYear } = draft;
  if (birthYear === undefined) return '选择出生年份';
  const year = yearOf(now);
  if (birthYear > year || birthYear < year - OLDEST) return '出生年份不对';
  return undefined;
}

export function relationName(relation: Relation): string {
  return RELATIONS.find(({ key }) => key === relation)?.name ?? '';
}
