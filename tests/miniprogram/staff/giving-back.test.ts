import {
  invoiceCards,
  issueDraft,
  issueProblem,
  issueRequest,
} from '../../../miniprogram/staff/invoices/invoices-view';
import {
  askRequest,
  decideRequest,
  type RefundDecision,
  refundCards,
  refundMeaning,
  refundProblem,
} from '../../../miniprogram/staff/refunds/refunds-view';
import type { RefundRow } from '../../../protocol/finance';
import type { InvoiceRow } from '../../../protocol/invoices';
import { invoiceOf, NOW, refundOf } from './money-fixture';

function refund(changes: Partial<RefundRow> = {}) {
  const [only] = refundCards([refundOf(changes)], NOW);
  if (only === undefined) throw new Error('no card');
  return only;
}

function granting(changes: Partial<RefundDecision> = {}): RefundDecision {
  return { kind: 'part', amount: '40', words: '换老师没有提前说', ...changes };
}

describe('a refund that is asked for', () => {
  test('says what was taken and given back so far', () => {
    expect(refund({ unitRefundedFen: 3_000 })).toMatchObject({
      ...{ who: '林晓雯', what: '行书入门 · 第6次课', fen: 12_000, canDecide: true },
      total: '已收 ¥120.00 · 累计退 ¥30.00',
    });
  });

  test.each([
    [{ kind: 'all' }, '退 ¥120.00 到学员原来付款的地方。', '同意并退款'],
    [{}, '退 ¥40.00 到学员原来付款的地方，¥80.00 不退。', '同意并退款'],
    [{ kind: 'none' }, '不退款，学员会收到说明。', '答复学员'],
  ] as const)('a decision says what it means: %j', (changes, effect, button) => {
    expect(refundMeaning(granting(changes), refund(), 100_000)).toMatchObject({ effect, button, second: '' });
  });

  test('above the limit a second person approves; declining never needs one', () => {
    expect(refundMeaning(granting(), refund(), 3_999).button).toBe('提交，等另一人审批');
    expect(refundMeaning(granting({ kind: 'none' }), refund(), 0).second).toBe('');
    expect(refundMeaning(granting(), refund(), 0).second).toBe('提交后要另一位同事批准才会退。');
    expect(askRequest(granting(), refund())).toEqual({
      ...{ kind: 'refund', orderId: 'o1', unitNo: 6, refundId: 'o1R1', amountFen: 4_000, proof: [] },
      reason: '换老师没有提前说',
    });
  });

  test.each([
    [{ kind: '' }, '先选一种处理。'],
    [{ amount: '120' }, '写上退多少，少于 ¥120.00。'],
    [{ words: '' }, '写一句说明，学员会看到。'],
    [{}, undefined],
  ] as const)('is not answered half way: %j', (changes, problem) => {
    expect(refundProblem(granting(changes), 12_000)).toBe(problem);
  });

  test('what one person decides', () => {
    const explanation = '换老师没有提前说';
    expect(decideRequest(granting(), refund())).toEqual({
      ...{ refundId: 'o1R1', approve: true, amountFen: 4_000, explanation },
    });
    expect(decideRequest(granting({ kind: 'none' }), refund())).toEqual({
      ...{ refundId: 'o1R1', approve: false, explanation },
    });
  });

  test('one that the bank did not take says what to do', () => {
    const stuck = refund({ state: 'abnormal', refundFen: 4_000 });
    expect(stuck.nextStep).toContain('商户平台');
    expect([stuck.fen, stuck.canDecide, stuck.total]).toEqual([
      ...[4_000, false, '申请 ¥120.00 · 已收 ¥120.00 · 累计退 ¥0.00'],
    ]);
  });
});

function invoice(changes: Partial<InvoiceRow> = {}) {
  const [only] = invoiceCards([invoiceOf(changes)], NOW);
  if (only === undefined) throw new Error('no card');
  return only;
}

describe('an invoice to be issued', () => {
  const draft = { number: '24442000000012345678', amount: '360.00', fileName: '发票.pdf' };

  test('has everything that is typed at the tax office’s platform', () => {
    expect(invoice().facts.map(({ name, value }) => `${name} ${value}`)).toEqual([
      '抬头 广州青禾文化有限公司',
      '税号 91440101MA5ATEST9K',
    ]);
    expect(issueDraft(invoice())).toEqual({ number: '', amount: '360', fileName: '' });
  });

  test.each([
    [{ number: '123' }, '发票号码是 8 到 20 位数字。'],
    [{ amount: '' }, '写上发票金额。'],
    [{ amount: '360.01' }, '最多开 ¥360.00，多出的没有收过。'],
    [{ fileName: '' }, '附上发票文件，学员要下载。'],
    [{}, undefined],
  ])('%j: %s', (changes, problem) => {
    expect(issueProblem({ ...draft, ...changes }, invoice())).toBe(problem);
  });

  test('is sent with its number, amount and file', () => {
    expect(issueRequest(draft, invoice(), 'cloud://e.b/i.pdf')).toEqual({
      ...{
        invoiceId: 'o1V1',
        number: '24442000000012345678',
        amountFen: 36_000,
        fileId: 'cloud://e.b/i.pdf',
      },
    });
  });

  test('issued for more than is left of the money, it needs a red one', () => {
    const red = invoice({ state: 'issued', redDue: true, mostFen: 30_000, number: '12345678' });
    expect(red).toMatchObject({
      ...{ word: '要开红字', tone: 'notice', canAnswer: false },
      red: '开票后退过款，现在只能开 ¥300.00。请开红字发票冲减 ¥60.00。',
    });
  });
});
