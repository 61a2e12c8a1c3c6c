import type { CourseContent, RungTerms, UnitTerms } from '../../../server/domain/course/course';
import {
  contentFaults,
  fitsAudience,
  takesOrdinaryPayment,
  unitLabel,
} from '../../../server/domain/course/rules';
import { fen } from '../../../server/domain/money';
import { parseTime, type Time } from '../../../server/domain/time';
import { content } from '../courses';

function rung(key: string, unit: UnitTerms): RungTerms {
  return { key, serviceKey: key, unit };
}

describe('a course draft', () => {
  test('as an editor fills it in has no fault', () => {
    expect(contentFaults(content())).toEqual([]);
  });

  test('may stand at every bound', () => {
    const bounds = { originalFen: fen(100_000), planDays: 1, classMinutes: 1440, title: '课'.repeat(20) };
    expect(contentFaults(content({ ...bounds, windowHours: 2 }))).toEqual([]);
    expect(contentFaults(content({ ...bounds, windowHours: 72, classMinutes: 1 }))).toEqual([]);
  });

  test.each<[string, Partial<CourseContent>, string, string]>([
    ['without a title', { title: '' }, 'TITLE_EMPTY', 'title'],
    ['with a title of 21 characters', { title: '课'.repeat(21) }, 'TITLE_TOO_LONG', 'title'],
    ['with an emoji in its title', { title: '吉他🎸' }, 'TITLE_CHARACTERS', 'title'],
    ['without a price', { totalFen: fen(0) }, 'NO_PRICE', 'totalFen'],
    ['dearer than its original price', { originalFen: fen(99_999) }, 'ORIGINAL_TOO_LOW', 'originalFen'],
    ['without classes', { lessons: [] }, 'NO_LESSONS', 'lessons'],
    ['with a nameless class', { lessons: [{ title: '一' }, { title: ' ' }] }, 'LESSON_TITLE', 'lessons.1'],
    [
      'of digital content without content',
      { mode: 'on-demand', lessons: [{ title: '一' }] },
      'LESSON_CONTENT',
      'lessons.0',
    ],
    ['without a way to be charged', { rungs: [] }, 'NO_RUNG', 'rungs'],
    ['with a window of an hour', { windowHours: 1 }, 'WINDOW', 'windowHours'],
    ['with a window of 73 hours', { windowHours: 73 }, 'WINDOW', 'windowHours'],
    ['with half an hour in its window', { windowHours: 24.5 }, 'WINDOW', 'windowHours'],
    ['with half a day of validity', { planDays: 100.5 }, 'PLAN_DAYS', 'planDays'],
    ['with classes of more than a day', { classMinutes: 1441 }, 'CLASS_MINUTES', 'classMinutes'],
    ['with classes of no length', { classMinutes: 0 }, 'CLASS_MINUTES', 'classMinutes'],
    ['without a contract', { contractText: '  ' }, 'NO_CONTRACT', 'contractText'],
  ])('%s is named', (_, changes, code, field) => {
    const faults = contentFaults(content(changes));
    expect(faults).toContainEqual({ code, field, text: expect.stringMatching(/。$/) });
  });

  test('names the class that lacks something as people count', () => {
    const lessons = [{ title: '一', content: ['cloud://env.bucket/1.mp4'] }, { title: '' }];
    const texts = contentFaults(content({ mode: 'on-demand', lessons })).map((fault) => fault.text);
    expect(texts).toEqual(['请填写第 2 次课的名称。', '第 2 课还没有上传内容。']);
  });

  test('names what is wrong with its ways to be charged, each at its place', () => {
    const rungs = [
      ...[rung('a', { kind: 'class' }), rung('a', { kind: 'class' })],
      ...[rung('b', { kind: 'stage', sizes: [0] }), rung('c', { kind: 'stage', sizes: [5, 4] })],
    ];
    expect(contentFaults(content({ rungs })).map(({ field, text }) => `${field} ${text}`)).toEqual([
      'rungs.1 扣费方式的名称重复了。',
      'rungs.1 有两种扣费方式的扣费节点一样，请只留一种。',
      'rungs.2 每个阶段至少要有一次课。',
      'rungs.3 各阶段共 9 次课，课程有 10 次课。',
    ]);
  });

  test('of digital content with content has no fault', () => {
    const lessons = [{ title: '一', content: ['cloud://env.bucket/1.mp4'] }];
    expect(contentFaults(content({ mode: 'on-demand', lessons }))).toEqual([]);
  });

  test.each<[string, RungTerms[], string[]]>([
    ['stages that add up', [rung('a', { kind: 'stage', sizes: [5, 5] })], []],
    ['stages of one class', [rung('a', { kind: 'stage', sizes: [9, 1] })], []],
    ['stages that leave a class out', [rung('a', { kind: 'stage', sizes: [5, 4] })], ['STAGES_MISMATCH']],
    ['a stage without classes', [rung('a', { kind: 'stage', sizes: [10, 0] })], ['STAGE_SIZE']],
    ['no stage at all', [rung('a', { kind: 'stage', sizes: [] })], ['STAGE_SIZE']],
    ['one key twice', [rung('a', { kind: 'class' }), rung('a', { kind: 'course' })], ['RUNG_REPEATED']],
    [
      'one charge unit twice',
      [rung('a', { kind: 'class' }), rung('b', { kind: 'class' })],
      ['RUNG_SAME_UNIT'],
    ],
    [
      'a ladder of three',
      [
        rung('a', { kind: 'class' }),
        rung('b', { kind: 'stage', sizes: [5, 5] }),
        rung('c', { kind: 'course' }),
      ],
      [],
    ],
  ])('with %s', (_, rungs, codes) => {
    expect(contentFaults(content({ rungs })).map((fault) => fault.code)).toEqual(codes);
  });

  test('names all its faults at once', () => {
    const faults = contentFaults(
      content({ title: '', lessons: [], rungs: [], contractText: '', windowHours: 0 }),
    );
    expect(faults.map((fault) => fault.code)).toEqual([
      'TITLE_EMPTY',
      'NO_LESSONS',
      'NO_RUNG',
      'WINDOW',
      'NO_CONTRACT',
    ]);
  });
});

describe('who a course is for', () => {
  const newYearsEve = parseTime('2026-12-31T23:30:00+08:00') as Time;
  const newYear = parseTime('2027-01-01T00:30:00+08:00') as Time;

  test.each([
    ['adult', 2008, true],
    ['adult', 2009, false],
    ['teenager', 2008, true],
    ['teenager', 2014, true],
    ['teenager', 2007, false],
    ['teenager', 2015, false],
    ['child', 2014, true],
    ['child', 2020, true],
    ['child', 2013, false],
    ['child', 2021, false],
    ['preschool', 2020, true],
    ['preschool', 2023, true],
    ['preschool', 2024, false],
    ['adult', 2030, false],
  ] as const)('%s, born in %d: %s at the end of 2026', (audience, birthYear, fits) => {
    expect(fitsAudience(audience, birthYear, newYearsEve)).toBe(fits);
  });

  test('the year is the year in China, whatever the zone of the machine', () => {
    expect(fitsAudience('adult', 2009, newYearsEve)).toBe(false);
    expect(fitsAudience('adult', 2009, newYear)).toBe(true);
  });
});

test('what a charge unit is called', () => {
  expect(unitLabel({ kind: 'class' }, 'scheduled')).toBe('每次课');
  expect(unitLabel({ kind: 'class' }, 'on-demand')).toBe('每课');
  expect(unitLabel({ kind: 'stage', sizes: [1] }, 'scheduled')).toBe('每阶段');
  expect(unitLabel({ kind: 'course' }, 'scheduled')).toBe('全部课程');
});

test.each([
  ['scheduled', true, true],
  ['scheduled', false, false],
  // Its lessons are opened by service orders, which need a signed plan.
  ['on-demand', true, false],
  ['on-demand', false, false],
] as const)(
  'a course that is %s and allows it %s can be paid without signing: %s',
  (mode, ordinaryPayment, can) => {
    expect(takesOrdinaryPayment({ mode, ordinaryPayment })).toBe(can);
  },
);
