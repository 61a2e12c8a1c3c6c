import { filterChoices, filtered, filterText, NO_FILTER } from '../../../miniprogram/staff/timetable/filters';
import { dayRows, toneOf, weekGrid } from '../../../miniprogram/staff/timetable/timetable-view';
import { dayHeads, dayOf, mondayOf, weekText } from '../../../miniprogram/staff/timetable/week';
import { NOW, staffClass } from './class-fixture';

const MONDAY = '2026-11-16';
const grid = (...classes: ReturnType<typeof staffClass>[]) => weekGrid(classes, MONDAY, NOW);

describe('the week', () => {
  test('goes from Monday to Sunday in China, whatever the hour', () => {
    expect(mondayOf(dayOf(NOW))).toBe(MONDAY);
    expect(mondayOf(dayOf(Date.parse('2026-11-22T23:59:00+08:00')))).toBe(MONDAY);
    expect(mondayOf(dayOf(Date.parse('2026-11-23T00:00:00+08:00')))).toBe('2026-11-23');
  });

  test('names both months where it runs over the end of one', () => {
    expect(weekText(MONDAY)).toBe('11月16日 – 22日');
    expect(weekText('2026-11-30')).toBe('11月30日 – 12月6日');
  });

  test('marks today and holidays, and reads them out', () => {
    const heads = dayHeads(MONDAY, [{ day: '2026-11-16', name: '馆休' }], NOW);
    expect(heads.map(({ number }) => number).join(' ')).toBe('16 17 18 19 20 21 22');
    expect(heads[0]).toMatchObject({ holiday: '馆休', spoken: '11月16日 周一，馆休', today: false });
    expect(heads[6]).toMatchObject({ today: true });
  });
});

describe('the grid', () => {
  test('lays a class at its day and hour, as high as it is long', () => {
    const { blocks, hours } = grid(staffClass('2026-11-18T14:00'));
    expect(hours[0]?.hour).toBe(9);
    expect(blocks[0]).toMatchObject({ column: 2, top: 5 * 84 + 2, height: 126 - 4, lines: ['行书', '入门'] });
    expect(blocks[0]?.place).toBe('3 号');
  });

  test('opens earlier and closes later when a class does', () => {
    const { hours } = grid(staffClass('2026-11-17T07:00'), staffClass('2026-11-18T21:30'));
    expect([hours[0]?.hour, hours[hours.length - 1]?.hour]).toEqual([7, 23]);
  });

  test('has the line of now in this week only', () => {
    expect(grid().now).toEqual({ top: Math.round((41 * 84) / 60), clock: '9:41' });
    expect(weekGrid([], '2026-11-23', NOW).now).toBeUndefined();
  });

  test('classes that lie over each other are one block with their number, the most pressing in front', () => {
    const { blocks } = grid(
      staffClass('2026-11-21T14:00', { classId: 'k1', title: '国画花鸟' }),
      staffClass('2026-11-21T15:00', { classId: 'k2', title: '隶书入门', unmarked: 3 }),
      staffClass('2026-11-21T16:00', { classId: 'k3', title: '篆刻基础' }),
      staffClass('2026-11-21T17:30', { classId: 'k4' }),
    );
    expect(blocks.map(({ classId, count, tone }) => [classId, count, tone])).toEqual([
      ['k2', 3, 'due'],
      ['k4', 1, 'called'],
    ]);
    expect(blocks[0]).toMatchObject({ place: '共 3 节', top: 5 * 84 + 2, height: 3.5 * 84 - 4 });
  });

  test('one that begins as another ends lies below it', () => {
    const { blocks } = grid(staffClass('2026-11-21T14:00'), staffClass('2026-11-21T15:30'));
    expect(blocks.map(({ count }) => count)).toEqual([1, 1]);
  });

  test('leaves out the classes of other weeks', () => {
    expect(grid(staffClass('2026-11-15T14:00'), staffClass('2026-11-23T09:00')).blocks).toEqual([]);
  });

  test('a long title is cut to the lines that fit', () => {
    const { blocks } = grid(
      staffClass('2026-11-18T14:00', { title: 'C1 手动挡周末班', place: '训练场 2 号车' }),
    );
    expect(blocks[0]).toMatchObject({ lines: ['C1手', '动挡周'], place: '训练场' });
  });
});

test.each([
  ['coming', staffClass('2026-11-22T14:00')],
  ['changed', staffClass('2026-11-22T14:00', { previousStartsAt: '2026-11-21T14:00:00+08:00' })],
  ['running', staffClass('2026-11-22T09:00', { unmarked: 12 })],
  ['due', staffClass('2026-11-21T14:00', { unmarked: 1 })],
  ['called', staffClass('2026-11-21T14:00', { state: 'held' })],
  ['off', staffClass('2026-11-22T14:00', { state: 'cancelled' })],
])('colour is state: %s', (tone, cls) => {
  expect(toneOf(cls, NOW)).toBe(tone);
});

test('the list of a day has room for every word', () => {
  const rows = dayRows(
    [
      staffClass('2026-11-22T14:00', { waiting: 2, makeUp: true }),
      staffClass('2026-11-22T09:00', { unmarked: 12 }),
      staffClass('2026-11-21T09:00'),
    ],
    '2026-11-22',
    NOW,
  );
  expect(rows).toMatchObject([
    { time: '09:00–10:30', tag: '上课中 12 人', roll: true },
    { line: '3 号教室 · 刘砚秋 · 补课', seats: '12/16 人 · 候补 2', tag: '未上', roll: false },
  ]);
});

describe('what is shown', () => {
  const classes = [
    staffClass('2026-11-22T14:00'),
    staffClass('2026-11-22T16:00', {
      campusId: 'yuexiu',
      courseId: 'c2',
      teacherId: 'o-ning',
      teacherName: '宁知微',
    }),
  ];
  const choices = filterChoices(
    [
      { id: 'tianhe', name: '天河校区' },
      { id: 'yuexiu', name: '越秀校区' },
    ],
    [{ courseId: 'c1', title: '行书入门', state: 'published' }],
    classes,
  );

  test('can be one campus, one course, one teacher', () => {
    expect(choices.teachers.map(({ name }) => name)).toEqual(['刘砚秋', '宁知微']);
    expect(filtered(classes, { ...NO_FILTER, teacherId: 'o-ning' })).toEqual([classes[1]]);
    expect(filtered(classes, { ...NO_FILTER, campusId: 'tianhe', teacherId: 'o-ning' })).toEqual([]);
  });

  test('is said in words; where there is one there is nothing to choose', () => {
    expect(choices.courses).toEqual([]);
    expect(filterText(NO_FILTER, choices)).toBe('全部');
    expect(filterText({ ...NO_FILTER, campusId: 'yuexiu', teacherId: 'o-ning' }, choices)).toBe(
      '越秀校区、宁知微',
    );
  });
});
