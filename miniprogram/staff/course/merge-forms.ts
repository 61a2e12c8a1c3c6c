import type { CourseForm } from './course-form';

type Field = keyof CourseForm;

/** Fields that say one thing together: what one person typed is not mixed with what another did. */
const TOGETHER: readonly (readonly Field[])[] = [['priceBy', 'total', 'perClass', 'original']];

const NAMES: Record<Field, string> = {
  title: '课程名称',
  summary: '介绍',
  teacherName: '老师',
  category: '分类',
  audience: '适合谁',
  subject: '教什么',
  campusIds: '校区',
  region: '地区',
  cover: '封面',
  pictures: '图片',
  mode: '上课方式',
  count: '课次数',
  classMinutes: '每次时长',
  lessons: '每次课的内容',
  priceBy: '价格',
  total: '价格',
  perClass: '价格',
  original: '价格',
  rungs: '扣费方式',
  ordinaryPayment: '直接支付',
  windowHours: '异议时间',
  planDays: '有效期',
  contractText: '合同',
};

export interface Merged {
  form: CourseForm;
  /** What both changed, each in another way: mine was kept. */
  clashes: string[];
  /** What only the other changed, and is taken over. */
  taken: string[];
}

/**
 * Two people's work on one course: what only one of them changed is taken, what both changed stays as I typed it and is
 * named.
 * @param base what both began with
 */
export function mergeForms(base: CourseForm, mine: CourseForm, theirs: CourseForm): Merged {
  const names = { clashes: new Set<string>(), taken: new Set<string>() };
  const form: CourseForm = { ...mine };
  for (const fields of groups()) {
    const changed = (by: CourseForm) => fields.some((field) => differ(base[field], by[field]));
    const same = fields.every((field) => !differ(mine[field], theirs[field]));
    const takesTheirs = changed(theirs) && !changed(mine);
    const [first = 'title'] = fields;
    if (takesTheirs) names.taken.add(NAMES[first]);
    else if (changed(theirs) && !same) names.clashes.add(NAMES[first]);
    if (takesTheirs) for (const field of fields) Object.assign(form, { [field]: theirs[field] });
  }
  return { form, clashes: [...names.clashes], taken: [...names.taken] };
}

function groups(): readonly (readonly Field[])[] {
  const grouped = new Set(TOGETHER.flat());
  const single = (Object.keys(NAMES) as Field[]).filter((field) => !grouped.has(field));
  return [...TOGETHER, ...single.map((field) => [field])];
}

function differ(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

/** What is said after two people have saved the same course. @param who the other, where known */
export function mergedText({ clashes, taken }: Pick<Merged, 'clashes' | 'taken'>, who: string): string {
  const theirs = taken.length === 0 ? '' : `已并进来：${taken.join('、')}。`;
  const both = clashes.length === 0 ? '' : `两边都改了${clashes.join('、')}，留的是你写的。`;
  return `${who}刚才也保存了这门课。${theirs}${both}看一下，再点保存。`;
}
