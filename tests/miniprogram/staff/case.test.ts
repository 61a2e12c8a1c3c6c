import {
  type ActKind,
  type ActMatter,
  actProblem,
  actRequest,
  actSheetView,
  EMPTY_DRAFT,
} from '../../../miniprogram/staff/act-sheet/act-sheet-view';
import { casePage, matterOf, saidOf } from '../../../miniprogram/staff/case/case-view';
import { actOf, caseOf, NOW } from './money-fixture';

function matter(kind: ActKind, changes: Partial<ActMatter> = {}): ActMatter {
  return { kind, mostFen: 12_000, fourEyesAboveFen: 100_000, ...changes };
}

const reasoned = { ...EMPTY_DRAFT, reason: '少上半小时' };

describe('a case', () => {
  test('tells what WeChat says and the next right act, the others below it', () => {
    const nextActs = [
      { kind: 'lower' as const, text: '少收一部分', mostFen: 12_000 },
      { kind: 'charge_again' as const, text: '再扣', mostFen: 12_000 },
      { kind: 'stop_plan' as const, text: '停止' },
    ];
    const page = casePage(caseOf({ nextActs }), [], false, NOW);
    expect(page.first?.name).toBe('再扣一次');
    expect(page.others.map(({ name, most }) => [name, most])).toEqual([
      ['减少收费', '¥120.00'],
      ['停止扣费计划', ''],
    ]);
    expect(page.facts.map(({ name, value }) => `${name} ${value}`)).toEqual([
      '签约价 ¥120.00',
      '微信支付 正在扣，还没有扣到',
    ]);
  });

  test('stopping the plan is never pressed upon anybody as the next act', () => {
    const nextActs = [{ kind: 'stop_plan' as const, text: '停止' }];
    const page = casePage(caseOf({ nextActs, unitStatus: 'open' }), [], false, NOW);
    expect([page.first, page.others.length]).toEqual([undefined, 1]);
  });

  test('what is charged of an objected unit is decided with an answer, not here', () => {
    const nextActs = [
      { kind: 'lower' as const, text: '', mostFen: 12_000 },
      { kind: 'waive' as const, text: '', mostFen: 12_000 },
    ];
    expect(casePage(caseOf({ unitStatus: 'objected', nextActs }), [], false, NOW).others).toEqual([]);
  });

  test('the running total of what was taken and given back', () => {
    const money = {
      ...{ collection: 'paid' as const, priceFen: 12_000, chargeFen: 9_000, lowered: true },
      ...{ collectedFen: 9_000, refundedFen: 4_000, transactionId: '4200001' },
      paidAt: '2026-11-22T08:00:00+08:00',
    };
    const { facts } = casePage(caseOf({ money, unitStatus: 'paid' }), [], false, NOW);
    expect(facts.map(({ name, value }) => `${name} ${value}`)).toEqual([
      '签约价 ¥120.00',
      '应收（已减过） ¥90.00',
      '微信支付 已扣到',
      '已收 ¥90.00 · 今天 08:00',
      '已退 ¥40.00',
      '微信支付单号 4200001',
    ]);
  });

  test('an act that waits for a second person is shown; so is one whose outcome is not known', () => {
    const waiting = casePage(caseOf({ nextActs: [] }), [actOf()], false, NOW);
    expect(waiting.live).toMatchObject([{ name: '减少收费 ¥60.00', word: '等另一人审批' }]);
    expect(waiting.waiting).toBe(false);
    const running = casePage(caseOf({ nextActs: [] }), [actOf({ state: 'running' })], false, NOW);
    expect(running.live).toMatchObject([{ word: '等微信确认', tone: 'notice' }]);
    expect(running.waiting).toBe(true);
  });

  test('acts about another unit, or over, are not in the way', () => {
    const acts = [actOf({ unitNo: 6 }), actOf({ state: 'done' })];
    expect(casePage(caseOf(), acts, false, NOW).live).toEqual([]);
  });

  test('a long story shows its end, the beginning on demand', () => {
    const story = Array.from({ length: 12 }, (_, i) => ({
      at: '2026-11-20T09:00:00+08:00',
      text: `第${i}件`,
    }));
    const folded = casePage(caseOf({ story }), [], false, NOW);
    expect([folded.folded, folded.story.length, folded.story.at(-1)?.text]).toEqual([4, 8, '第11件']);
    expect(casePage(caseOf({ story }), [], true, NOW).story).toHaveLength(12);
  });

  test('an act that is no longer possible opens no sheet', () => {
    expect(matterOf(caseOf(), 'refund', 0)).toBeUndefined();
    expect(matterOf(caseOf(), 'charge_again', 5)).toMatchObject({ mostFen: 12_000, fourEyesAboveFen: 5 });
  });
});

describe('asking for an act', () => {
  test('lowering says what is charged and what is let off, and takes no more than the amount', () => {
    const draft = { ...reasoned, amount: '60' };
    expect(actSheetView(matter('lower'), draft).effect).toBe(
      '¥120.00 改为 ¥60.00，少收 ¥60.00。金额只能减一次。',
    );
    expect(actRequest(matter('lower'), { orderId: 'o1', unitNo: 7 }, draft, [])).toEqual({
      ...{ kind: 'lower', orderId: 'o1', unitNo: 7, amountFen: 6_000, proof: [], reason: '少上半小时' },
    });
  });

  test.each([
    ['lower', '120', '写上改为扣多少，少于 ¥120.00。'],
    ['lower', '0', '写上改为扣多少，少于 ¥120.00。'],
    ['lower', '119.99', undefined],
    ['refund', '120.01', '写上退多少，最多 ¥120.00。'],
    ['refund', '120', undefined],
    ['refund', '1.005', '写上退多少，最多 ¥120.00。'],
    ['refund', 'abc', '写上退多少，最多 ¥120.00。'],
  ] as const)('%s of %s yuan at most ¥120.00: %s', (kind, amount, problem) => {
    expect(actProblem(matter(kind), { ...reasoned, amount }, NOW)).toBe(problem);
  });

  test('the limit is held against what the learner pays less or gets back', () => {
    const limits = { fourEyesAboveFen: 6_000 };
    const lower = (amount: string) => actSheetView(matter('lower', limits), { ...reasoned, amount });
    expect(lower('60').second).toBe('');
    expect(lower('59.99').second).toBe('超过 ¥60.00，提交后要另一位同事批准才会办。');
    expect(lower('59.99').button).toBe('提交，等另一人审批');
    expect(actSheetView(matter('waive', limits), reasoned).second).not.toBe('');
    expect(actSheetView(matter('charge_again', limits), reasoned).second).toBe('');
  });

  test('a payment elsewhere needs its time, not ahead of now, and a proof', () => {
    const paid = { ...reasoned, paidDay: '2026-11-22', paidClock: '09:42' };
    const elsewhere = matter('paid_elsewhere');
    expect(actProblem(elsewhere, reasoned, NOW)).toBe('选上付款的日期和时间。');
    expect(actProblem(elsewhere, paid, NOW)).toBe('付款时间不能晚于现在。');
    const now = { ...paid, paidClock: '09:41' };
    expect(actProblem(elsewhere, now, NOW)).toBe('附上收款凭证的照片。');
    expect(actProblem(elsewhere, { ...now, proof: ['wxfile://a.jpg'] }, NOW)).toBeUndefined();
    expect(actRequest(elsewhere, { orderId: 'o1', unitNo: 7 }, now, ['cloud://e.b/a.jpg'])).toMatchObject({
      ...{ paidAt: '2026-11-22T09:41:00+08:00', proof: ['cloud://e.b/a.jpg'] },
    });
  });

  test('every act needs its reason', () => {
    for (const kind of ['waive', 'charge_again', 'cancel_order', 'stop_plan', 'resume', 'settle'] as const)
      expect(actProblem(matter(kind), { ...EMPTY_DRAFT, reason: ' ' }, NOW)).toBe('写一句原因。');
  });

  test('stopping the plan shows the closing statement that goes out', () => {
    const closing = {
      ...{ orderId: 'o1', atMostFen: 12_000, neverChargedFen: 156_000 },
      lines: [{ unitNo: 7, name: '第7次课', atMostFen: 12_000 }],
    };
    const view = actSheetView(matter('stop_plan', { mostFen: 0, closing }), reasoned);
    expect(view.effect).toContain('现在应付 ¥120.00，永不扣费 ¥1,560.00');
    expect(view.lines).toEqual([{ key: '7', name: '第7次课', value: '最多 ¥120.00' }]);
    expect(actRequest(matter('stop_plan'), { orderId: 'o1', unitNo: 7 }, reasoned, [])).not.toHaveProperty(
      'unitNo',
    );
  });

  test.each([
    ['asked', {}, '已提交，等另一人审批'],
    ['done', { outcome: '已免收。' }, '已免收。'],
    [
      'failed',
      { outcome: '免收没有做成：情况已经变了，请重新查看。' },
      '免收没有做成：情况已经变了，请重新查看。',
    ],
    ['running', { kind: 'refund' }, '微信正在退款，结果会自动更新'],
    ['running', { kind: 'charge_again' }, '正在向微信确认，不会重复扣'],
  ] as const)('what came of it is said: %s', (state, changes, said) => {
    expect(saidOf(actOf({ state, ...changes }))).toBe(said);
  });
});
