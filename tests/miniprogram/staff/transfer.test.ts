import { expectedView } from '../../../miniprogram/staff/transfer/expected-sheet/expected-sheet-view';
import { checkedView, doneView, KINDS, usualPeriod } from '../../../miniprogram/staff/transfer/transfer-view';
import { COLUMNS } from '../../../server/domain/transfer/columns';

const CHECKED = { importId: 't1', rows: 5, ready: 3, known: 1, bad: 1, issues: [], unknownColumns: [] };
const ISSUE = { row: 3, column: '老师', text: '没有填' };

describe('what a dry run found', () => {
  test('in one line, then row by row', () => {
    expect(checkedView({ ...CHECKED, issues: [ISSUE], unknownColumns: ['班级', '电话'] })).toEqual({
      ...{ title: '3 行可以导入', line: '1 行已有 · 1 行有问题，不会导入', unread: '不读取的列：班级、电话' },
      ...{ issues: [{ key: 0, place: '第 3 行', column: '老师', text: '没有填' }], more: '' },
    });
  });

  test('a file without a fault says so; one without a new row has nothing to import', () => {
    expect(checkedView({ ...CHECKED, known: 0, bad: 0 })).toMatchObject({ line: '没有问题' });
    expect(checkedView({ ...CHECKED, ready: 0, known: 5, bad: 0 })).toMatchObject({
      ...{ title: '没有可以导入的行', line: '5 行已有 · 没有问题' },
    });
  });

  test('more bad rows than are listed are counted', () => {
    expect(checkedView({ ...CHECKED, bad: 40, issues: [ISSUE, ISSUE] }).more).toBe(
      '还有 39 行有问题，改好这些再检查',
    );
  });
});

test('what came of an import: rows taken, rows that were there, rows that were left out and why', () => {
  const progress = { state: 'done', total: 5, done: 5, imported: 3, known: 1, leftOut: [ISSUE] } as const;
  expect(doneView({ ...progress, leftOut: [ISSUE] })).toMatchObject({
    ...{
      title: '导入了 3 行',
      line: '1 行已有 · 1 行没有导入',
      issues: [{ place: '第 3 行', column: '老师' }],
    },
  });
});

test('the page knows the kinds that the server takes', () => {
  expect(KINDS.map(({ key }) => key).sort()).toEqual(Object.keys(COLUMNS).sort());
});

test('a timetable is wanted ahead, roll calls back; days are China’s, whatever the phone’s zone', () => {
  const now = Date.parse('2026-11-22T00:30:00+08:00');
  expect(usualPeriod('timetable', now)).toEqual({ from: '2026-11-22', to: '2026-12-19' });
  expect(usualPeriod('roll_calls', now)).toEqual({ from: '2026-10-26', to: '2026-11-22' });
});

test('who has not enrolled comes first', () => {
  const student = (name: string, enrolled: boolean) => ({ name, birthYear: 2015, studentNo: 'A1', enrolled });
  const view = expectedView([student('李小梅', true), student('王芳', false)]);
  expect(view.summary).toBe('名单 2 人，已报名 1 人');
  expect(view.rows.map(({ name, line }) => [name, line])).toEqual([
    ['王芳', '2015 年生 · A1'],
    ['李小梅', '2015 年生 · A1'],
  ]);
});
