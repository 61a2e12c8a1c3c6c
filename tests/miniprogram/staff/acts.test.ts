import { actCards, decidedText, decisionProblem } from '../../../miniprogram/staff/acts/acts-view';
import { limitsDraft, limitsOf } from '../../../miniprogram/staff/limits/limits-view';
import type { ActView } from '../../../protocol/finance-acts';
import { actOf, NOW } from './money-fixture';

function card(changes: Partial<ActView> = {}) {
  const [only] = actCards([actOf(changes)], NOW);
  if (only === undefined) throw new Error('no card');
  return only;
}

describe('acts that wait for a second person', () => {
  test('somebody else’s can be approved or declined', () => {
    expect(card()).toMatchObject({
      ...{ name: '减少收费', word: '等审批', fen: 6_000, means: '改为扣 ¥60.00', canDecide: true, note: '' },
      said: [{ head: '今天 09:00 宋清 提出', words: '少上半小时' }],
    });
  });

  test('one’s own can only be withdrawn', () => {
    expect(card({ actions: ['withdraw'] })).toMatchObject({
      ...{ canDecide: false, canWithdraw: true, note: '你提出的，要由另一位同事批准。' },
    });
  });

  test('what is about one’s own order is left to others', () => {
    expect(card({ actions: [] }).note).toBe('这和你自己的订单有关，要由其他同事批准。');
  });

  test('who decided what, and what came of it, stays to be read', () => {
    const done = card({
      ...{ state: 'done', actions: [], decidedAt: '2026-11-22T09:10:00+08:00', decidedByName: '沈知远' },
      ...{ decisionReason: '属实', endedAt: '2026-11-22T09:11:00+08:00', outcome: '已减少。' },
    });
    expect(done.said.map(({ head, words }) => `${head}：${words}`)).toEqual([
      '今天 09:00 宋清 提出：少上半小时',
      '今天 09:10 沈知远 批准：属实',
      '今天 09:11：已减少。',
    ]);
  });

  test('declined says it once', () => {
    const declined = card({
      ...{ state: 'declined', actions: [], decidedAt: '2026-11-22T09:10:00+08:00', decidedByName: '沈知远' },
      ...{ decisionReason: '证据不够', endedAt: '2026-11-22T09:10:00+08:00', outcome: '证据不够' },
    });
    expect(declined.said.map(({ head }) => head)).toEqual([
      '今天 09:00 宋清 提出',
      '今天 09:10 沈知远 没有批准',
    ]);
  });

  test('a decision needs its reason', () => {
    expect(decisionProblem(true, ' ')).toBe('写一句为什么批准。');
    expect(decisionProblem(false, '证据不够')).toBeUndefined();
  });

  test('an approved act whose outcome is not known is said to be so', () => {
    expect(decidedText(actOf({ state: 'running' }))).toBe('已批准，正在向微信确认');
    expect(card({ state: 'running', actions: [] }).note).toBe('正在向微信确认，不会重复办。');
  });
});

describe('limits', () => {
  const LIMITS = { fourEyesAboveFen: 100_000, objectionDays: 7, silenceDays: 60 };

  test('are shown as they would be typed, and read back to the fen', () => {
    expect(limitsDraft(LIMITS)).toEqual({ fourEyes: '1000', objectionDays: '7', silenceDays: '60' });
    expect(limitsOf(limitsDraft(LIMITS))).toEqual(LIMITS);
    expect(limitsOf({ fourEyes: '0.1', objectionDays: '7', silenceDays: '60' })).toMatchObject({
      fourEyesAboveFen: 10,
    });
  });

  test.each([
    [{ fourEyes: '一千' }, '写上金额，比如 1000。'],
    [{ objectionDays: '0' }, '异议答复期限在 1 到 30 天之间。'],
    [{ objectionDays: '7.5' }, '异议答复期限在 1 到 30 天之间。'],
    [{ silenceDays: '20' }, '没有排课的期限在 21 到 365 天之间。'],
  ])('%j is refused in words', (changes, problem) => {
    expect(limitsOf({ ...limitsDraft(LIMITS), ...changes })).toBe(problem);
  });
});
