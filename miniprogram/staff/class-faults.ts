import { clockText, dayText, momentText } from '../format/dates';

/** What stands against a class, from `checkClasses` or as the refusal of an act. */
export interface ClassFault {
  code: string;
  detail: Record<string, string | number>;
}

export type FaultField = 'time' | 'days' | 'place' | 'teacher' | 'capacity' | 'students' | 'form';

export interface FaultWords {
  field: FaultField;
  text: string;
}

/**
 * What stands against a class in words, at the field where it can be mended: which class is in the way, whose other
 * class is too near, which rule says so.
 * @param now ms since 1970
 * @param otherwise the server's own words, for a fault that has no facts
 */
export function faultWords({ code, detail }: ClassFault, now: number, otherwise = ''): FaultWords {
  const at = (field: string) => momentText(String(detail[field]), now);
  switch (code) {
    case 'TIME_CONFLICT': {
      const what = ` ${at('startsAt')} 的《${detail.title}》`;
      return detail.kind === 'teacher'
        ? { field: 'teacher', text: `这位老师要上${what}（${detail.place}），换一位老师或时间。` }
        : { field: 'place', text: `${detail.place}已排${what}，换一间教室或时间。` };
    }
    case 'TOO_CLOSE':
      return { field: 'time', text: tooCloseText(detail, at) };
    case 'OUT_OF_HOURS':
      return {
        field: 'time',
        text: `${dayText(String(detail.endsAt))} ${clockText(String(detail.endsAt))} 下课，超过 ${detail.latest}。${detail.rule}`,
      };
    case 'PAST_PLAN_END':
      return {
        field: 'time',
        text: `${detail.studentName ?? '有学员'}的扣费计划${detail.latest === undefined ? '到那时已结束' : `只排得到 ${at('latest')}`}，排早一些。`,
      };
    case 'CLASS_FULL':
      return { field: 'capacity', text: fullText(detail) };
    case 'WRONG_STATE':
      return detail.studentName === undefined
        ? { field: 'form', text: otherwise || '状态已经变了，请刷新后再看。' }
        : { field: 'students', text: `${detail.studentName}的课时已经排完，不能再加。` };
    case 'BAD_REQUEST':
      return requestWords(detail, at, otherwise);
    default:
      return { field: 'form', text: otherwise || '现在排不了，请稍后再试。' };
  }
}

function tooCloseText(detail: ClassFault['detail'], at: (field: string) => string): string {
  const { studentName = '有学员', nearAt, windowEndsAt } = detail;
  if (nearAt !== undefined) return `${studentName} ${at('nearAt')} 还有课，两次课至少间隔 4 小时。`;
  return windowEndsAt === undefined
    ? '同一学员的两次课至少间隔 4 小时。'
    : `${studentName}上一次课的异议期到 ${at('windowEndsAt')}，之后两小时才能上下一次。`;
}

function fullText({ learners, most }: ClassFault['detail']): string {
  return learners === undefined
    ? '这次课满了，可以加进候补。'
    : `有 ${learners} 位学员要来，${most} 个座位不够。加座位，或者一次一次排、只选部分学员。`;
}

function requestWords(
  detail: ClassFault['detail'],
  at: (field: string) => string,
  otherwise: string,
): FaultWords {
  switch (detail.field) {
    case 'capacity':
      return { field: 'capacity', text: `${detail.room}最多坐 ${detail.most} 人。` };
    case 'orderIds':
      return { field: 'students', text: '补课要选学员。' };
    case 'teacherId':
      return { field: 'teacher', text: '这位老师不在这个校区，换一位。' };
    case 'online':
      return { field: 'place', text: '学龄前儿童不能线上上课，请选教室。' };
    case 'skipDays':
      return { field: 'days', text: '跳过的日子太多，三年里排不满，少跳几天或减少次数。' };
    case 'startsAt':
      return {
        field: 'time',
        text:
          detail.startsAt === undefined ? '选好日期和时间。' : `${at('startsAt')}已经过了，选以后的时间。`,
      };
    default:
      return { field: 'form', text: otherwise || '填写的内容不完整，请检查后再试。' };
  }
}

export type FieldFaults = Readonly<Record<FaultField, string[]>>;

export const NO_FAULTS: FieldFaults = {
  ...{ time: [], days: [], place: [], teacher: [], capacity: [], students: [], form: [] },
};

/** So many are told at one field; who mends the first ones mends most. */
const MOST_AT_FIELD = 2;

/** Faults in words by their field; the same words once, however many dates they are about. */
export function faultsByField(faults: readonly ClassFault[], now: number): FieldFaults {
  const words = faults.map((fault) => faultWords(fault, now));
  const fields = Object.keys(NO_FAULTS) as FaultField[];
  return Object.fromEntries(
    fields.map((field) => {
      const texts = words.filter((fault) => fault.field === field).map(({ text }) => text);
      return [field, folded([...new Set(texts)])];
    }),
  ) as Record<FaultField, string[]>;
}

function folded(texts: readonly string[]): string[] {
  const more = texts.length - MOST_AT_FIELD;
  return more > 0 ? [...texts.slice(0, MOST_AT_FIELD), `还有 ${more} 处冲突，见下面的日期。`] : [...texts];
}

/** When a planned class begins that a fault is about; undefined for a fault of the whole. */
export function faultAt({ detail }: ClassFault): string | undefined {
  const at = detail.plannedAt ?? detail.startsAt;
  return at === undefined ? undefined : String(at);
}
