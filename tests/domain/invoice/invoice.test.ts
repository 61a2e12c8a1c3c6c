import {
  checkTitle,
  checkUnits,
  type InvoiceTitle,
  invoiceableFen,
  invoiceableOf,
  unitsToInvoice,
} from '../../../server/domain/invoice/invoice';
import { isCreditCode, isTaxNumber } from '../../../server/domain/invoice/tax-number';
import { fen } from '../../../server/domain/money';
import { order, paidUnit, unit } from '../order/orders';

/** Of the first eleven units the odd ones are paid; of the third half was given back, of the fifth all. */
const given = order({
  units: [
    ...[paidUnit(1), unit(2), { ...paidUnit(3), refundedFen: fen(5_000) }, unit(4)],
    ...[{ ...paidUnit(5), refundedFen: fen(10_000) }, unit(6), paidUnit(7), unit(8), paidUnit(9), unit(10)],
    paidUnit(11),
  ],
  invoices: [{ invoiceId: 'order1V1', unitNos: [7] }],
});

describe('an invoice', () => {
  test('is about what was paid less what was given back', () => {
    expect([1, 2, 3, 5].map((no) => invoiceableFen(given.units[no - 1] ?? unit(no)))).toEqual([
      ...[10_000, 0, 5_000, 0],
    ]);
    expect(invoiceableOf(given, [1, 3])).toBe(15_000);
  });

  test('may be asked for paid units that no other one names', () => {
    expect(unitsToInvoice(given).map(({ no }) => no)).toEqual([1, 3, 9, 11]);
    const { invoices: _none, ...first } = given;
    expect(unitsToInvoice(first).map(({ no }) => no)).toEqual([1, 3, 7, 9, 11]);
  });

  test('names its units in their order, each once', () => {
    expect(checkUnits(given, [11, 9, 1, 9, 3])).toEqual([1, 3, 9, 11]);
  });

  test.each([2, 5, 7, 99])('is refused for unit %d', (no) => {
    expect(() => checkUnits(given, [1, no])).toThrow(
      expect.objectContaining({
        ...{ code: 'WRONG_STATE', message: `unit ${no} has nothing to invoice`, detail: { unitNo: no } },
      }),
    );
  });
});

describe('whom an invoice is made out to', () => {
  const GOOD = '91350100M000100Y43';

  test.each<[string, InvoiceTitle]>([
    ['a person', { titleKind: 'person', title: '李梅' }],
    ['a person with a number', { titleKind: 'person', title: '李梅', taxNumber: '11010519491231002X' }],
    ['an organisation', { titleKind: 'organisation', title: '书院', taxNumber: GOOD }],
  ])('%s', (_, title) => {
    expect(() => checkTitle(title)).not.toThrow();
  });

  test.each<[string, InvoiceTitle]>([
    ['an organisation without a number', { titleKind: 'organisation', title: '书院' }],
    ['an organisation with a wrong one', { titleKind: 'organisation', title: '书院', taxNumber: `${GOOD}0` }],
    ['a person with a wrong one', { titleKind: 'person', title: '李梅', taxNumber: '1' }],
  ])('%s is refused at the number', (_, title) => {
    expect(() => checkTitle(title)).toThrow(
      expect.objectContaining({
        ...{ code: 'BAD_REQUEST', message: 'no taxpayer number', detail: { field: 'taxNumber' } },
      }),
    );
  });

  test.each([
    // The example of GB 32100-2015, the example of GB 11643-1999, and older numbers, which carry no check.
    ...[GOOD, '11010519491231002X', '440524188001010014'],
    ...['1'.repeat(15), 'A'.repeat(17), '9'.repeat(20), `A${'0'.repeat(14)}`],
  ])('%s can be a number', (text) => {
    expect(isTaxNumber(text)).toBe(true);
  });

  test.each([
    ...['', '1', '1'.repeat(14), '1'.repeat(16), '1'.repeat(19), '1'.repeat(21)],
    ...['91350100M000100Y44', '110105194912310021', 'a'.repeat(15), `${'1'.repeat(14)}-`],
    ...[
      '11010519491231002x',
      ' 11010519491231002X'.slice(0, 18),
      '1101051949123100 2',
      '1101051949123１002X',
    ],
    ...['91350100m000100y43', `${GOOD}\n`, '中'.repeat(15), `${'1'.repeat(16)}x`, `${'1'.repeat(19)}x`],
  ])('%j can be none', (text) => {
    expect(isTaxNumber(text)).toBe(false);
  });

  test.each([`0${GOOD}`, `${GOOD}0`, '', '91350100I000100Y43'])('%j is no credit code', (text) => {
    expect(isCreditCode(text)).toBe(false);
  });
});
