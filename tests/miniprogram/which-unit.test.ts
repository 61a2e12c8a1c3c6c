import { whichUnit } from '../../miniprogram/deduction/voucher/which-unit';

test.each([
  ['one of our pages', { id: 'o1', unitNo: '7' }, { orderId: 'o1', unitNo: 7 }],
  [
    'WeChat’s message, which knows only the number',
    { no: 'nihqvx4yn8e83ho0S2U11' },
    { orderId: 'nihqvx4yn8e83ho0', unitNo: 11 },
  ],
  ['an order id with an S in it', { no: 'aSb1S1U3' }, { orderId: 'aSb1', unitNo: 3 }],
  ['nothing', {}, undefined],
  ['a number of something else', { no: '4200000001' }, undefined],
])('a voucher opened by %s', (_by, query, expected) => {
  expect(whichUnit(query)).toEqual(expected);
});
