import { roughYuan, shareText } from '../../../miniprogram/format/money';
import { barOption, COLOURS, stepFor } from '../../../miniprogram/staff/chart/bar-chart/bar-option';
import { type Figures, figuresView } from '../../../miniprogram/staff/figures/figures-view';
import { reconciliationLine } from '../../../miniprogram/staff/reconciliation/reconciliation-line';
import { daysView, dayView } from '../../../miniprogram/staff/reconciliation/reconciliation-view';
import type { ResponseOf } from '../../../protocol';

const NOW = Date.parse('2026-11-22T15:00:00+08:00');

const NOTHING: Figures = {
  ...{ from: '2026-10-24', to: '2026-11-22' },
  money: {
    ...{ chargedFen: 0, loweredFen: 0, collectedFen: 0, elsewhereFen: 0 },
    ...{ ordinaryFen: 0, refundedFen: 0, overpaidFen: 0, overpaidBackFen: 0 },
  },
  open: { units: 0, amountFen: 0 },
  owed: { units: 0, amountFen: 0, ages: [] },
  collection: { taughtFen: 0, dueFen: 0, takenFen: 0 },
  weeks: [{ from: '2026-11-16', taughtFen: 0, takenFen: 0, open: false }],
  way: { views: 0, ordered: 0, signed: 0, cameFirst: 0, paidFirst: 0, ordinary: 0 },
  comparison: {
    ...{ from: '2026-05-13', to: '2026-11-08', leastBegun: 20, leastCame: 5 },
    ...{ learnFirst: { begun: 0, came: 0 }, ordinary: { begun: 0, came: 0 } },
  },
  attendance: { attended: 0, late: 0, absent: 0, onLeave: 0 },
  objections: { raised: 0, windows: 0, rejected: 0, lowered: 0, waived: 0 },
  ends: { completed: 0, byPayer: 0, inWechat: 0, bySilence: 0, byInstitution: 0, expired: 0 },
};

const BUSY: Figures = {
  ...NOTHING,
  asOf: '2026-11-22T10:30:00.000+08:00',
  money: { ...NOTHING.money, chargedFen: 8_700_000, collectedFen: 8_652_000, elsewhereFen: 1_000 },
  open: { units: 37, amountFen: 444_000 },
  owed: {
    ...{ units: 9, amountFen: 108_000 },
    ages: [
      { days: 'to7', units: 6, amountFen: 72_000 },
      { days: 'to30', units: 3, amountFen: 36_000 },
      { days: 'to60', units: 0, amountFen: 0 },
      { days: 'over60', units: 0, amountFen: 0 },
    ],
  },
  collection: { taughtFen: 9_000_000, dueFen: 8_722_000, takenFen: 8_652_000 },
  weeks: [
    { from: '2026-11-09', taughtFen: 2_200_000, takenFen: 2_190_000, open: false },
    { from: '2026-11-16', taughtFen: 2_270_000, takenFen: 1_800_000, open: true },
  ],
  way: { views: 1840, ordered: 412, signed: 298, cameFirst: 291, paidFirst: 280, ordinary: 57 },
  attendance: { attended: 900, late: 30, absent: 50, onLeave: 20 },
  objections: { raised: 6, windows: 750, rejected: 2, lowered: 1, waived: 1 },
  ends: { ...NOTHING.ends, completed: 3, byPayer: 1 },
};

describe('the page of figures', () => {
  test('says the finding in its title, and the four figures that matter', () => {
    const view = figuresView(BUSY, NOW);
    expect(view.chart.title).toBe('异议期已过的课，99.2% 已扣费');
    expect(view.heads).toEqual({
      ...{ takenFen: 8_653_000, openFen: 444_000, owedName: '待支付 · 9 笔', owedFen: 108_000 },
      ...{ objectionName: '异议 · 6 件', objectionShare: '0.8%' },
    });
    expect(view.asOf).toBe('截至 今天 10:30，下拉更新');
  });

  test('goes from seeing to paying, each step beside the one before it, and blames nobody on the way', () => {
    const { way, ordinary } = figuresView(BUSY, NOW);
    expect(way.map(({ name, count, share }) => [name, count, share])).toEqual([
      ['看过课程', '1,840', undefined],
      ['下单', '412', '22.4%'],
      ['已签约', '298', '72.3%'],
      ['上过第一课', '291', '97.7%'],
      ['付过第一笔', '280', '96.2%'],
    ]);
    expect(ordinary).toBe('57');
  });

  test('reads the chart out in words, week by week', () => {
    expect(figuresView(BUSY, NOW).chart.spoken).toContain('11/16那周，已上课 ¥22,700.00，已扣费 ¥18,000.00');
  });

  test('of a new institution says that there is nothing yet, without dividing by nothing', () => {
    const view = figuresView(NOTHING, NOW);
    expect(view.empty).toBe(true);
    expect(view.chart.title).toBe('还没有异议期已过的课');
    expect(view.heads).toMatchObject({ owedName: '待支付', objectionName: '异议', objectionShare: '0%' });
    expect([view.owed, view.objections, view.ends, view.attendance.lines]).toEqual([[], [], [], []]);
    expect(JSON.stringify(view)).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('adds up what became of objections, those still waiting included', () => {
    const { objections } = figuresView(BUSY, NOW);
    expect(objections.map(({ name, count }) => `${name} ${count}`)).toEqual([
      '按原价扣 2',
      '改为少扣 1',
      '不扣了 1',
      '处理中 2',
    ]);
  });
});

describe('the two ways to pay', () => {
  const compared = (ratio: Figures['comparison']['ratio']) =>
    figuresView({ ...BUSY, comparison: { ...BUSY.comparison, ...(ratio ? { ratio } : {}) } }, NOW).comparison;

  test.each([
    [undefined, '人数还少，先不比较'],
    [{ ratio: 1160, low: 870, high: 1550 }, '两种方式，还看不出差别'],
    [{ ratio: 1400, low: 1100, high: 1780 }, '先学后付的转化，是直接支付的 1.40 倍'],
    [{ ratio: 700, low: 550, high: 890 }, '先学后付的转化，是直接支付的 0.70 倍'],
  ])('with %j say no more than the numbers do', (ratio, title) => {
    expect(compared(ratio).title).toBe(title);
  });

  test('name the interval, or what is missing', () => {
    expect(compared({ ratio: 1400, low: 1100, high: 1780 }).interval).toContain('1.10 到 1.78');
    expect(compared(undefined).interval).toContain('20 人选、5 人上过第一课');
  });
});

describe('shares and axes', () => {
  test.each([
    [1, 3, '33.3%'],
    [999_999, 1_000_000, '99.9%'],
    [1, 1_000_000, '0.1%'],
    [5, 5, '100%'],
    [0, 5, '0%'],
    [0, 0, undefined],
  ])('%d of %d is %s', (part, whole, text) => {
    expect(shareText(part, whole)).toBe(text);
  });

  test.each([
    [0, '0'],
    [50_000, '500'],
    [150_000, '1500'],
    [800_000, '0.8万'],
    [240_000_000, '240万'],
  ])('%d fen stand on the axis as %s', (fen, text) => {
    expect(roughYuan(fen)).toBe(text);
  });

  test('an axis reaches its highest bar in three round steps', () => {
    expect(stepFor(2_270_000)).toBe(800_000);
    for (const most of [0, 1, 299, 12_345, 999_999, 7_000_000_000])
      expect(stepFor(most) * 3 >= most).toBe(true);
  });

  test('the chart has the colours of the tokens in both modes', () => {
    const bars = { names: ['11/16'], first: [1], second: [2] };
    expect(JSON.stringify(barOption(bars, COLOURS.light))).toContain('#3a4db0');
    expect(JSON.stringify(barOption(bars, COLOURS.dark))).toContain('#a3aeef');
  });
});

describe('the page of reconciliation', () => {
  const sound = {
    ...{ day: '2026-11-20', at: '2026-11-21T10:30:00.000+08:00', unexplainedFen: 0 },
    ...{ drifts: 0, paidFen: 90_000, serviceBill: true },
  };
  const ME = { name: '宋清', roles: ['finance'], campusIds: [], actions: ['reconciliations'] } as never;

  test('says of a day that nothing is left to explain, or how much is', () => {
    expect(reconciliationLine(sound)).toEqual({
      ...{ name: '11月20日 周五', text: '说不清的钱 ¥0.00', settled: true },
    });
    expect(reconciliationLine({ ...sound, drifts: 2, unexplainedFen: 12_000 })).toMatchObject({
      text: '2 处对不上，说不清的钱 ¥120.00',
      settled: false,
    });
    expect(reconciliationLine({ ...sound, drifts: 1 }).text).toBe('1 处对不上');
    expect(daysView([sound]).newest).toMatchObject({ unexplainedFen: 0 });
  });

  test('puts three books side by side and names in words what disagrees', () => {
    const day: ResponseOf<'reports', 'reconciliation'> = {
      ...{ ...sound, drifts: 2, unexplainedFen: 12_000 },
      wechat: { rows: 9, paidFen: 90_000, refundedFen: 0 },
      ledger: { paidFen: 78_000, refundedFen: 0 },
      rollCalls: { classes: 8, paidFen: 78_000 },
      found: [
        {
          ...{ kind: 'missing_with_us', number: 'o1S1U2', orderId: 'o1', unitNo: 2 },
          ...{ studentName: '林晓雯', courseTitle: '行书入门', ourFen: 0, wechatFen: 12_000 },
        },
        { kind: 'unknown_number', number: 'x9', ourFen: 0, wechatFen: 1 },
      ],
    };
    const view = dayView(day, ME, NOW);
    expect(view.columns.map((column) => [column.name, column.lines[0]?.text])).toEqual([
      ['微信账单', '¥900.00'],
      ['账本', '¥780.00'],
      ['点名', '¥780.00'],
    ]);
    expect(view.bills).toContain('这天只比了交易账单');
    expect(view.found.map(({ title, who, amounts }) => [title, who, amounts])).toEqual([
      ['微信收了，账本没有', '林晓雯 · 行书入门 · 第 2 笔', '账本 ¥0.00，微信 ¥120.00'],
      ['不是我们的单号', '单号 x9', '账本 ¥0.00，微信 ¥0.01'],
    ]);
  });
});
