import fc from 'fast-check';
import { Query as MingoQuery } from 'mingo';
import { clausesOf, meets, sorted } from '../../server/adapters/store-rules/query';
import type { Condition, Query, Scalar } from '../../server/ports/store';

const scalar: fc.Arbitrary<Scalar> = fc.constantFrom<Scalar>(0, 1, 2, -1, 'a', 'b', '', '9', true, false);
const path = fc.constantFrom('a', 'b', 'list', 'list.a', 'deep.a', 'deep.deep.a', 'list.0', 'missing');
const condition: fc.Arbitrary<Condition> = fc.oneof(
  scalar,
  scalar.map(($gte) => ({ $gte })),
  fc.tuple(scalar, scalar).map(([$gt, $lte]) => ({ $gt, $lte })),
  scalar.map(($lt) => ({ $lt })),
  scalar.map(($ne) => ({ $ne })),
  fc.array(scalar, { maxLength: 3 }).map(($in) => ({ $in })),
  fc.boolean().map(($exists) => ({ $exists })),
);
const query: fc.Arbitrary<Query> = fc.dictionary(path, condition, {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});
const inner = fc.record({ a: scalar, b: scalar }, { requiredKeys: [], noNullPrototype: true });
const document = fc.record(
  {
    a: scalar,
    b: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
    list: fc.array(fc.oneof(scalar, inner), { maxLength: 3 }),
    deep: fc.record({ a: scalar, deep: inner }, { requiredKeys: [], noNullPrototype: true }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

describe('queries in memory mean what MongoDB means', () => {
  test('the same documents meet the same queries', () => {
    fc.assert(
      fc.property(document, query, (candidate, asked) => {
        expect(meets(candidate, clausesOf(asked))).toBe(new MingoQuery(asked).test(candidate));
      }),
      { numRuns: 3000 },
    );
  });

  test('texts compare by code point, not by UTF-16 unit', () => {
    expect(meets({ a: '😀' }, clausesOf({ a: { $gt: '｡' } }))).toBe(true);
    expect(sorted([{ a: '😀' }, { a: '｡' }], { a: 1 })).toEqual([{ a: '｡' }, { a: '😀' }]);
  });

  test('what is missing sorts first, then numbers, texts and booleans; equal ones keep their order', () => {
    const rows = [{ a: true }, { a: 'x', no: 1 }, { a: 2 }, {}, { a: 'x', no: 2 }, { a: 1 }];
    expect(sorted(rows, { a: 1 })).toEqual([
      {},
      { a: 1 },
      { a: 2 },
      { a: 'x', no: 1 },
      { a: 'x', no: 2 },
      { a: true },
    ]);
    expect(sorted(rows, { a: -1, no: -1 }).slice(0, 3)).toEqual([
      { a: true },
      { a: 'x', no: 2 },
      { a: 'x', no: 1 },
    ]);
  });

  test.each<[string, object]>([
    ['no condition at all', {}],
    ['undefined', { a: undefined }],
    ['null', { a: null }],
    ['an empty condition', { a: {} }],
    ['an operator that is not ours', { a: { $regex: 'x' } }],
    ['an undefined operand', { a: { $gt: undefined } }],
    ['a list without $in', { a: [1] }],
    ['NaN', { a: Number.NaN }],
    ['an existence that is no boolean', { a: { $exists: 1 } }],
  ])('%s is refused', (_what, asked) => {
    expect(() => clausesOf(asked as Query)).toThrow(TypeError);
  });
});
