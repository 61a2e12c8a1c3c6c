import type { ResponseOf } from '../../../protocol';
import type { LessonView } from '../../../protocol/classroom';
import type { UnitView } from '../../../protocol/order-view';
import { momentText } from '../../format/dates';
import { joined } from '../../format/joined';
import { yuan } from '../../format/money';
import type { Mark } from '../../format/unit-state';

export type Lessons = ResponseOf<'classroom', 'lessons'>;
export type LessonCard = Lessons['lessons'][number];

export interface LessonRow {
  no: number;
  title: string;
  caption: string;
  mark: Mark;
  word: string;
  action: string;
  locked: boolean;
  current: boolean;
}

/** The lessons of the course as a list. @param current number of the lesson that is shown, 0 for none */
export function lessonRows({ lessons }: Lessons, current: number): LessonRow[] {
  return lessons.map((lesson) => ({
    no: lesson.lessonNo,
    title: lesson.title,
    caption: joined(lesson.minutes === undefined ? '' : `${lesson.minutes} 分钟`, progressText(lesson)),
    ...markOf(lesson),
    action: actionOf(lesson, current),
    locked: lesson.gate === 'locked',
    current: lesson.lessonNo === current,
  }));
}

function progressText({ finished, seconds, gate }: LessonCard): string {
  if (finished) return '学完';
  if (seconds > 0) return `学到 ${clockOf(seconds)}`;
  return gate === 'locked' ? '学到这里再打开' : '';
}

function markOf({ finished, gate, seconds }: LessonCard): { mark: Mark; word: string } {
  if (finished) return { mark: 'paid', word: '学完' };
  if (gate === 'open') return { mark: 'window', word: seconds > 0 ? '学了一部分' : '已打开' };
  return gate === 'free' ? { mark: 'next', word: '可以学' } : { mark: 'planned', word: '还没到' };
}

function actionOf({ gate, lessonNo, finished, seconds }: LessonCard, current: number): string {
  if (lessonNo === current) return '正在看';
  if (gate === 'locked') return '';
  if (finished) return '再看';
  return gate === 'open' && seconds > 0 ? '继续' : '开始';
}

/** `3:20`, `1:02:05` */
export function clockOf(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (n: number): string => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** The lesson to go on with: the one begun last and not finished, else the first that may be started. */
export function lessonToGoOn({ lessons }: Lessons): LessonCard | undefined {
  const begun = lessons.filter((lesson) => lesson.gate === 'open' && !lesson.finished);
  return begun[begun.length - 1] ?? lessons.find((lesson) => lesson.gate === 'free');
}

/** The lesson after a finished one, if it may be started. */
export function lessonAfter({ lessons }: Lessons, lessonNo: number): LessonCard | undefined {
  const next = lessons.find((lesson) => lesson.lessonNo === lessonNo + 1);
  return next?.gate === 'locked' ? undefined : next;
}

export interface Question {
  title: string;
  content: string;
  confirmText: string;
}

/** What is asked before a lesson whose start confirms the last unit; undefined when nothing follows from it. */
export function startQuestion({ confirms, title }: LessonCard): Question | undefined {
  if (confirms === undefined) return undefined;
  return {
    title: `开始“${title}”`,
    content: `会确认${confirms.name}已学完，现在扣 ${yuan(confirms.priceFen)}。之后不能再对它提异议，可以申请退款。`,
    confirmText: '开始学',
  };
}

type StartState = ResponseOf<'classroom', 'startLesson'>['state'];

/** Why a lesson can't be shown yet, and what to do. */
export function waitingWords(state: Exclude<StartState, 'open'>): {
  title: string;
  body: string;
  action: string;
} {
  switch (state) {
    case 'opening':
      return { title: '正在打开这一课', body: '微信还在确认，一会儿再点一次。', action: '再试一次' };
    case 'charging':
      return { title: '上一课正在扣费', body: '扣好就能接着学，不会重复扣。', action: '再试一次' };
    case 'owing':
      return { title: '上一课还没付上', body: '付清后接着学，学过的都还在。', action: '去支付' };
  }
}

export interface ContentItem {
  kind: 'video' | 'image' | 'pdf';
  link: string;
  name: string;
}

/** What a lesson consists of, told by the endings of its files. */
export function contentOf(lesson: LessonView): ContentItem[] {
  return lesson.content.map((link, index) => {
    const ending = /\.([a-z0-9]+)(?:\?|$)/i.exec(link)?.[1]?.toLowerCase() ?? '';
    const kind = /^(png|jpe?g|gif|webp)$/.test(ending) ? 'image' : ending === 'pdf' ? 'pdf' : 'video';
    return { kind, link, name: lesson.content.length > 1 ? `${lesson.title} ${index + 1}` : lesson.title };
  });
}

/** What follows from having finished a lesson. @param now ms since 1970 */
export function finishedText(unit: UnitView, now: number): string {
  if (unit.teaching === 'planned') return `学完了。${unit.name}都学完后再扣费。`;
  if (unit.windowEndsAt === undefined) return '学完了。';
  return `学完了，${momentText(unit.windowEndsAt, now)} 扣 ${yuan(unit.priceFen)}，之前可以提异议。`;
}
