import type { ResponseOf } from '../../../protocol';
import type { Draft } from './course-form';
import { rungField, type TypedFault } from './form-content';

type ServerFault = ResponseOf<'staff', 'checkCourse'>['faults'][number];

/** The parts of the form, in the order in which a course is usually made. */
export const SECTIONS = ['basics', 'place', 'pictures', 'lessons', 'price', 'terms', 'contract'] as const;
export type Section = (typeof SECTIONS)[number];

/** One thing that stands against publishing: in which part, beside which field, and in which words. */
export interface FormFault {
  section: Section;
  field: string;
  text: string;
}

const SECTION_OF: Record<string, Section> = {
  title: 'basics',
  campusIds: 'place',
  region: 'place',
  count: 'lessons',
  classMinutes: 'lessons',
  lessons: 'lessons',
  totalFen: 'price',
  originalFen: 'price',
  rungs: 'price',
  planDays: 'terms',
  windowHours: 'terms',
  contractText: 'contract',
};

/** What a plan's fault is about, where that is not the rung it was found in. */
const FIELD_OF_CODE: Record<string, string> = {
  PLAN_NAME: 'title',
  DURATION_NOT_WHOLE: 'planDays',
  DURATION_TOO_LONG: 'planDays',
  DURATION_TOO_SHORT: 'planDays',
  TOTAL_MISMATCH: 'totalFen',
  ORIGINAL_MISMATCH: 'originalFen',
};

/**
 * What can't be read and what the server found, each once and in the order of the form.
 * @param draft what the server was asked about: its rungs are counted in its faults
 */
export function formFaults(
  typed: readonly TypedFault[],
  found: readonly ServerFault[],
  draft: Draft,
): FormFault[] {
  const unread = new Set(typed.map(({ field }) => field));
  const server = found
    .filter((fault) => !isFollowing(fault, unread))
    .map((fault) => ({ field: fieldOf(fault, draft), text: fault.text }))
    .filter(({ field }) => !unread.has(field));
  const all = [...typed, ...server].map(({ field, text }) => ({ section: sectionOf(field), field, text }));
  return all
    .filter((fault, index) => all.findIndex((other) => isSame(other, fault)) === index)
    .sort((a, b) => SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section));
}

/** Two rungs may lack the same thing; a name that is too long is told by the form and by the plan. */
function isSame(a: FormFault, b: FormFault): boolean {
  return a.field === b.field && (a.text === b.text || a.field === 'title');
}

/** What only follows from something that can't be read. */
function isFollowing({ code }: ServerFault, unread: ReadonlySet<string>): boolean {
  if (code === 'NO_RUNG') return [...unread].some((field) => field.startsWith('rung:'));
  return code === 'NO_LESSONS' && unread.has('count');
}

function fieldOf({ code, field }: ServerFault, { content }: Draft): string {
  const moved = FIELD_OF_CODE[code];
  if (moved !== undefined) return moved;
  const index = /^rungs\.(\d+)/.exec(field)?.[1];
  const key = index === undefined ? undefined : content.rungs[Number(index)]?.key;
  return key === undefined ? field : rungField(key);
}

function sectionOf(field: string): Section {
  if (field.startsWith('rung:')) return 'price';
  return SECTION_OF[field.split('.')[0] ?? ''] ?? 'basics';
}

/** What stands beside each field: the first thing that is wrong with it, all of them with a rung. */
export function faultTexts(faults: readonly FormFault[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const { field, text } of faults) {
    const known = texts[field];
    if (known === undefined) texts[field] = text;
    else if (field.startsWith('rung:')) texts[field] = `${known}\n${text}`;
  }
  return texts;
}

/** The list before publishing: lessons that lack the same thing are one line. */
export function faultLines(faults: readonly FormFault[]): FormFault[] {
  const lessons = faults.filter(({ field }) => field.startsWith('lessons.'));
  if (lessons.length < 3) return [...faults];
  const [first] = lessons;
  const rest = faults.filter(({ field }) => !field.startsWith('lessons.'));
  const text = `${first?.text.replace(/。$/, '')}，还有 ${lessons.length - 1} 次课也要改。`;
  const line: FormFault = { section: 'lessons', field: 'lessons', text };
  const after = rest.findIndex(({ section }) => SECTIONS.indexOf(section) > SECTIONS.indexOf('lessons'));
  return after < 0 ? [...rest, line] : [...rest.slice(0, after), line, ...rest.slice(after)];
}
