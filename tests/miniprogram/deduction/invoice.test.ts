import fc from 'fast-check';
import {
  askProblem,
  askRequest,
  canAsk,
  choiceSummary,
  firstTitle,
  invoiceCards,
  type TitleDraft,
  taxNote,
  unitChoices,
} from '../../../miniprogram/deduction/invoice/invoice-view';
import { isTaxNumber, taxNumberProblem, tidyTaxNumber } from '../../../miniprogram/format/tax-number';
import type { InvoiceView } from '../../../protocol/invoices';
import { isTaxNumber as decidedByTheServer } from '../../../server/domain/invoice/tax-number';
import { NOW } from '../order-fixture';

/** Tencent's, published: a unified social credit code whose check is right. */
const RIGHT = '9144030071526726XG';

const INVOICEABLE = {
  units: [
    { unitNo: 1, name: '第1次课', amountFen: 12_000 },
    { unitNo: 2, name: '第2次课', amountFen: 8_000 },
  ],
  amountFen: 20_000,
};

function asked(changes: Partial<InvoiceView> = {}): InvoiceView {
  return {
    ...{ invoiceId: 'o1V1', orderId: 'o1', unitNos: [1], titleKind: 'person', title: '林晓雯' },
    ...{ amountFen: 12_000, state: 'asked', askedAt: '2026-11-21T10:00:00+08:00', redDue: false },
    ...changes,
  };
}

function draft(changes: Partial<TitleDraft> = {}): TitleDraft {
  return { kind: 'organisation', title: '广州青禾文化有限公司', taxNumber: RIGHT, email: '', ...changes };
}

const all = unitChoices(INVOICEABLE, []);

describe('a taxpayer’s number', () => {
  const characters = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXYIOS-');

  test('is judged on the phone as the server decides', () => {
    const numbers = fc.string({ unit: characters, minLength: 14, maxLength: 21 });
    fc.assert(fc.property(numbers, (text) => isTaxNumber(text) === decidedByTheServer(text)));
    const nearly = fc.tuple(fc.nat(17), characters).map(([at, character]) => {
      return `${RIGHT.slice(0, at)}${character}${RIGHT.slice(at + 1)}`;
    });
    fc.assert(fc.property(nearly, (text) => isTaxNumber(text) === decidedByTheServer(text)));
  });

  test.each([
    ['9144', '还差 14 位，一般是 18 位。'],
    [`${RIGHT.slice(0, -1)}A`, '税号校验不对，请再看一遍。'],
    [`${RIGHT}1`, '税号是 18 位，老的是 15、17 或 20 位。'],
    [RIGHT, ''],
  ])('%s: %s', (text, problem) => {
    expect(taxNumberProblem(text)).toBe(problem);
  });

  test('is tidied as it is pasted', () => {
    expect(tidyTaxNumber(' 9144 0300-7152 6726xg')).toBe(RIGHT);
  });
});

describe('asking for an invoice', () => {
  test('all that was charged is chosen at first; what she takes out is not in it', () => {
    expect(choiceSummary(all)).toEqual({ fen: 20_000, text: '已选 2 笔，共 ¥200.00' });
    const one = unitChoices(INVOICEABLE, [1]);
    expect(choiceSummary(one)).toEqual({ fen: 8_000, text: '已选 1 笔，共 ¥80.00' });
    expect(askRequest('o1', draft(), one)).toEqual({
      ...{ orderId: 'o1', unitNos: [2], titleKind: 'organisation', title: '广州青禾文化有限公司' },
      taxNumber: RIGHT,
    });
  });

  test('a person sends no tax number, whatever was typed before', () => {
    const request = askRequest('o1', draft({ kind: 'person', title: ' 林晓雯 ', email: 'a@b.cn' }), all);
    expect(request).toEqual({
      ...{ orderId: 'o1', unitNos: [1, 2], titleKind: 'person', title: '林晓雯', email: 'a@b.cn' },
    });
  });

  test.each([
    [{}, undefined],
    [{ title: ' ' }, '写上单位全称。'],
    [{ taxNumber: '' }, '写上单位的税号。'],
    [{ taxNumber: '9144' }, '还差 14 位，一般是 18 位。'],
    [{ email: 'a@' }, '邮箱写得不完整。'],
    [{ kind: 'person', title: '' }, '写上姓名。'],
  ] as const)('%j: %s', (changes, problem) => {
    expect(askProblem(draft(changes), all)).toBe(problem);
  });

  test('nothing chosen is nothing asked', () => {
    expect(askProblem(draft(), unitChoices(INVOICEABLE, [1, 2]))).toBe('至少选一笔。');
  });

  test('the number is checked while it is typed, and nothing is said before', () => {
    expect(taxNote(draft({ taxNumber: '' })).text).toBe('');
    expect(taxNote(draft({ taxNumber: '91' }))).toEqual({ text: '还差 16 位，一般是 18 位。', wrong: true });
    expect(taxNote(draft())).toEqual({ text: '税号校验通过', wrong: false });
  });

  test('one request at a time, and none when there is nothing', () => {
    expect(canAsk([], INVOICEABLE)).toBe(true);
    expect(canAsk([asked()], INVOICEABLE)).toBe(false);
    expect(canAsk([asked({ state: 'declined' })], INVOICEABLE)).toBe(true);
    expect(canAsk([], { units: [], amountFen: 0 })).toBe(false);
  });

  test('the last title is there again', () => {
    expect(firstTitle([asked(), asked({ title: '林晓雯工作室' })]).title).toBe('林晓雯工作室');
  });
});

describe('her invoices', () => {
  test('the latest first, each with what comes next', () => {
    const declined = asked({ invoiceId: 'o1V1', state: 'declined', explanation: '税号不对。' });
    const cards = invoiceCards([declined, asked({ invoiceId: 'o1V2' })], NOW);
    expect(cards.map(({ word, note, canWithdraw }) => [word, note, canWithdraw])).toEqual([
      ['等机构开票', '一般 3 天内开好，开好后在这里下载。', true],
      ['没有开', '税号不对。 改好后可以再申请。', false],
    ]);
  });

  test('an issued one has its number and its file', () => {
    const fileId = 'cloud://e.b/i.pdf';
    const issued = {
      state: 'issued' as const,
      number: '12345678',
      fileId,
      issuedAt: '2026-11-22T09:00:00+08:00',
    };
    expect(invoiceCards([asked(issued)], NOW)).toMatchObject([
      { word: '已开', when: '今天 09:00', fileId, facts: [{ value: '12345678' }], canWithdraw: false },
    ]);
  });
});
