import {
  contractDoubts,
  contractTemplate,
  templateNote,
} from '../../../miniprogram/staff/course/contract-template';
import { formOf, newForm } from '../../../miniprogram/staff/course/course-form';
import { draftOf } from '../../../miniprogram/staff/course/form-content';
import { faultLines, faultTexts, formFaults } from '../../../miniprogram/staff/course/form-faults';
import {
  faultRows,
  headOf,
  primaryOf,
  publishQuestion,
  sectionRows,
  stopQuestion,
} from '../../../miniprogram/staff/course/hub-view';
import { mergeForms } from '../../../miniprogram/staff/course/merge-forms';
import { rungCards, totalNote } from '../../../miniprogram/staff/course/price-section/price-section-view';
import { runningOf, versionRows } from '../../../miniprogram/staff/course/versions-view';
import {
  courseCards,
  emptyWords,
  filterChips,
  foundRows,
} from '../../../miniprogram/staff/courses/courses-view';
import type { CourseRow } from '../../../protocol/staff-courses';
import { CHOICES, courseRead } from './course-read';

const COURSE = courseRead();
const FORM = formOf(COURSE);
const { draft: DRAFT } = draftOf(FORM);
const fault = (code: string, field: string, text = code) => ({ code, field, text });

describe('what stands against publishing', () => {
  test('stands beside the field it is about, in the order of the form', () => {
    const found = [
      fault('NO_CONTRACT', 'contractText'),
      fault('PRICE_RISES', 'rungs.1.units.2'),
      fault('DURATION_TOO_SHORT', 'rungs.0', '太短'),
      fault('TITLE_EMPTY', 'title'),
    ];
    expect(formFaults([], found, DRAFT)).toEqual([
      { section: 'basics', field: 'title', text: 'TITLE_EMPTY' },
      { section: 'price', field: 'rung:whole', text: 'PRICE_RISES' },
      { section: 'terms', field: 'planDays', text: '太短' },
      { section: 'contract', field: 'contractText', text: 'NO_CONTRACT' },
    ]);
  });

  test('is said once, though every rung and the plan say it', () => {
    const found = [
      fault('TITLE_TOO_LONG', 'title', '课程名称最多 20 个字。'),
      fault('PLAN_NAME', 'rungs.0', '课程名称不能超过 20 个字。'),
      fault('DURATION_TOO_SHORT', 'rungs.0', '太短'),
      fault('DURATION_TOO_SHORT', 'rungs.1', '太短'),
    ];
    expect(formFaults([], found, DRAFT).map(({ text }) => text)).toEqual(['课程名称最多 20 个字。', '太短']);
  });

  test('what can not be read hides what only follows from it', () => {
    const typed = [{ field: 'totalFen', text: '写成数字。' }];
    const faults = formFaults(typed, [fault('NO_PRICE', 'totalFen', '请填写课程总价。')], DRAFT);
    expect(faultTexts(faults)).toEqual({ totalFen: '写成数字。' });
  });

  test('all that is wrong with a rung stands beside it', () => {
    const found = [fault('A', 'rungs.0', '甲'), fault('B', 'rungs.0.units.1', '乙')];
    expect(faultTexts(formFaults([], found, DRAFT))['rung:class']).toBe('甲\n乙');
  });

  test('many classes that lack the same thing are one line', () => {
    const lessons = [1, 2, 3].map((no) =>
      fault('LESSON_TITLE', `lessons.${no - 1}`, `请填写第 ${no} 次课的名称。`),
    );
    const faults = formFaults(
      [],
      [...lessons, fault('NO_CONTRACT', 'contractText', '请填写合同正文。')],
      DRAFT,
    );
    expect(faultLines(faults).map(({ text }) => text)).toEqual([
      '请填写第 1 次课的名称，还有 2 次课也要改。',
      '请填写合同正文。',
    ]);
    expect(faultRows(faults).map(({ name }) => name)).toEqual(['课次与内容', '合同']);
  });
});

describe('the course at a glance', () => {
  test('each part says what is filled in and how much is missing', () => {
    const rows = sectionRows(FORM, CHOICES, COURSE.verdict, [{ section: 'contract', field: 'x', text: 'y' }]);
    expect(rows.map(({ summary, fault: missing }) => [summary, missing])).toEqual([
      ['行书入门 · 刘砚秋 · 书法 · 成人', ''],
      ['天河校区 · 广东可以开设', ''],
      ['没有封面，用一个字代替', ''],
      ['按课表上课 · 20 次课 · 每次 90 分钟', ''],
      ['¥2,400.00 · 每次课扣费、学完整课扣费', ''],
      ['异议 24 小时 · 有效期 320 天 · 可直接支付', ''],
      ['7 字', '还差 1 处'],
    ]);
  });

  test.each([
    ['nothing waits', courseRead(), false, ['在售 · 第 1 版'], ''],
    ['something typed', courseRead(), true, ['在售 · 第 1 版', '有改动没发布'], 'save'],
    [
      'a saved change',
      courseRead({}, { changed: true }),
      false,
      ['在售 · 第 1 版', '有改动没发布'],
      'publish',
    ],
    ['never on sale', courseRead({}, { state: 'draft' }), false, ['草稿'], 'publish'],
    ['stopped', courseRead({}, { state: 'stopped' }), false, ['已停售'], 'publish'],
    [
      'plans on their way',
      courseRead({}, { plans: [{ rungKey: 'class', state: 'preparing' }] }),
      false,
      ['正在上架'],
      '',
    ],
  ])('%s', (_what, course, dirty, tags, primary) => {
    expect(headOf(course, FORM, dirty).tags.map(({ text }) => text)).toEqual(tags);
    expect(primaryOf(course, dirty)).toBe(primary);
  });

  test('a new course is saved first', () => {
    expect(headOf(undefined, newForm(CHOICES), false)).toMatchObject({ title: '新课程' });
    expect(primaryOf(undefined, false)).toBe('save');
  });

  test('who has signed is named before anything changes for others', () => {
    expect(publishQuestion(COURSE, 16)).toEqual({
      title: '发布第 2 版',
      content: '价格、课次和合同会定下来，新学员按这一版报名。已经签约的 16 位学员照原来的版本上课和扣费。',
    });
    expect(stopQuestion(16).content).toContain('已经签约的 16 位学员不受影响，照常上课和扣费。');
    expect(stopQuestion(0).content).not.toContain('已经签约');
  });

  test('every version keeps its learners', () => {
    const versions = [
      {
        version: 2,
        title: '行书',
        totalFen: 1,
        publishedAt: '2026-11-01T09:00:00+08:00',
        onSale: true,
        runningOrders: 0,
      },
      {
        version: 1,
        title: '行书',
        totalFen: 1,
        publishedAt: '2026-09-01T09:00:00+08:00',
        onSale: false,
        runningOrders: 3,
      },
    ];
    expect(versionRows(versions).map(({ name, note }) => [name, note])).toEqual([
      ['第 2 版 行书', '2026年11月1日 · 没有在学的学员'],
      ['第 1 版 行书', '2026年9月1日 · 3 位学员按这一版上课'],
    ]);
    expect(runningOf(versions)).toBe(3);
  });
});

describe('the prices', () => {
  test('a rung shows the list the server made for it, never that of its former kind', () => {
    const list = { rungKey: 'class', unit: { kind: 'class' as const }, units: [], totalFen: 1 };
    const [card] = rungCards(FORM, CHOICES, [list], { 'rung:class': '不行' });
    expect(card).toMatchObject({
      list,
      fault: '不行',
      service: expect.stringContaining('每笔最多 ¥5,000.00'),
    });
    const changed = { ...FORM, rungs: FORM.rungs.map((rung) => ({ ...rung, kind: 'course' as const })) };
    expect(rungCards(changed, CHOICES, [list], {})[0]?.list).toBeUndefined();
  });

  test('what follows from the price of one class is said', () => {
    const perClass = { ...FORM, priceBy: 'class' as const, perClass: '120' };
    expect(totalNote(perClass)).toBe('20 次课，共 ¥2,400.00。');
    expect(totalNote({ ...perClass, count: '' })).toBe('先填课次数，总价会算出来。');
  });
});

describe('the contract', () => {
  test('begins with the terms of the course and promises nothing else', () => {
    const text = contractTemplate({ ...FORM, windowHours: '48' }, '青禾书法');
    expect(text).toContain('48 小时内可以提出异议');
    expect(text).toContain('可选的扣费节点有：每次课、整门课。');
    expect(text).not.toMatch(/免费|立即|恭喜|您/);
    expect(text.match(/^[一二三四五六七八]、/gm)).toHaveLength(8);
    expect(
      contractTemplate({ ...FORM, mode: 'on-demand', ordinaryPayment: false }, '青禾书法'),
    ).not.toContain('点名');
  });

  test('that says other hours than the form is doubted', () => {
    expect(contractDoubts({ ...FORM, contractText: '点名后 24 小时内', windowHours: '48' })).toBe(
      '合同里写的是 24 小时 · 异议时间填的是 48 小时',
    );
    expect(contractDoubts({ ...FORM, contractText: '点名后 48 小时内', windowHours: '48' })).toBe('');
    expect(templateNote({ ...FORM, title: '' })).toBe('先填课程名称，模板会带上。');
  });
});

test('two prices are never mixed: how one was typed belongs to it', () => {
  const mine = { ...FORM, original: '3200' };
  const theirs = { ...FORM, total: '2600' };
  const merged = mergeForms(FORM, mine, theirs);
  expect(merged).toMatchObject({ clashes: ['价格'], taken: [] });
  expect(merged.form).toMatchObject({ total: FORM.total, original: '3200' });
  expect(mergeForms(FORM, mine, mine)).toMatchObject({ clashes: [], taken: [] });
});

describe('the list of courses', () => {
  const row = (changes: Partial<CourseRow>): CourseRow => ({
    ...{ courseId: 'c', campusIds: ['tianhe'], region: 'guangdong', category: 'other', state: 'draft' },
    ...{ title: '行书入门', teacherName: '刘砚秋', mode: 'scheduled', totalFen: 240_000, classCount: 20 },
    ...{ changed: false, faultCount: 0, updatedAt: '2026-11-22T09:00:00+08:00', revision: 1 },
    ...changes,
  });
  const rows = [
    row({ courseId: 'a', state: 'published', version: 3, changed: true, faultCount: 2 }),
    row({ courseId: 'b', title: '', teacherName: '', totalFen: 0, classCount: 0, faultCount: 4 }),
    row({ courseId: 'c', state: 'stopped', version: 1, faultCount: 1, title: 'Ｐython 入门' }),
  ];

  test('says of each what it is and what still stands against publishing', () => {
    const cards = courseCards(rows);
    expect(cards.map(({ title, note }) => [title, note])).toEqual([
      ['行书入门', '刘砚秋 · 20 次课 · ¥2,400.00'],
      ['未命名课程', ''],
      ['Ｐython 入门', '刘砚秋 · 20 次课 · ¥2,400.00'],
    ]);
    expect(cards.map(({ tags }) => tags.map(({ text }) => text))).toEqual([
      ['在售 · 第 3 版', '有改动没发布', '发布前还有 2 处要改'],
      ['草稿', '发布前还有 4 处要改'],
      ['已停售'],
    ]);
  });

  test('is filtered by state and by words, whatever their width', () => {
    expect(filterChips(rows).map(({ name }) => name)).toEqual([
      '全部',
      '在售 1',
      '草稿 1',
      '有改动 1',
      '已停售 1',
    ]);
    expect(filterChips(rows.slice(0, 1))).toHaveLength(3);
    expect(filterChips([row({}), row({})])).toEqual([]);
    expect(foundRows(rows, 'all', 'python').map(({ courseId }) => courseId)).toEqual(['c']);
    expect(foundRows(rows, 'changed', '刘砚秋').map(({ courseId }) => courseId)).toEqual(['a']);
    expect(foundRows(rows, 'draft', '行书')).toEqual([]);
  });

  test('says what to do where it is empty', () => {
    expect(emptyWords([], '', true).body).toContain('发布后学员就能报名');
    expect(emptyWords([], '', false).body).toBe('教务建好的课程会在这里。');
    expect(emptyWords(rows, '围棋', true).title).toBe('没有找到“围棋”');
  });
});
