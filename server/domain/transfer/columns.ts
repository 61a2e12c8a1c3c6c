import type { SeatMark } from '../class/class';
import { type Time, timeOf } from '../time';
import type { Column, RowReader } from './table';

export type TransferKind = 'students' | 'timetable' | 'roll_calls';

const column = (key: string, title: string, hint: string, example: string): Column => ({
  ...{ key, title, hint, example },
  required: !hint.startsWith('可不填'),
});

/** What can be brought in: the columns of each kind of file, in the order of its template. */
export const COLUMNS: Readonly<Record<TransferKind, readonly Column[]>> = {
  students: [
    column('name', '姓名', '和家长报名时填的一致', '李小梅'),
    column('birthYear', '出生年份', '四位数字', '2015'),
    column('course', '课程', '课程名称', '少儿书法'),
    column('campus', '校区', '可不填；课程在多个校区时填校区名称', '北校区'),
    column('studentNo', '学号', '可不填；同名同年的学员用来区分', 'A012'),
  ],
  timetable: [
    column('course', '课程', '已发布的课程名称', '少儿书法'),
    column('campus', '校区', '校区名称', '北校区'),
    column('day', '日期', '2026-03-07', '2026-03-07'),
    column('clock', '开始时间', '24 小时制', '19:00'),
    column('place', '教室', '教室名称；线上课填链接', '301 教室'),
    column('teacher', '老师', '机构同事里的姓名', '王老师'),
    column('title', '课次名称', '可不填；默认用课程名称', '第1讲'),
    column('capacity', '人数上限', '1 到 1000', '12'),
    column('online', '线上', '可不填；线上课填“是”', '否'),
  ],
  roll_calls: [
    column('course', '课程', '课程名称', '少儿书法'),
    column('day', '日期', '2026-03-07', '2026-03-07'),
    column('clock', '开始时间', '这次课的开始时间', '19:00'),
    column('student', '学员', '学员姓名', '李小梅'),
    column('mark', '点名', '到课、迟到、缺课、请假', '到课'),
    column('campus', '校区', '可不填；同一时间有几个班时填', '北校区'),
    column('note', '备注', '可不填；最多 200 字', ''),
  ],
};

export const MOST_ROWS: Readonly<Record<TransferKind, number>> = {
  students: 2000,
  timetable: 300,
  roll_calls: 1000,
};

export interface StudentRow {
  name: string;
  birthYear: number;
  course: string;
  campus: string;
  studentNo: string;
}

export interface ClassRow {
  course: string;
  campus: string;
  startsAt: Time;
  place: string;
  teacher: string;
  title: string;
  capacity: number;
  online: boolean;
}

export interface MarkRow {
  course: string;
  campus: string;
  startsAt: Time;
  student: string;
  mark: SeatMark['mark'];
  note: string;
}

/** The least birth year that is taken, as when a payer adds a student. */
const FIRST_YEAR = 1900;

export function readStudent(row: RowReader, thisYear: number): StudentRow {
  return {
    name: row.text('name', 20),
    birthYear: row.whole('birthYear', FIRST_YEAR, thisYear),
    course: row.text('course', 60),
    campus: row.text('campus', 40),
    studentNo: row.text('studentNo', 20),
  };
}

export function readClassRow(row: RowReader): ClassRow {
  const course = row.text('course', 60);
  return {
    course,
    campus: row.text('campus', 40),
    startsAt: startOf(row),
    place: row.text('place', 120),
    teacher: row.text('teacher', 20),
    title: row.text('title', 60) || course,
    capacity: row.whole('capacity', 1, 1000),
    online: row.choice('online', YES_NO, false) ?? false,
  };
}

export function readMark(row: RowReader): MarkRow {
  return {
    course: row.text('course', 60),
    campus: row.text('campus', 40),
    startsAt: startOf(row),
    student: row.text('student', 20),
    mark: row.choice('mark', MARK_WORDS) ?? 'absent',
    note: row.text('note', 200),
  };
}

export const MARK_WORDS = { 到课: 'attended', 迟到: 'late', 缺课: 'absent', 请假: 'on_leave' } as const;

/** A mark as a person writes it. */
export function markWord(mark: SeatMark['mark']): string {
  return Object.entries(MARK_WORDS).find(([, known]) => known === mark)?.[0] ?? '';
}

const YES_NO = { 是: true, 否: false };

function startOf(row: RowReader): Time {
  const [day, clock] = [row.day('day'), row.clock('clock')];
  const epoch = Date.parse(`${day}T${clock}:00+08:00`);
  return timeOf(Number.isNaN(epoch) ? 0 : epoch);
}
