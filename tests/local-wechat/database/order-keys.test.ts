import fc from 'fast-check';
import { compareStrings, compareValues } from '../../../local-wechat/cloud/database/values/order';
import { orderKey } from '../../../local-wechat/cloud/database/values/order-key';
import type { Value } from '../../../local-wechat/cloud/database/values/value';

const scalars: fc.Arbitrary<Value>[] = [
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.double(),
  fc.constantFrom(
    '',
    'a',
    'a\u0000',
    'a\u0001',
    'a\u0001\u0000',
    'a\u0002',
    'a\u0003',
    'b',
    '\uffff',
    '😀',
    'é',
  ),
  fc.string({ unit: 'binary' }),
  fc.date({ noInvalidDate: true }),
  fc.constantFrom(/a/, /a/i, /b/),
];

const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    ...scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'ab'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

describe('order keys', () => {
  test('sort as the values they stand for', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(Math.sign(compareStrings(orderKey(a), orderKey(b)))).toBe(Math.sign(compareValues(a, b)));
      }),
      { numRuns: 3000 },
    );
  });

  test('stay in order when keys of further fields are joined on', () => {
    fc.assert(
      fc.property(values, values, values, values, (a, b, x, y) => {
        const joined = compareStrings(orderKey(a) + orderKey(x), orderKey(b) + orderKey(y));
        expect(Math.sign(joined)).toBe(Math.sign(compareValues(a, b) || compareValues(x, y)));
      }),
      { numRuns: 3000 },
    );
  });
});
