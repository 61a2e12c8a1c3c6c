import { cellGroups } from '../../../miniprogram/components/unit-cells/cell-groups';
import { myCourseView } from '../../../miniprogram/deduction/my-course/my-course-view';
import { earliestCharge, scheduleOf } from '../../../miniprogram/format/schedule';
import type { OrderView, UnitView } from '../../../protocol/order-view';
import { inWindow, NOW, order, orderClass, paid, unit, withUnit } from '../order-fixture';

const view = (shown: OrderView, unfolded = false) => myCourseView(shown, NOW, unfolded);
const row = (shown: OrderView, no: number) => view(shown, true).rows.find((one) => one.no === no);

describe('what was and may still be charged', () => {
  test('charged on the left, the most still to come on the right, and the units counted in words', () => {
    const { chargedFen, summary, legend, cellsLabel } = view(order());
    expect([chargedFen, summary]).toEqual([
      72_000,
      { rightLabel: '之后最多再扣', rightFen: 168_000, owed: false },
    ]);
    expect(legend.map(({ text, tone }) => [text, tone])).toEqual([
      ['6 次课已扣费', 'plain'],
      ['1 次课异议期', 'brand'],
      ['13 次课未上', 'plain'],
    ]);
    expect(cellsLabel).toBe('6 次课已扣费，1 次课异议期，13 次课未上');
  });

  test('an owed unit stands in place of what may come', () => {
    const owing = inWindow(7, { status: 'owing', collection: 'paying', actions: ['pay'] });
    const { summary, primary, legend } = view(withUnit(owing));
    expect(summary).toEqual({ rightLabel: '待支付', rightFen: 12_000, owed: true });
    expect(primary).toMatchObject({ act: 'pay', text: '去支付', fen: 12_000, no: 7 });
    expect(legend[1]).toEqual({ text: '1 次课待支付', tone: 'owed' });
  });

  test('after closing it is what will never be charged', () => {
    const closing = { orderId: 'o1', lines: [], atMostFen: 0, neverChargedFen: 168_000 };
    const { summary, notices } = view(order({ state: 'closed', closing, atMostFen: 0, actions: [] }));
    expect(summary).toMatchObject({ rightLabel: '永不扣费', rightFen: 168_000 });
    expect(notices).toMatchObject([{ title: '扣费服务已关闭', body: '¥1,680.00 永不扣费。' }]);
  });
});

describe('the timeline', () => {
  test('what is settled folds into one line that adds it up; a tap shows all', () => {
    const [folded, last] = view(order()).rows;
    expect(folded).toMatchObject({
      ...{ title: '第1–5次课', caption: '10月31日 – 11月14日 · 全部到课', fen: 60_000, folded: 5 },
    });
    expect(last).toMatchObject({ number: '6', title: '使转与牵丝', fen: 12_000, act: 'voucher' });
    expect(view(order(), true).rows).toHaveLength(20);
  });

  test('a short order does not fold', () => {
    const units = [1, 2, 3, 4].map((no) => paid(no));
    expect(view(order({ units })).rows.map((one) => one.folded)).toEqual([0, 0, 0, 0]);
  });

  test('the unit in its window says when money goes, how long is left, and what she may do', () => {
    const focus = row(order(), 7)?.focus;
    expect(focus).toMatchObject({
      title: '今天 15:32 自动扣费',
      aside: '还剩 5:51',
      link: '没问题，现在就扣',
    });
    expect(focus?.buttons.map(({ act, text }) => [act, text])).toEqual([
      ['object', '我有异议'],
      ['voucher', '为什么扣'],
    ]);
  });

  test('the next class leads to its push; those after say when they are taught and charged', () => {
    expect(row(order(), 8)).toMatchObject({
      ...{ mark: 'next', link: '上课通知', act: 'class', classId: 'k8', title: '偏旁简写' },
      caption: '11月25日 周三 14:00 · 3 号教室',
    });
    expect(row(order(), 9)).toMatchObject({
      mark: 'planned',
      caption: '11月28日 周六 · 11月29日后扣',
      fen: 12_000,
    });
  });

  test.each<[string, Partial<UnitView>, string, string]>([
    ['objected', { status: 'objected', teaching: 'objected' }, 'objected', '已暂停扣这一笔'],
    ['charging', { status: 'charging', teaching: 'confirmed' }, 'charging', '正在向微信确认'],
    ['owing', { status: 'owing', teaching: 'confirmed' }, 'owed', '这笔还没付上'],
    ['pay by hand', { status: 'pay_by_hand', teaching: 'confirmed' }, 'owed', '这笔要自己付'],
  ])('a unit %s has its mark and its word', (_name, changes, mark, title) => {
    const shown = row(withUnit(inWindow(7, { actions: [], ...changes })), 7);
    expect([shown?.mark, shown?.focus?.title]).toEqual([mark, title]);
  });

  test('a lowered charge names the price it had, and leads to the reason', () => {
    const decision = {
      kind: 'lowered' as const,
      chargeFen: 6000,
      explanation: '少上半小时',
      at: '2026-11-22T09:00:00+08:00',
    };
    const objection = {
      ...{
        raisedAt: '2026-11-21T16:00:00+08:00',
        reason: 'quality' as const,
        text: '',
        pictures: [],
        evidence: [],
      },
      decision,
    };
    const shown = row(withUnit(paid(7, { chargeFen: 6000, objection })), 7);
    expect(shown).toMatchObject({ fen: 6000, decided: true });
    expect(shown?.caption).toContain('原价 ¥120.00');
  });

  test('what was never taught costs ¥0.00, and says so', () => {
    const shown = row(withUnit(unit(20, { status: 'dropped', teaching: 'dropped' })), 20);
    expect(shown).toMatchObject({ mark: 'never', word: '永不扣费', fen: 0, caption: '没有上，永不扣费' });
  });

  test('money given back is told', () => {
    const shown = row(withUnit(paid(6, { refundedFen: 4000 })), 6);
    expect(shown).toMatchObject({ mark: 'refund' });
    expect(shown?.caption).toContain('已退 ¥40.00');
  });
});

describe('other charge units', () => {
  test('a stage says how far it is', () => {
    const stages = [1, 2].map((no) => unit(no, { name: `第${no}阶段`, classCount: 10 }));
    const begun = {
      ...unit(1, { name: '第1阶段', classCount: 10 }),
      classes: [paid(1), paid(2)].flatMap((u) => u.classes),
    };
    const shown = view(order({ units: [begun, ...stages.slice(1)] }));
    expect(shown.rows[0]).toMatchObject({ number: '', title: '第1阶段', mark: 'next' });
    expect(shown.rows[0]?.caption).toContain('10 次课，已上 2 次');
    expect(shown.legend[0]?.text).toBe('2 个阶段未上');
  });

  test('a whole course is drawn class by class', () => {
    const whole = unit(1, { name: '全部课程', classCount: 8, classes: paid(1).classes, priceFen: 96_000 });
    const shown = view(order({ units: [whole], atMostFen: 96_000 }));
    expect(shown.marks).toEqual(['taught', ...Array(7).fill('planned')]);
    expect(shown.legend.map(({ text }) => text)).toEqual(['已上 1 次', '共 8 次']);
    expect(shown.summary.rightLabel).toBe('学完整课扣');
  });

  test('an on-demand course leads to the lessons', () => {
    const units = [1, 2, 3].map((no) => unit(no, { name: `第${no}课`, priceFen: 2500 }));
    const lessons = [{ title: '起笔', minutes: 20 }, { title: '行笔' }, { title: '收笔' }];
    const shown = view(order({ units, lessons, mode: 'on-demand', classes: [] }));
    expect(shown.rows[0]).toMatchObject({ title: '起笔', caption: '20 分钟', act: 'play' });
    expect(shown.primary).toMatchObject({ act: 'play', text: '去学习' });
    expect(shown.legend[0]?.text).toBe('3 课未上');
  });

  test('who pays class by class is never told of a deduction', () => {
    const shown = view(order({ ordinary: true, signedAt: '2026-10-24T09:00:00+08:00' }));
    const words = JSON.stringify(shown);
    expect(shown.summary.rightLabel).toBe('之后最多再付');
    expect(shown.rows.find((one) => one.no === 7)?.focus?.title).toBe('今天 15:32 前可以提异议');
    expect(words).not.toContain('自动扣费');
    expect(shown.footer).toContain('上完并点名后再付，不会自动扣。');
  });
});

describe('seats on hold', () => {
  const holds = [
    { classId: 'k8', startsAt: '2026-11-25T14:00:00+08:00', reason: 'previous_unsettled' as const },
  ];

  test('why, what brings the seat back, and that coming anyway costs nothing', () => {
    const objected = inWindow(7, { status: 'objected', teaching: 'objected', actions: [] });
    const [notice] = view(withUnit(objected, { holds })).notices;
    expect(notice?.title).toBe('11月25日 周三 14:00 的座位先保留');
    expect(notice?.body).toBe(
      '第7次课的异议处理完后，座位自动恢复。没恢复也可以来上课，这次 ¥0.00，之后也不会补扣。',
    );
  });

  test('a class that began while on hold is no unit any more', () => {
    const classes = [
      orderClass(8, { seat: 'on_hold', startsAt: '2026-11-22T09:00:00+08:00' }),
      orderClass(9),
    ];
    const coming = scheduleOf(order({ classes }), NOW).get(8)?.coming;
    expect(coming?.map(({ classId }) => classId)).toEqual(['k9']);
  });
});

describe('how it goes on', () => {
  test('only a deduction under way is asked about soon', () => {
    const charging = inWindow(7, { status: 'charging', teaching: 'confirmed', actions: [] });
    const owing = inWindow(7, { status: 'owing', teaching: 'confirmed', actions: ['pay'] });
    expect([view(order()), view(withUnit(charging)), view(withUnit(owing))].map((v) => v.waiting)).toEqual([
      ...['', 'soon', 'later'],
    ]);
  });

  test('a window ends two hours before a class that follows the next day', () => {
    const classes = [
      orderClass(8),
      orderClass(9, { startsAt: '2026-11-26T10:00:00+08:00', endsAt: '2026-11-26T11:30:00+08:00' }),
    ];
    const shown = order({ classes });
    const next = shown.units[7] ?? unit(8);
    const ends = earliestCharge(shown, next, { taught: [], coming: [orderClass(8)] });
    expect(ends).toBe('2026-11-26T00:00:00.000Z');
  });

  test('nothing on the page is missing or unheard of', () => {
    const words = JSON.stringify([view(order()), view(order(), true)]);
    expect(words).not.toMatch(/undefined|NaN|\[object|免费|您|立即/);
  });
});

describe('the row of cells', () => {
  test('stands in fives, a few stand alone, and very many become runs', () => {
    const sizes = (count: number) =>
      cellGroups(Array(count).fill('planned')).map(({ cells }) => cells.length);
    expect([sizes(4), sizes(20), sizes(12)]).toEqual([[4], [5, 5, 5, 5], [5, 5, 2]]);
    const many = cellGroups([...Array(60).fill('paid'), ...Array(40).fill('planned')]);
    expect(many.map(({ cells }) => cells.map(({ mark, grow }) => [mark, grow]))).toEqual([
      [
        ['paid', 60],
        ['planned', 40],
      ],
    ]);
  });
});
