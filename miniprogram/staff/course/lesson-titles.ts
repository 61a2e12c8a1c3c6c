import type { CourseForm, LessonForm } from './course-form';
import { countOf, EMPTY_LESSON } from './form-content';

/** The classes that count, each with what is written about it. */
export function lessonsOf(form: CourseForm): LessonForm[] {
  return Array.from({ length: countOf(form) ?? 0 }, (_, index) => form.lessons[index] ?? EMPTY_LESSON);
}

/** One class as the list shows it. */
export interface LessonRow {
  index: number;
  no: number;
  title: string;
  note: string;
  wrong: boolean;
}

/** @param faults by field; those of a class stand at `lessons.{index}` */
export function lessonRows(form: CourseForm, faults: Readonly<Record<string, string>>): LessonRow[] {
  const onDemand = form.mode === 'on-demand';
  return lessonsOf(form).map(({ title, minutes, content }, index) => ({
    ...{ index, no: index + 1 },
    title: title.trim() || '还没有名称',
    note: onDemand
      ? content.length === 0
        ? '没有内容'
        : `${content.length} 个文件${minutes ? `，${minutes} 分钟` : ''}`
      : '',
    wrong: faults[`lessons.${index}`] !== undefined,
  }));
}

/** All names, one a line, to be written at one go. */
export function titlesText(form: CourseForm): string {
  return lessonsOf(form)
    .map(({ title }) => title)
    .join('\n')
    .trimEnd();
}

/**
 * Names written one a line, laid over the classes. More lines than classes make more classes; fewer leave the rest
 * without a name.
 */
export function withTitles(form: CourseForm, text: string): Pick<CourseForm, 'count' | 'lessons'> {
  const titles = text.split('\n').map((line) => line.trim().slice(0, 60));
  while (titles[titles.length - 1] === '') titles.pop();
  const count = Math.min(500, Math.max(titles.length, countOf(form) ?? 0));
  const length = Math.max(count, form.lessons.length);
  const lessons = Array.from({ length }, (_, index) => {
    const lesson = form.lessons[index] ?? EMPTY_LESSON;
    return index < count ? { ...lesson, title: titles[index] ?? '' } : lesson;
  });
  return { count: count === 0 ? '' : String(count), lessons };
}

/** The classes without a name called by their number. */
export function withNumbers(form: CourseForm): Pick<CourseForm, 'lessons'> {
  const word = form.mode === 'on-demand' ? '课' : '次课';
  const named = lessonsOf(form).map((lesson, index) => ({
    ...lesson,
    title: lesson.title.trim() || `第 ${index + 1} ${word}`,
  }));
  return { lessons: [...named, ...form.lessons.slice(named.length)] };
}

/** One class written anew. */
export function withLesson(form: CourseForm, index: number, lesson: LessonForm): Pick<CourseForm, 'lessons'> {
  const length = Math.max(form.lessons.length, index + 1);
  return {
    lessons: Array.from({ length }, (_, i) => (i === index ? lesson : (form.lessons[i] ?? EMPTY_LESSON))),
  };
}

/** How many classes have no name yet. */
export function unnamed(form: CourseForm): number {
  return lessonsOf(form).filter(({ title }) => title.trim() === '').length;
}
