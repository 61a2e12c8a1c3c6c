import {
  COLUMNS,
  markWord,
  readClassRow,
  readMark,
  readStudent,
} from '../../../server/domain/transfer/columns';
import type { RowReader } from '../../../server/domain/transfer/table';
import { reading } from './reading';

describe('rows of a file', () => {
  test('a student', () => {
    const row = reading(['李小梅', 2015, '少儿书法', null, 'A012'], COLUMNS.students);
    expect(readStudent(row, 2026)).toEqual({
      ...{ name: '李小梅', birthYear: 2015, course: '少儿书法', campus: '', studentNo: 'A012' },
    });
    expect(row.issues).toEqual([]);
  });

  test.each([1899, 2027])('a student born in %d', (year) => {
    const row = reading(['李小梅', year, '少儿书法'], COLUMNS.students);
    readStudent(row, 2026);
    expect(row.issues).toEqual([{ row: 7, column: '出生年份', text: `“${year}”不是 1900 到 2026 的整数` }]);
  });

  test('a class, its title that of its course and held in a room unless said otherwise', () => {
    const cells = ['少儿书法', '北校区', '2026-03-07', '19:00', '301 教室', '王老师', '', '12', ''];
    const row = reading(cells, COLUMNS.timetable);
    expect(readClassRow(row)).toEqual({
      ...{ course: '少儿书法', campus: '北校区', startsAt: '2026-03-07T19:00:00.000+08:00' },
      ...{ place: '301 教室', teacher: '王老师', title: '少儿书法', capacity: 12, online: false },
    });
    expect(row.issues).toEqual([]);
  });

  test('a class online, with a title of its own', () => {
    const cells = [
      '少儿书法',
      '北校区',
      '2026-03-07',
      '19:00',
      'https://a.cn',
      '王老师',
      '第1讲',
      1000,
      '是',
    ];
    expect(readClassRow(reading(cells, COLUMNS.timetable))).toMatchObject({
      ...{ title: '第1讲', capacity: 1000, online: true },
    });
  });

  test('a class on no day and for nobody is wrong in both', () => {
    const cells = ['少儿书法', '北校区', '二月', '19:00', '301 教室', '王老师', '', '0', '也许'];
    const row = reading(cells, COLUMNS.timetable);
    expect(readClassRow(row)).toMatchObject({ startsAt: '1970-01-01T08:00:00.000+08:00', online: false });
    expect(row.issues.map(({ column }) => column)).toEqual(['日期', '人数上限', '线上']);
  });

  test.each([
    ['到课', 'attended'],
    ['迟到', 'late'],
    ['缺课', 'absent'],
    ['请假', 'on_leave'],
  ] as const)('a roll call, %s', (word, mark) => {
    const cells = ['少儿书法', '2026-03-07', '19:00', '李小梅', word, '北校区', '晚到十分钟'];
    const row = reading(cells, COLUMNS.roll_calls);
    expect(readMark(row)).toEqual({
      ...{ course: '少儿书法', campus: '北校区', startsAt: '2026-03-07T19:00:00.000+08:00' },
      ...{ student: '李小梅', mark, note: '晚到十分钟' },
    });
    expect([row.issues, markWord(mark)]).toEqual([[], word]);
  });
});

/** Each field takes so many letters and no more. */
describe.each([
  ['students', readOneStudent, { name: 20, course: 60, campus: 40, studentNo: 20 }],
  ['timetable', readClassRow, { course: 60, campus: 40, place: 120, teacher: 20, title: 60 }],
  ['roll_calls', readMark, { course: 60, campus: 40, student: 20, note: 200 }],
] as const)('letters in a file of %s', (kind, read, most) => {
  test.each(Object.entries(most))('%s takes %d', (key, letters) => {
    const issuesWith = (length: number) => {
      const cells = COLUMNS[kind].map((one) => (one.key === key ? '字'.repeat(length) : one.example));
      const row = reading(cells, COLUMNS[kind]);
      read(row);
      return row.issues.map(({ text }) => text);
    };
    expect([issuesWith(letters), issuesWith(letters + 1)]).toEqual([[], [`太长，最多 ${letters} 个字`]]);
  });
});

function readOneStudent(row: RowReader) {
  return readStudent(row, 2026);
}
