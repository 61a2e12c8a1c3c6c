import { AUDIENCE_NAMES, MODE_NAMES } from '../../format/course-words';
import { joined } from '../../format/joined';
import { yuan } from '../../format/money';
import { unitWords } from '../../format/unit-words';
import type { Choices, CourseForm, CourseRead } from './course-form';
import { countOf, totalFenOf } from './form-content';
import { type FormFault, faultLines, SECTIONS, type Section } from './form-faults';

/** One part of the form, folded. */
export interface SectionRow {
  key: Section;
  name: string;
  /** What is filled in. */
  summary: string;
  /** `还差 2 处`; empty where nothing is wrong. */
  fault: string;
}

const NAMES: Record<Section, string> = {
  basics: '基本信息',
  place: '校区与地区',
  pictures: '图片',
  lessons: '课次与内容',
  price: '价格与扣费',
  terms: '规则',
  contract: '合同',
};

export function sectionRows(
  form: CourseForm,
  choices: Choices,
  verdict: CourseRead['verdict'] | undefined,
  faults: readonly FormFault[],
): SectionRow[] {
  const lines = faultLines(faults);
  return SECTIONS.map((key) => {
    const count = lines.filter(({ section }) => section === key).length;
    return {
      ...{ key, name: NAMES[key], summary: SUMMARIES[key](form, choices, verdict) },
      fault: count === 0 ? '' : `还差 ${count} 处`,
    };
  });
}

type Summary = (form: CourseForm, choices: Choices, verdict: CourseRead['verdict'] | undefined) => string;

const SUMMARIES: Record<Section, Summary> = {
  basics: ({ title, teacherName, category, audience }, { categories }) =>
    joined(
      title.trim() || '还没有名称',
      teacherName.trim(),
      categories.find(({ key }) => key === category)?.name ?? category,
      AUDIENCE_NAMES[audience],
    ),
  place: ({ campusIds, region }, { campuses, regions }, verdict) => {
    const [first, ...more] = campuses.filter(({ id }) => campusIds.includes(id));
    const campus =
      first === undefined ? '还没选校区' : more.length === 0 ? first.name : `${more.length + 1} 个校区`;
    const name = regions.find(({ key }) => key === region)?.name ?? region;
    return joined(
      campus,
      verdict === undefined ? name : `${name}${verdict.allowed ? '可以开设' : '不能开设'}`,
    );
  },
  pictures: ({ cover, pictures }) =>
    joined(
      cover === '' ? '没有封面，用一个字代替' : '有封面',
      pictures.length === 0 ? '' : `${pictures.length} 张图片`,
    ),
  lessons: (form) => {
    const count = countOf(form);
    return joined(
      MODE_NAMES[form.mode],
      count === undefined ? '还没填课次数' : `${count} ${form.mode === 'on-demand' ? '课' : '次课'}`,
      form.mode === 'on-demand' || form.classMinutes === '' ? '' : `每次 ${form.classMinutes} 分钟`,
    );
  },
  price: (form) => {
    const total = totalFenOf(form) ?? 0;
    const units = [...new Set(form.rungs.map(({ kind }) => unitWords(kind).tag))];
    return joined(total === 0 ? '还没填价格' : yuan(total), units.join('、'));
  },
  terms: ({ windowHours, planDays, ordinaryPayment, mode }) =>
    joined(
      `异议 ${windowHours || '？'} 小时`,
      `有效期 ${planDays || '？'} 天`,
      ordinaryPayment && mode === 'scheduled' ? '可直接支付' : '',
    ),
  contract: ({ contractText }) => {
    const length = contractText.trim().length;
    return length === 0 ? '还没有合同' : `${length} 字`;
  },
};

/** One line of what stands against publishing, and in which part. */
export interface FaultRow {
  section: Section;
  name: string;
  text: string;
}

export function faultRows(faults: readonly FormFault[]): FaultRow[] {
  return faultLines(faults).map(({ section, text }) => ({ section, name: NAMES[section], text }));
}

export interface Head {
  title: string;
  /** Tags: state, and what waits. */
  tags: { text: string; tone: '' | 'brand' | 'notice' }[];
  note: string;
}

/** State of the course in a glance. @param dirty something typed is not saved */
export function headOf(course: CourseRead | undefined, form: CourseForm, dirty: boolean): Head {
  const title = form.title.trim() || (course === undefined ? '新课程' : '未命名课程');
  if (course === undefined) {
    return { title, tags: [{ text: '草稿', tone: '' }], note: '还没有保存，写过的先留在这部手机上。' };
  }
  const waits = course.state !== 'draft' && (course.changed || dirty);
  return {
    title,
    tags: waits ? [stateTag(course), WAITING] : [stateTag(course)],
    note: noteOf(course, dirty),
  };
}

const WAITING: Head['tags'][number] = { text: '有改动没发布', tone: 'notice' };

function stateTag({ state, plans, version }: CourseRead): Head['tags'][number] {
  if (state === 'draft') return { text: '草稿', tone: '' };
  if (state === 'stopped') return { text: '已停售', tone: '' };
  const preparing = plans.some((plan) => plan.state === 'preparing');
  return preparing
    ? { text: '正在上架', tone: 'notice' }
    : { text: `在售 · 第 ${version ?? 1} 版`, tone: 'brand' };
}

function noteOf({ state, plans }: CourseRead, dirty: boolean): string {
  if (dirty) return '有没保存的改动，先留在这部手机上。';
  if (state === 'published' && plans.some((plan) => plan.state === 'preparing'))
    return '正在微信支付建立扣费计划，建好就能报名。';
  return '';
}

/** What the one primary button does; nothing when everything is done. */
export type Primary = 'save' | 'publish' | '';

export function primaryOf(course: CourseRead | undefined, dirty: boolean): Primary {
  if (dirty || course === undefined) return 'save';
  return course.state === 'published' && !course.changed ? '' : 'publish';
}

/** What is asked before publishing. @param running orders that go on with the versions they signed */
export function publishQuestion(course: CourseRead, running: number): { title: string; content: string } {
  const next = (course.version ?? 0) + 1;
  const others = running === 0 ? '' : `已经签约的 ${running} 位学员照原来的版本上课和扣费。`;
  return {
    title: `发布第 ${next} 版`,
    content: `价格、课次和合同会定下来，新学员按这一版报名。${others}`,
  };
}

/** What is asked before it is taken off sale. */
export function stopQuestion(running: number): { title: string; content: string } {
  const others = running === 0 ? '' : `已经签约的 ${running} 位学员不受影响，照常上课和扣费。`;
  return {
    title: '停止报名',
    content: `学员在“发现”里不再看到这门课，不能新报名。${others}之后可以重新发布。`,
  };
}
