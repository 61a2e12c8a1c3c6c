import { progressView } from '../../../miniprogram/deduction/progress-sheet/progress-sheet-view';
import { askedFen, refundProblem } from '../../../miniprogram/deduction/refund-sheet/refund-sheet-view';
import { voucherView } from '../../../miniprogram/deduction/voucher/voucher-view';
import { evidenceOf } from '../../../miniprogram/deduction/voucher/why';
import { fenOf } from '../../../miniprogram/format/money';
import type { UnitStatementView } from '../../../protocol/classroom';
import type { UnitView } from '../../../protocol/order-view';
import type { RefundView } from '../../../protocol/refund-view';
import { inWindow, NOW, order, paid } from '../order-fixture';

const WHY: UnitStatementView['entries'][number]['why'] = {
  classes: [{ classId: 'k6', mark: 'attended', rollCalledAt: '2026-11-18T15:31:00+08:00', priceFen: 12_000 }],
  ...{ contractVersion: 1, contractHash: 'ab'.repeat(32), contractAcceptedAt: '2026-10-24T09:00:00+08:00' },
  regionRule: 'guangdong-2026',
};

const ENTRY = {
  ...{
    debit: 'a',
    credit: 'b',
    amountFen: 12_000,
    unitNo: 6,
    prevHash: '00'.repeat(32),
    hash: 'cd'.repeat(32),
  },
};

function statement(unit: UnitView, changes: Partial<UnitStatementView> = {}): UnitStatementView {
  return {
    orderId: 'o1',
    unit,
    contract: {
      ...{
        version: 1,
        hash: `${'df85644b'.padEnd(56, '0')}1c11516e`,
        acceptedAt: '2026-10-24T09:00:00+08:00',
      },
      line: { no: unit.no, name: unit.name, priceFen: 12_000, originalFen: 15_000 },
    },
    regionRule: { id: 'guangdong-2026', text: '先上课后收费。', source: 'https://example.test' },
    rollCalls: [
      {
        ...{ classId: 'k6', title: '行书入门', startsAt: '2026-11-18T14:00:00+08:00', mark: 'attended' },
        ...{ at: '2026-11-18T15:31:00+08:00', by: '沈知言', priceFen: 12_000 },
      },
    ],
    entries: [
      { ...ENTRY, seq: 11, at: '2026-11-19T15:33:00+08:00', kind: 'charge', why: WHY },
      {
        ...ENTRY,
        seq: 12,
        at: '2026-11-19T15:34:00+08:00',
        kind: 'collect',
        why: { ...WHY, transactionId: '4200001' },
      },
    ],
    ...changes,
  };
}

const PAID = paid(6, { windowEndsAt: '2026-11-19T15:32:00+08:00', paidAt: '2026-11-19T15:34:00+08:00' });
const shown = (unit: UnitView, refunds: RefundView[] = [], changes: Partial<UnitStatementView> = {}) =>
  voucherView({ statement: statement(unit, changes), order: order(), refunds }, NOW);

const TERMS = { windowHours: 24, ordinary: false };

const REFUND: RefundView = {
  ...{ refundId: 'o1R1', orderId: 'o1', unitNo: 6, kind: 'charge', state: 'asked', askedFen: 6000 },
  ...{ reason: '少上了半小时', askedAt: '2026-11-22T09:00:00+08:00' },
};

describe('a voucher', () => {
  test('says how much, for what, when and how it was taken', () => {
    expect(shown(PAID)).toMatchObject({
      ...{ pageTitle: '扣费凭证', label: '已扣费', fen: 12_000, what: '行书入门 · 第6次课 使转与牵丝' },
      ...{ how: '2026年11月19日 15:34 · 微信支付分自动扣费', transactionId: '4200001', canClose: true },
    });
  });

  test('leads from the roll call over the contract line and the rule to the sum', () => {
    const { reasons, sum } = shown(PAID);
    expect(reasons.map(({ title, caption }) => [title, caption])).toEqual([
      ['点名：到课', '11月18日 15:31 沈知言提交'],
      ['合同第 6 行：第6次课 ¥120.00', '10月24日接受，价格自那时起不变'],
      ['规则：到课按签约价扣', '11月19日 15:32 前没有异议'],
    ]);
    expect(sum).toEqual({ priceFen: 12_000, lessName: '减免', lessFen: 0, totalFen: 12_000 });
  });

  test('an early confirmation and a decided objection are told as the rule', () => {
    const early = paid(6, { windowEndsAt: '2026-11-20T15:32:00+08:00' });
    expect(shown(early).reasons[2]?.caption).toBe('你提前确认了，没有异议');
    const decision = {
      kind: 'lowered' as const,
      chargeFen: 6000,
      explanation: '少上半小时',
      at: '2026-11-19T12:00:00+08:00',
    };
    const objection = {
      ...{
        raisedAt: '2026-11-18T16:00:00+08:00',
        reason: 'quality' as const,
        text: '',
        pictures: [],
        evidence: [],
      },
      decision,
    };
    const lowered = shown(paid(6, { chargeFen: 6000, objection }));
    expect(lowered.reasons[2]?.title).toBe('规则：按异议的处理结果扣');
    expect(lowered.sum).toEqual({ priceFen: 12_000, lessName: '减免', lessFen: 6000, totalFen: 6000 });
  });

  test('a stage closed half way takes off what was not taught', () => {
    expect(shown(paid(6, { chargeFen: 4000, classCount: 3 })).sum).toMatchObject({
      lessName: '没上的课',
      lessFen: 8000,
    });
  });

  test('before the deduction it is why money will be taken, and an objection is still possible', () => {
    const soon = shown(inWindow(7), [], { entries: [] });
    expect(soon).toMatchObject({
      ...{
        pageTitle: '为什么扣',
        label: '还没扣',
        how: '今天 15:32 自动扣费',
        canObject: true,
        refundableFen: 0,
      },
    });
  });

  test('marks taken back stay in the evidence', () => {
    const undone = {
      ...statement(PAID).rollCalls[0],
      mark: 'absent' as const,
      undoneAt: '2026-11-18T15:40:00+08:00',
    };
    const full = statement(PAID);
    const evidence = evidenceOf(
      'roll',
      { ...full, rollCalls: [undone as never, ...full.rollCalls] },
      TERMS,
      NOW,
    );
    const marks = evidence.lines.filter(({ name }) => name.startsWith('行书入门'));
    expect(marks.map(({ value }) => value)).toEqual(['缺课（已撤回）', '到课']);
    expect(evidenceOf('contract', full, TERMS, NOW)).toMatchObject({ contract: true });
    expect(evidenceOf('contract', full, TERMS, NOW).lines.at(-1)?.value).toBe('df85 644b … 1c11 516e');
  });
});

test('who paid class by class reads of paying, not of deductions', () => {
  const mine = order({ ordinary: true });
  const unit = paid(6, { status: 'paid_by_hand', collection: 'paid_by_hand' });
  const own = voucherView({ statement: statement(unit), order: mine, refunds: [] }, NOW);
  expect(own).toMatchObject({
    pageTitle: '付款凭证',
    label: '已付清',
    whyTitle: '为什么付这笔',
    canClose: false,
  });
  expect(own.reasons[2]?.title).toBe('规则：到课按合同价付');
  expect(JSON.stringify([own, evidenceOf('rule', statement(unit), mine, NOW)])).not.toContain('扣');
});

describe('asking for a refund', () => {
  test('one at a time, and never more than is left', () => {
    expect(shown(PAID).refundableFen).toBe(12_000);
    expect(shown(PAID, [REFUND]).refundableFen).toBe(0);
    expect(
      shown({ ...PAID, refundedFen: 5000 }, [{ ...REFUND, state: 'succeeded', refundFen: 5000 }])
        .refundableFen,
    ).toBe(7000);
  });

  test('each says where it stands, in the words of who decided', () => {
    const declined: RefundView = {
      ...REFUND,
      state: 'declined',
      explanation: '已按规定上课',
      decidedAt: '2026-11-22T09:30:00+08:00',
    };
    expect(shown(PAID, [REFUND, declined]).refunds).toMatchObject([
      { title: '退款 ¥60.00 · 等机构答复', caption: '今天 09:00 · 一般 5 天内答复 · 少上了半小时' },
      { title: '退款 ¥60.00 · 机构没有同意退款', body: '已按规定上课' },
    ]);
  });

  test('what is typed is checked before it is sent', () => {
    expect(refundProblem('', false, '', 12_000)).toBe('写一句原因，机构才好答复。');
    expect(refundProblem('迟到', true, '', 12_000)).toBe('写上想退多少。');
    expect(refundProblem('迟到', true, '120.01', 12_000)).toBe('最多退 ¥120.00。');
    expect(refundProblem('迟到', true, '60', 12_000)).toBeUndefined();
    expect([askedFen(true, '60.5'), askedFen(false, '60')]).toEqual([6050, undefined]);
  });

  test.each([
    ['12', 1200],
    ['12.5', 1250],
    ['¥1,200.05', 120_005],
    ['0.01', 1],
    ['12.345', undefined],
    ['-1', undefined],
    ['', undefined],
    ['1e3', undefined],
  ])('%s yuan are %s fen', (text, fen) => {
    expect(fenOf(text)).toBe(fen);
  });
});

describe('an objection under way', () => {
  const raised = {
    ...{
      raisedAt: '2026-11-22T09:00:00+08:00',
      reason: 'class_not_held' as const,
      text: '15:00 就下课了',
      pictures: ['cloud://a'],
    },
    ...{ decideBy: '2026-11-29T09:00:00+08:00', evidence: [] },
  };

  test('says until when it is answered, and what follows if it is not', () => {
    const { steps, open } = progressView(inWindow(7, { objection: raised }), NOW);
    expect(steps.map(({ title }) => title)).toEqual(['你提了异议：没上课，或提前下课', '机构正在处理']);
    expect(steps[1]?.when).toBe('最晚 11月29日 周日 09:00');
    expect(steps[1]?.body).toContain('到时还没答复，这一笔就不扣了');
    expect(open).toBe(true);
  });

  test('shows what both sides added, and the decision in their words', () => {
    const evidence = [
      { by: 'payer' as const, at: '2026-11-22T09:10:00+08:00', text: '有录像', files: [] },
      { by: 'staff' as const, at: '2026-11-22T09:20:00+08:00', text: '签到表', files: [] },
    ];
    const decision = { kind: 'waived' as const, explanation: '对不起', at: '2026-11-22T09:30:00+08:00' };
    const { steps, open } = progressView(inWindow(7, { objection: { ...raised, evidence, decision } }), NOW);
    expect(steps.map(({ title }) => title).slice(1)).toEqual(['你补充了', '机构补充了', '这一笔不扣了']);
    expect([steps.at(-1)?.body, open]).toEqual(['对不起', false]);
  });
});
