import { faultOf, likelyBirthYear } from '../../miniprogram/components/student-form/student-form-view';
import { blockView, DIRECT, headOf, termsOf, waysOf } from '../../miniprogram/course/order/order-view';
import {
  firstWay,
  goOnWords,
  otherWays,
  outcomeOf,
  signedWords,
} from '../../miniprogram/course/order/outcome-view';
import type { OrderView } from '../../protocol/order-view';
import { coursePage, NOW, PER_CLASS, STAGES } from './course-fixture';

const FORBIDDEN = /分数不足|风控|拒绝|失败|免费|仅剩|立即|恭喜|您|亲|系统/;

describe('what is offered', () => {
  test('is every rung of the institution, and ordinary payment', () => {
    expect(waysOf(coursePage()).map(({ key, count, priceFen }) => [key, count, priceFen])).toEqual([
      ['class', '× 20 次课', 12_000],
      ['whole', '共 20 次课', 240_000],
      [DIRECT, '× 20 次课', 12_000],
    ]);
    expect(waysOf(coursePage({ ordinaryPayment: false })).map(({ key }) => key)).toEqual(['class', 'whole']);
    expect(waysOf(coursePage({ rungs: [STAGES] }))[0]?.count).toBe('首阶段，共 3 阶段');
  });

  test('says what, when and at most before anything is agreed to', () => {
    expect(termsOf(coursePage(), 'class', NOW)).toEqual([
      { name: '每次课上完后扣', fen: 12_000, text: '' },
      { name: '扣费节点', fen: 0, text: '20 个，按顺序扣' },
      { name: '全部学完最多扣', fen: 240_000, text: '' },
      { name: '扣费计划有效期', fen: 0, text: '至 2027年2月28日' },
    ]);
    expect(termsOf(coursePage(), DIRECT, NOW)[1]?.text).toBe('每次课后自己付，不会自动扣');
  });

  test('is headed by the course and its next class', () => {
    expect(headOf(coursePage())).toMatchObject({
      title: '行书入门 · 20 次课',
      line: '青禾书法 · 11月25日 周三 19:00 下一次课',
    });
    expect(headOf(coursePage({ coming: [] })).line).toBe('青禾书法');
  });

  test('what stands in the way comes with the order to look at', () => {
    expect(blockView([])).toBeUndefined();
    expect(blockView([{ kind: 'owing', text: '还有一笔没付清。', orderId: 'o1' }])).toEqual({
      ...{ text: '还有一笔没付清。', action: '去付清', orderId: 'o1' },
    });
    expect(blockView([{ kind: 'region', text: '这里不能。' }])).toMatchObject({ action: '' });
  });
});

describe('coming back from the sign page', () => {
  const order = (changes: Partial<OrderView> = {}): OrderView => ({
    orderId: 'o1',
    state: 'active',
    courseId: 'c1',
    courseTitle: '行书入门',
    studentId: 's1',
    studentName: '林晓雯',
    createdAt: '2026-11-22T09:41:00+08:00',
    units: PER_CLASS.units.map(({ no, name, priceFen }) => ({
      ...{ no, name, priceFen, classCount: 1, classes: [], actions: [] },
      ...{ teaching: 'planned' as const, collection: 'none' as const, status: 'planned' as const },
    })),
    totalFen: 240_000,
    chargedFen: 0,
    atMostFen: 240_000,
    mode: 'scheduled',
    ordinary: false,
    windowHours: 24,
    lessons: [],
    classes: [],
    holds: [],
    actions: [],
    ...changes,
  });

  test.each([
    ['active', 'signed'],
    ['signing', 'waiting'],
    ['abandoned', 'unsigned'],
    ['drafted', 'unsigned'],
    ['closed', 'over'],
    ['expired', 'over'],
  ] as const)('an order that is %s is %s', (state, outcome) => {
    expect(outcomeOf({ state })).toBe(outcome);
  });

  test('signed: nothing is paid now, and the first class and its price are named', () => {
    const nextClass = {
      classId: 'k1',
      title: '执笔',
      startsAt: '2026-11-25T19:00:00+08:00',
      endsAt: '2026-11-25T20:30:00+08:00',
      place: '',
      online: false,
    };
    expect(signedWords(order({ nextClass }), false)).toEqual({
      title: '签好了，现在不用付钱',
      body: '11月25日 周三 19:00 第一次课，上完再扣 ¥120.00。',
    });
    expect(signedWords(order(), true).body).toBe('排好课会通知你，上完再付 ¥120.00。');
    expect(signedWords(order({ mode: 'on-demand' }), false).body).toBe(
      '现在就可以开始学，上完再扣 ¥120.00。',
    );
  });

  test('not signed: the other rungs and ordinary payment are left, the next one chosen', () => {
    const ways = otherWays(coursePage(), ['whole']);
    expect(ways.map(({ key }) => key)).toEqual(['class', DIRECT]);
    expect(firstWay(ways)).toBe('class');
    expect(goOnWords(ways[0]).text).toBe('去微信签约');
  });

  test('when no rung is left only ordinary payment stays, chosen', () => {
    const ways = otherWays(coursePage(), ['class', 'whole']);
    expect(ways.map(({ key }) => key)).toEqual([DIRECT]);
    expect(firstWay(ways)).toBe(DIRECT);
    expect(goOnWords(ways[0])).toEqual({ text: '确认报名', note: '每次课后付 ¥120.00' });
  });

  test('when nothing at all is left she can go back to the sign page', () => {
    const ways = otherWays(coursePage({ ordinaryPayment: false }), ['class', 'whole']);
    expect(ways).toEqual([]);
    expect(goOnWords(ways[0]).text).toBe('再去微信签约');
  });

  test('no word blames or hurries', () => {
    const shown = [
      waysOf(coursePage()),
      otherWays(coursePage(), ['whole']),
      signedWords(order(), false),
      goOnWords(undefined),
    ];
    expect(JSON.stringify(shown)).not.toMatch(FORBIDDEN);
  });
});

describe('adding a student', () => {
  test('asks for a name and a birth year that can be', () => {
    expect(faultOf({}, NOW)).toBe('写上学员的称呼');
    expect(faultOf({ name: '  ' }, NOW)).toBe('写上学员的称呼');
    expect(faultOf({ name: '林小满' }, NOW)).toBe('选择出生年份');
    expect(faultOf({ name: '林小满', birthYear: 2027 }, NOW)).toBe('出生年份不对');
    expect(faultOf({ name: '林小满', birthYear: 2018 }, NOW)).toBeUndefined();
    expect(faultOf({ name: '林'.repeat(21), birthYear: 2018 }, NOW)).toMatch(/最多/);
  });

  test('the year is China’s, and the wheel begins where it is likely', () => {
    const newYear = Date.parse('2027-01-01T00:30:00+08:00');
    expect(faultOf({ name: '宝宝', birthYear: 2027 }, newYear)).toBeUndefined();
    expect(likelyBirthYear('child', NOW)).toBe(2018);
  });
});
