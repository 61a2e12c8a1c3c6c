import { fenOf, timesFen } from '../../format/money';
import type { CourseForm, Draft, LessonForm, RungForm } from './course-form';
import { stagesOf } from './stages';

/** Something typed that can't be read; it stands beside its field and is not saved as something else. */
export interface TypedFault {
  field: string;
  text: string;
}

const MOST_CLASSES = 500;
/** 1,000,000 yuan. */
const MOST_FEN = 100_000_000;

/** How many classes there are; undefined when what is typed is no such number. */
export function countOf({ count }: Pick<CourseForm, 'count'>): number | undefined {
  return wholeOf(count, 1, MOST_CLASSES);
}

/** A whole number in bounds as it is typed. */
function wholeOf(text: string, least: number, most: number): number | undefined {
  const trimmed = text.trim();
  if (!/^\d{1,6}$/.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return number >= least && number <= most ? number : undefined;
}

/** The price of the whole course, whole fen; undefined when what is typed is no amount. Nothing typed is 0. */
export function totalFenOf(form: Pick<CourseForm, 'priceBy' | 'total' | 'perClass' | 'count'>) {
  const typed = form.priceBy === 'total' ? form.total : form.perClass;
  if (typed.trim() === '') return 0;
  const fen = fenOf(typed);
  if (fen === undefined) return undefined;
  const total = form.priceBy === 'total' ? fen : timesFen(fen, countOf(form) ?? 0);
  return total <= MOST_FEN ? total : undefined;
}

/** What is typed, as the server takes it, and what of it can't be read: the rest can be checked all the same. */
export function draftOf(form: CourseForm): { draft: Draft; typed: TypedFault[] } {
  const typed: TypedFault[] = [];
  const orElse = <T>(value: T | undefined, field: string, text: string, instead: T): T => {
    if (value !== undefined) return value;
    typed.push({ field, text });
    return instead;
  };
  const { campusIds, region, category, cover, pictures } = form;
  if (campusIds.length === 0) typed.push({ field: 'campusIds', text: '至少选一个校区。' });
  const count = form.count.trim() === '' ? 0 : countOf(form);
  const totalFen = orElse(totalFenOf(form), 'totalFen', priceFault(form), 0);
  const { title, summary, teacherName, mode, audience, subject, ordinaryPayment, contractText } = form;
  const content: Draft['content'] = {
    ...{ title: title.trim(), summary: summary.trim(), teacherName: teacherName.trim() },
    ...{ mode, audience, subject, ordinaryPayment, contractText: contractText.trim() },
    classMinutes: orElse(wholeOf(form.classMinutes, 1, 1440), 'classMinutes', '写上每次课几分钟。', 60),
    lessons: lessonsOf(form, orElse(count, 'count', `课次数要在 1 到 ${MOST_CLASSES} 之间。`, 0), typed),
    totalFen,
    originalFen: orElse(originalFenOf(form, totalFen), 'originalFen', AMOUNT, totalFen),
    rungs: form.rungs.flatMap((rung) => rungOf(rung, typed)),
    planDays: orElse(wholeOf(form.planDays, 1, 3650), 'planDays', '有效期要是 1 到 3650 的整数天。', 300),
    windowHours: orElse(wholeOf(form.windowHours, 2, 240), 'windowHours', '异议时间至少 2 小时。', 24),
    ...(cover === '' ? {} : { cover }),
    ...(pictures.length === 0 ? {} : { pictures }),
  };
  return { draft: { campusIds, region, category, content }, typed };
}

/** Whether two forms would be stored as the same draft; what can't be read is never the same. */
export function sameDraft(a: CourseForm, b: CourseForm): boolean {
  const [first, second] = [draftOf(a), draftOf(b)];
  const unread = JSON.stringify(first.typed) !== JSON.stringify(second.typed);
  return !unread && JSON.stringify(first.draft) === JSON.stringify(second.draft);
}

const AMOUNT = '写成数字，最多两位小数，例如 2400 或 99.50。';

function priceFault(form: CourseForm): string {
  return fenOf(form.priceBy === 'total' ? form.total : form.perClass) === undefined
    ? AMOUNT
    : '总价最多 100 万元。';
}

/** Nothing typed: the price itself. */
function originalFenOf({ original }: CourseForm, totalFen: number): number | undefined {
  if (original.trim() === '') return totalFen;
  const fen = fenOf(original);
  return fen === undefined || fen > MOST_FEN ? undefined : fen;
}

function lessonsOf(form: CourseForm, count: number, typed: TypedFault[]): Draft['content']['lessons'] {
  return Array.from({ length: count }, (_, index) => {
    const { title, minutes, content }: LessonForm = form.lessons[index] ?? EMPTY_LESSON;
    if (form.mode === 'scheduled') return { title: title.trim() };
    const whole = wholeOf(minutes, 1, 1440);
    if (minutes.trim() !== '' && whole === undefined)
      typed.push({ field: `lessons.${index}`, text: `第 ${index + 1} 课的分钟数要是整数。` });
    return {
      title: title.trim(),
      ...(whole === undefined ? {} : { minutes: whole }),
      ...(content.length === 0 ? {} : { content }),
    };
  });
}

export const EMPTY_LESSON: LessonForm = { title: '', minutes: '', content: [] };

/** A rung whose stages can't be read is left out of what is checked. */
function rungOf({ key, serviceKey, kind, stages }: RungForm, typed: TypedFault[]): Draft['content']['rungs'] {
  if (kind !== 'stage') return [{ key, serviceKey, unit: { kind } }];
  const sizes = stagesOf(stages);
  if (sizes !== undefined) return [{ key, serviceKey, unit: { kind, sizes } }];
  typed.push({ field: rungField(key), text: '写上每个阶段几次课，例如 5、5、5、5。' });
  return [];
}

/** Where the faults of a rung stand, wherever it stands in the list. */
export function rungField(key: string): string {
  return `rung:${key}`;
}
