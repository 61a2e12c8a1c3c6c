import { booksCard, chipsOf, workCards } from '../../../miniprogram/staff/money/money-view';
import type { WorkEntry } from '../../../protocol/finance-acts';
import { caseOf, entryOf, FINANCE, NOW } from './money-fixture';

function card(changes: Partial<WorkEntry> = {}) {
  const [only] = workCards([entryOf(changes)], FINANCE, NOW);
  if (only === undefined) throw new Error('no card');
  return only;
}

describe('the kinds of money work', () => {
  test('all first, then each of which there is something, with its number', () => {
    const counts = [
      { kind: 'owing' as const, count: 2 },
      { kind: 'objection' as const, count: 3 },
    ];
    expect(chipsOf(counts).map(({ text }) => text)).toEqual(['要处理 5', '异议 3', '待支付 2']);
  });

  test('nothing to do has no chips', () => {
    expect(chipsOf([])).toEqual([]);
  });
});

describe('the last night’s books', () => {
  const day = {
    ...{ day: '2026-11-21', at: '2026-11-22T10:30:00+08:00', unexplainedFen: 0, drifts: 0 },
    ...{ paidFen: 96_000, serviceBill: true },
  };
  const me = { ...FINANCE, actions: ['reconciliations' as const] };

  test('agree with WeChat’s, or not, and lead to the day', () => {
    expect(booksCard([day], me, NOW)).toEqual({
      ...{ title: '昨天的账对上了', settled: true, fen: 0, paidFen: 96_000 },
      url: '/staff/reconciliation/reconciliation',
    });
    const drifted = { ...day, day: '2026-11-19', drifts: 2, unexplainedFen: 120 };
    expect(booksCard([drifted], me, NOW)).toMatchObject({ title: '11月19日的账有 2 处对不上', fen: 120 });
  });

  test('are not there before the first night, nor for whoever may not see them', () => {
    expect(booksCard([], me, NOW)).toBeUndefined();
    expect(booksCard([day], FINANCE, NOW)).toBeUndefined();
  });
});

describe('a piece of money work', () => {
  test('says who and what, how much, and the next right act with the place where it is done', () => {
    expect(card()).toMatchObject({
      ...{ word: '待支付', tone: 'owed', who: '林晓雯', what: '行书入门 · 第7次课', fen: 12_000 },
      when: '已 4 天',
      act: { text: '再扣一次', url: '/staff/case/case?id=o1&unitNo=7&act=charge_again' },
      story: '/staff/case/case?id=o1&unitNo=7',
    });
  });

  test('an objection has the learner’s own words and until when it must be answered', () => {
    const objected = card({
      ...{ kind: 'objection', deadline: '2026-11-23T04:50:00+08:00' },
      case: caseOf({
        said: '15:00 就下课了',
        nextActs: [{ kind: 'decide_objection', text: '看双方证据' }],
      }),
    });
    expect(objected).toMatchObject({
      ...{ when: '19 小时内答复', line: '学员说：15:00 就下课了', late: false },
      act: { text: '处理异议', url: '/staff/objection/objection?id=o1&unitNo=7' },
    });
  });

  test('an objection without words says so', () => {
    expect(card({ kind: 'objection', case: caseOf({ said: ' ' }) }).line).toBe('学员只选了原因，没有留言。');
  });

  test('what was to be answered and is not is late', () => {
    const late = card({ kind: 'refund_asked', deadline: '2026-11-20T09:00:00+08:00', overdue: true });
    expect([late.when, late.late]).toEqual(['晚了 2 天', true]);
  });

  test('a silent order says when its plan stops by itself', () => {
    expect(card({ kind: 'silent_order', deadline: '2026-12-03T09:00:00+08:00' }).when).toBe(
      '12月3日自动停止',
    );
  });

  test('a seat on hold says when its class is', () => {
    expect(card({ kind: 'seat_on_hold', deadline: '2026-11-22T14:00:00+08:00' }).when).toBe(
      '今天 14:00 上课',
    );
  });

  test('a drift without an order can only be looked into and declared clear', () => {
    const { case: _none, ...drift } = entryOf({ kind: 'drift', reason: '微信账单多出一笔' });
    const [shown] = workCards([drift], FINANCE, NOW);
    expect(shown).toMatchObject({
      finish: '已查明',
      act: { url: '' },
      story: '',
      fen: 0,
      line: '微信账单多出一笔',
    });
  });

  test('a red invoice that is due leads to the issued ones, and is said to be done', () => {
    expect(card({ kind: 'red_invoice' })).toMatchObject({
      ...{ word: '要开红字', finish: '已开红字' },
      act: { text: '看发票', url: '/staff/invoices/invoices?state=issued' },
    });
  });

  test('what ends by itself can’t be ended by hand', () => {
    expect(card().finish).toBe('');
  });

  test('without the right to a page there is no way to it', () => {
    const [shown] = workCards([entryOf()], { ...FINANCE, actions: ['workList'] }, NOW);
    expect([shown?.act.url, shown?.story]).toEqual(['', '']);
  });
});
