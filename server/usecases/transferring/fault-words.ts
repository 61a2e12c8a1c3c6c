import type { ErrorCode } from '../../domain/errors';
import { ERRORS } from '../../domain/errors';

type Detail = Readonly<Record<string, string | number>>;

/** In which column of a timetable what was wrong stands, and what it is, in the operator's words. */
export function classFault(code: ErrorCode, detail: Detail = {}): { column: string; text: string } {
  const who = detail.studentName === undefined ? '有学员' : `学员${detail.studentName}`;
  switch (code) {
    case 'TIME_CONFLICT':
      return {
        column: detail.kind === 'teacher' ? 'teacher' : 'place',
        text: `${detail.kind === 'teacher' ? '老师' : '教室'}这时有课：${moment(detail.startsAt)} ${detail.title ?? ''}`.trim(),
      };
    case 'OUT_OF_HOURS':
      return { column: 'clock', text: `下课不能晚于 ${clock(detail.latest)}。${detail.rule ?? ''}` };
    case 'TOO_CLOSE':
      return { column: 'clock', text: `${who}在 ${moment(detail.nearAt)} 有课，两次课至少间隔 4 小时` };
    case 'PAST_PLAN_END':
      return { column: 'day', text: `${who}的扣费计划在 ${moment(detail.latest)} 之后不能再排课` };
    case 'CLASS_FULL':
      return { column: 'capacity', text: `${detail.learners} 位学员要来，只有 ${detail.most} 个名额` };
    case 'BAD_REQUEST':
      return badRequest(detail);
    default:
      return { column: 'course', text: ERRORS[code].learner };
  }
}

function badRequest({ field, startsAt, room, most }: Detail): { column: string; text: string } {
  // What doesn't fit a learner because it is over names the class alone.
  switch (field ?? (startsAt === undefined ? undefined : 'startsAt')) {
    case 'startsAt':
      return { column: 'day', text: '时间已经过了，只能排以后的课' };
    case 'capacity':
      return { column: 'capacity', text: `${room}最多 ${most} 人` };
    case 'teacherId':
      return { column: 'teacher', text: '老师不在这个校区' };
    case 'campusId':
      return { column: 'campus', text: '这门课不在这个校区' };
    case 'courseId':
      return { column: 'course', text: '点播课不用排课' };
    case 'online':
      return { column: 'online', text: '当地规定这个年龄段不能线上上课' };
    default:
      return { column: 'course', text: ERRORS.BAD_REQUEST.learner };
  }
}

/** `2026-03-07T19:00:00.000+08:00` as `2026-03-07 19:00` */
function moment(time: string | number | undefined): string {
  return String(time ?? '')
    .slice(0, 16)
    .replace('T', ' ');
}

function clock(time: string | number | undefined): string {
  const text = String(time ?? '');
  return text.includes('T') ? text.slice(11, 16) : text;
}
