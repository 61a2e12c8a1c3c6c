import type { RequestOf, ResponseOf } from '../../../protocol';
import { typedYuan } from '../../format/money';
import { stagesText } from './stages';

export type CourseRead = ResponseOf<'staff', 'readCourse'>;
export type Choices = ResponseOf<'staff', 'courseChoices'>;
export type Content = CourseRead['content'];
export type Draft = Pick<RequestOf<'staff', 'saveCourse'>, 'campusIds' | 'region' | 'category' | 'content'>;

export type UnitKind = Content['rungs'][number]['unit']['kind'];

/** A rung of the ladder as it is typed. */
export interface RungForm {
  key: string;
  serviceKey: string;
  kind: UnitKind;
  /** `5、5、10`: classes of each stage; kept while another kind is tried. */
  stages: string;
}

export interface LessonForm {
  title: string;
  minutes: string;
  /** File ids of an on-demand lesson. */
  content: string[];
}

/**
 * A course as somebody types it: amounts and numbers are texts, so that nothing is lost or rounded before she is done.
 * `lessons` may be longer than `count` says: a smaller number hides what was written and doesn't throw it away.
 */
export interface CourseForm {
  title: string;
  summary: string;
  teacherName: string;
  category: string;
  audience: Content['audience'];
  subject: Content['subject'];
  campusIds: string[];
  region: string;
  cover: string;
  pictures: string[];
  mode: Content['mode'];
  count: string;
  classMinutes: string;
  lessons: LessonForm[];
  /** Which of the two amounts was typed; the other follows. */
  priceBy: 'total' | 'class';
  total: string;
  perClass: string;
  original: string;
  rungs: RungForm[];
  ordinaryPayment: boolean;
  windowHours: string;
  planDays: string;
  contractText: string;
}

/** A stored draft, ready to be typed on. */
export function formOf({ campusIds, region, category, content }: CourseRead): CourseForm {
  const { totalFen, originalFen, lessons, rungs, cover = '', pictures = [], ...rest } = content;
  const { title, summary, teacherName, audience, subject, mode, ordinaryPayment, contractText } = rest;
  return {
    ...{ campusIds, region, category },
    ...{ title, summary, teacherName, audience, subject, mode, ordinaryPayment, contractText },
    ...{ cover, pictures },
    count: lessons.length === 0 ? '' : String(lessons.length),
    classMinutes: String(content.classMinutes),
    lessons: lessons.map(lessonForm),
    priceBy: 'total',
    total: totalFen === 0 ? '' : typedYuan(totalFen),
    perClass: '',
    original: originalFen === totalFen ? '' : typedYuan(originalFen),
    rungs: rungs.map(rungForm),
    windowHours: String(content.windowHours),
    planDays: String(content.planDays),
  };
}

function lessonForm({ title, minutes, content = [] }: Content['lessons'][number]): LessonForm {
  return { title, minutes: minutes === undefined ? '' : String(minutes), content };
}

function rungForm({ key, serviceKey, unit }: Content['rungs'][number]): RungForm {
  return { key, serviceKey, kind: unit.kind, stages: unit.kind === 'stage' ? stagesText(unit.sizes) : '' };
}

/** Services that a charge unit usually stands on, by the names in the deployment's settings. */
const USUAL: Record<UnitKind, string> = { class: 'per-class', stage: 'per-stage', course: 'whole-course' };

/** The service that a rung of this kind starts with; the first there is where the usual one is not. */
export function usualService(kind: UnitKind, { services }: Pick<Choices, 'services'>): string {
  const usual = services.find(({ key }) => key === USUAL[kind]);
  return (usual ?? services[0])?.key ?? USUAL[kind];
}

/** Another rung, of a kind that is not there yet where one is left. */
export function addedRung(rungs: readonly RungForm[], choices: Pick<Choices, 'services'>): RungForm {
  const kinds: UnitKind[] = ['class', 'stage', 'course'];
  const kind = kinds.find((k) => !rungs.some((rung) => rung.kind === k)) ?? 'stage';
  return { key: freeKey(rungs, kind), serviceKey: usualService(kind, choices), kind, stages: '' };
}

/** A key of its own: learners' orders name their rung by it. */
function freeKey(rungs: readonly RungForm[], kind: UnitKind): string {
  const taken = new Set(rungs.map(({ key }) => key));
  for (let no = 1; ; no += 1) {
    const key = no === 1 ? kind : `${kind}${no}`;
    if (!taken.has(key)) return key;
  }
}

/** A course that nobody has written anything about yet. */
export function newForm(choices: Choices): CourseForm {
  const [campus] = choices.campuses;
  return {
    ...{ title: '', summary: '', teacherName: '', category: 'other', audience: 'adult', subject: 'other' },
    campusIds: choices.campuses.length === 1 && campus !== undefined ? [campus.id] : [],
    region: campus?.region ?? choices.regions[0]?.key ?? '',
    ...{ cover: '', pictures: [], mode: 'scheduled', count: '', classMinutes: '60', lessons: [] },
    ...{ priceBy: 'total', total: '', perClass: '', original: '' },
    rungs: [addedRung([], choices)],
    ...{ ordinaryPayment: true, windowHours: '24', planDays: '300', contractText: '' },
  };
}
