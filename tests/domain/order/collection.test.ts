import fc from 'fast-check';
import { unitBalance } from '../../../server/domain/ledger/balances';
import { append, FIRST_HEAD } from '../../../server/domain/ledger/chain';
import { fen, ZERO } from '../../../server/domain/money';
import { applyOrderFacts } from '../../../server/domain/order/collection';
import type { Unit } from '../../../server/domain/order/order';
import { unitOf } from '../../../server/domain/order/units';
import type { OrderFacts } from '../../../server/domain/order/wechat-facts';
import { entryDrafts } from '../../../server/usecases/orders/ledger-entries';
import { confirmedUnit, hours, openUnit, order, paidUnit, payment, says, taughtUnit, unit } from './orders';
import { booked, completing, hears, NOW, type Story } from './story';

function heard(start: Unit, ...said: OrderFacts[]): Unit {
  return unitOf(hears(start, ...said).order, 1);
}

describe('an opening', () => {
  const opening = unit(1, { collection: 'opening' });

  test.each(['none', 'refused'] as const)('that never was (%s) is not cancelled by its end', (collection) => {
    const never = unit(1, { collection });
    expect(heard(never, says.revoked, says.expired)).toEqual(never);
  });

  test('is open when WeChat says so, and remembers when', () => {
    expect(heard(opening, says.open)).toMatchObject({ collection: 'open', openedAt: NOW });
  });

  test('waits while its user is to confirm, and through words that are not understood', () => {
    expect(heard(opening, says.waiting, says.nonsense)).toEqual(opening);
  });

  test.each([says.revoked, says.expired])('that is gone is cancelled, and nothing is booked', (gone) => {
    const story = hears(opening, gone);
    expect(unitOf(story.order, 1).collection).toBe('cancelled');
    expect(story.postings).toEqual([]);
  });
});

describe('a completion', () => {
  test('is being paid: charged, not yet collected', () => {
    const story = hears(completing, says.completed());
    expect(unitOf(story.order, 1)).toMatchObject({ collection: 'paying', chargedFen: 10_000 });
    expect(unitOf(story.order, 1).collectedFen).toBeUndefined();
    expect(booked(story)).toEqual(['charge 10000']);
  });

  test('is paid: charged and collected with its transaction, one voucher', () => {
    const story = hears(completing, says.paid());
    expect(unitOf(story.order, 1)).toMatchObject({
      collection: 'paid',
      collectedFen: 10_000,
      paidAt: hours(25),
      transactionIds: ['t1'],
    });
    expect(booked(story)).toEqual(['charge 10000', 'collect 10000 t1']);
    expect(story.vouchers).toBe(1);
  });

  test('is paid elsewhere when we synced it', () => {
    const story = hears(completing, says.completed(), says.elsewhere);
    expect(unitOf(story.order, 1)).toMatchObject({ collection: 'paid_elsewhere', collectedFen: 10_000 });
    expect(booked(story)).toEqual(['charge 10000', 'collect_elsewhere 10000']);
  });

  test('with 0 fen books nothing and is no voucher', () => {
    const waived = taughtUnit(1, { teaching: 'waived', collection: 'completing', chargeFen: ZERO });
    const story = hears(waived, says.zero);
    expect(unitOf(story.order, 1)).toMatchObject({ collection: 'zero', chargedFen: 0 });
    expect(story).toMatchObject({ postings: [], vouchers: 0 });
  });

  test('that WeChat ended without money costs nothing, whatever was decided: no payment is dated', () => {
    const { totalFen: _total, ...nameless } = says.zero;
    const story = hears(completing, { ...nameless, needCollection: false });
    expect(unitOf(story.order, 1)).toEqual({
      ...completing,
      ...{ collection: 'zero', chargedFen: 0, transactionIds: [] },
    });
    expect(booked(story)).toEqual(['charge 10000', 'lower 10000']);
  });

  test('keeps the moment at which it was asked for, or takes that of the news', () => {
    expect(heard(completing, says.completed()).completedAt).toBe(hours(25));
    const { completedAt: _at, ...unknown } = completing;
    expect(heard(unknown, says.completed()).completedAt).toBe(NOW);
  });

  test('is paid though WeChat lists no payment: now, and by no transaction', () => {
    const story = hears(completing, { ...says.paid(), payments: [] });
    expect(unitOf(story.order, 1)).toMatchObject({ collection: 'paid', paidAt: NOW, transactionIds: [] });
    expect(booked(story)).toEqual(['charge 10000', 'collect 10000']);
  });

  test('that was paid elsewhere is a voucher too', () => {
    expect(hears(completing, says.elsewhere).vouchers).toBe(1);
  });

  test('whose total WeChat does not name costs what was decided', () => {
    const { totalFen: _total, ...nameless } = says.paid();
    expect(booked(hears(completing, nameless))).toEqual(['charge 10000', 'collect 10000 t1']);
  });

  test('is charged what WeChat was told in the end, if the books held less', () => {
    const lowered = confirmedUnit(1, { collection: 'paying', chargedFen: fen(7_000) });
    expect(booked(hears(lowered, says.paid()))).toEqual(['charge 3000', 'collect 10000 t1']);
  });

  test('did not happen: the answer that it is still in service changes nothing by itself', () => {
    expect(heard(completing, says.open)).toEqual(completing);
  });

  test('is charged less when WeChat was told less', () => {
    const story = hears(completing, says.completed(), says.paidLess(7_000));
    expect(booked(story)).toEqual(['charge 10000', 'lower 3000', 'collect 7000 t1']);
    expect(unitOf(story.order, 1)).toMatchObject({ chargedFen: 7_000, collectedFen: 7_000 });
  });

  test('that is revoked while it is paid is written off', () => {
    const story = hears(completing, says.completed(), says.revoked);
    expect(unitOf(story.order, 1)).toMatchObject({ collection: 'cancelled', chargedFen: 0 });
    expect(booked(story)).toEqual(['charge 10000', 'write_off 10000']);
  });
});

describe('what contradicts our books stops everything', () => {
  test.each<[string, Unit, OrderFacts, number]>([
    ['a completion we never began', openUnit(1), says.completed(), 4],
    ['money for a unit in its window', taughtUnit(1), says.paid(), 4],
    ['money for a unit under objection', taughtUnit(1, { teaching: 'objected' }), says.paid(), 4],
    ['money for a unit never opened', unit(1), says.paid(), 4],
    ['a zero that we never asked for', openUnit(1), says.zero, 4],
    [
      'more than was decided',
      confirmedUnit(1, { collection: 'completing', chargeFen: fen(1) }),
      says.paid(),
      2,
    ],
  ])('%s', (_, start, said, invariant) => {
    expect(() => hears(start, said)).toThrow(expect.objectContaining({ name: 'InvariantBroken', invariant }));
  });

  test('and the operator reads what was said and what we hold', () => {
    expect(() => hears(openUnit(1), says.paid())).toThrow(
      'WeChat says paid for unit 1, which is open with us',
    );
    const less = confirmedUnit(1, { collection: 'completing', chargeFen: fen(1) });
    expect(() => hears(less, says.paid())).toThrow('WeChat charges 10000 fen for unit 1, 1 were decided');
  });
});

describe('whatever order news comes in', () => {
  /** Histories of one service order at WeChat, from its completion with the price to its end. */
  const histories: OrderFacts[][] = [
    [says.open, says.completed(), says.paying(), says.paid()],
    [says.open, says.paying(), says.paid(payment('t1')), says.paid(payment('t1'), payment('t2'))],
    [says.open, says.paying(), says.elsewhere],
    [says.open, says.paying(), says.paidLess(7_000)],
    [says.open, says.completed(), says.zero],
    [says.waiting, says.open, says.revoked],
  ];
  const anyNews = fc.constantFrom(...histories).chain((history) => {
    const stale = fc.constantFrom(...history, says.nonsense);
    const told = fc.array(stale, { maxLength: 8 }).map((more) => [...history, ...more]);
    return fc.tuple(
      fc.constant(history),
      told.chain((all) => fc.shuffledSubarray(all, { minLength: all.length })),
    );
  });

  const settledOf = ({ order: o }: Story) => {
    const u = unitOf(o, 1);
    return { ...u, transactionIds: [...(u.transactionIds ?? [])].sort() };
  };

  test('and however often, the unit and its entries end the same, and further news is none', () => {
    fc.assert(
      fc.property(anyNews, ([history, told]) => {
        const straight = hears(completing, ...history);
        const muddled = hears(completing, ...told);
        expect(settledOf(muddled)).toEqual(settledOf(straight));
        expect(booked(muddled).sort()).toEqual(booked(straight).sort());
        expect(muddled.vouchers).toBe(straight.vouchers);
        expect(hears(unitOf(muddled.order, 1), ...told).postings).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('the entries balance: nothing is owed once it is paid, and what is not kept is a liability', () => {
    fc.assert(
      fc.property(anyNews, ([, told]) => {
        const story = hears(completing, ...told);
        const { entries } = append(FIRST_HEAD, entryDrafts(story.order, story.postings, NOW));
        const after = unitOf(story.order, 1);
        expect(unitBalance(entries, 1)).toMatchObject({
          chargedFen: after.chargedFen ?? 0,
          paidFen: after.collectedFen ?? 0,
          owedFen: 0,
        });
      }),
      { numRuns: 300 },
    );
  });
});

test('older news of a settled unit is no news', () => {
  for (const said of [says.open, says.paying(), says.paid(payment('t1')), says.revoked, says.waiting]) {
    const start = order({ units: [paidUnit(1)] });
    expect(applyOrderFacts(start, 1, said, NOW)).toMatchObject({
      order: start,
      news: false,
      justPaid: false,
    });
  }
});
