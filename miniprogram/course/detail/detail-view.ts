import type { CoursePage } from '../../../protocol/catalog';
import { AUDIENCE_NAMES } from '../../format/course-words';
import { clockText, dayText } from '../../format/dates';
import { joined } from '../../format/joined';
import { unitWords } from '../../format/unit-words';

export type Rung = CoursePage['rungs'][number];

/** Everything the course page shows. */
export interface DetailView {
  title: string;
  cover: string;
  pictures: string[];
  amountLine: string;
  whereLine: string;
  audience: string;
  summary: string;
  mode: string;
  windowHours: number;
  /** Tabs over the price list, when there is more than one rung. */
  rungTabs: { key: string; name: string }[];
  ordinary: { shown: boolean; priceFen: number };
  times: { when: string; where: string }[];
  lessons: { no: number; title: string; note: string }[];
  stopping: { title: string; body: string }[];
  facts: { name: string; value: string }[];
  phone: string;
  campuses: { name: string; address: string }[];
  contractNote: string;
  onSale: boolean;
}

export function detailView(course: CoursePage): DetailView {
  const { lessons, institution, campuses, mode } = course;
  return {
    title: course.title,
    cover: course.cover ?? '',
    pictures: course.pictures,
    amountLine: joined(
      mode === 'on-demand' ? `${lessons.length} 节点播课` : `${lessons.length} 次课`,
      mode === 'on-demand' ? '随时学' : (rhythmOf(course) ?? `每次 ${course.classMinutes} 分钟`),
    ),
    whereLine: joined(
      institution.name,
      campuses.length > 1 ? `${campuses.length} 个校区` : campuses[0]?.name,
    ),
    audience: AUDIENCE_NAMES[course.audience],
    summary: course.summary,
    mode,
    windowHours: course.windowHours,
    rungTabs: rungTabs(course.rungs),
    ordinary: { shown: course.ordinaryPayment, priceFen: course.classPriceFen },
    times: course.coming.map(({ startsAt, endsAt, place, online }) => ({
      when: `${dayText(startsAt)} ${clockText(startsAt)}–${clockText(endsAt)}`,
      where: online ? '线上' : place,
    })),
    lessons: lessons.map(({ no, title, minutes }) => ({
      ...{ no, title },
      note: minutes === undefined ? '' : `${minutes} 分钟`,
    })),
    stopping: stoppingWords(course),
    facts: factsOf(course),
    phone: institution.servicePhone,
    campuses: campuses.map(({ name, address }) => ({ name, address })),
    contractNote: contractNote(course.contract),
    onSale: course.state === 'published',
  };
}

/** `每周三、周六`, from the classes that are coming. */
export function rhythmOf({ coming }: Pick<CoursePage, 'coming'>): string | undefined {
  const days = coming.map(({ startsAt }) => dayText(startsAt).slice(-1));
  const repeated = [...new Set(days)].filter((day) => days.indexOf(day) !== days.lastIndexOf(day));
  if (repeated.length === 0) return undefined;
  return `每${repeated.map((day) => `周${day}`).join('、')}`;
}

function rungTabs(rungs: readonly Rung[]): { key: string; name: string }[] {
  if (rungs.length < 2) return [];
  return rungs.map(({ rungKey, unit }) => ({ key: rungKey, name: unitWords(unit.kind).tag }));
}

function stoppingWords({ windowHours, mode }: CoursePage): DetailView['stopping'] {
  const taught = mode === 'on-demand' ? '学完' : '点名';
  return [
    { title: '没上的课永不扣费', body: '随时可以关闭扣费，关闭前先看清应付多少。' },
    { title: `${taught}后 ${windowHours} 小时内可以提异议`, body: '有异议的这一笔，处理完之前不扣。' },
    mode === 'on-demand'
      ? { title: '没有开始的课不扣费', body: '开始下一课之前会先问你。' }
      : { title: '缺课不扣费', body: '之后补上的课，仍按这个节点的价格扣。' },
  ];
}

function factsOf({
  institution,
  teacherName,
  audience,
  mode,
  classMinutes,
}: CoursePage): DetailView['facts'] {
  return [
    { name: '老师', value: teacherName },
    { name: '适合', value: AUDIENCE_NAMES[audience] },
    { name: '每次', value: mode === 'on-demand' ? '' : `${classMinutes} 分钟` },
    { name: '机构', value: institution.name },
    { name: '办学许可', value: institution.licence },
  ].filter(({ value }) => value !== '');
}

/** `第 3 版 · 6 条`; clauses are counted by their numbers at the start of a line. */
export function contractNote({ version, text }: Pick<CoursePage['contract'], 'version' | 'text'>): string {
  const clauses =
    text.match(/^\s*(第[一二三四五六七八九十百]+条|[一二三四五六七八九十]+、|\d+[.、．])/gm)?.length ?? 0;
  return joined(`第 ${version} 版`, clauses === 0 ? '' : `${clauses} 条`, '价格已填好');
}
