import type { MoneyAct } from '../../../server/domain/act/act';
import type { Unit } from '../../../server/domain/order/order';
import type { OrderFacts } from '../../../server/domain/order/wechat-facts';
import { MINUTE, plus } from '../../../server/domain/time';
import { applyActFacts } from '../../../server/usecases/acting/apply-act-facts';
import { endAct } from '../../../server/usecases/acting/end-act';
import { confirmedUnit, hours, says, unit } from '../../domain/order/orders';
import { ALL_TAKEN, approved, LESS_TAKEN, PAID, paying, UNKNOWN } from './collected-unit';
import { NOW } from './desk';

describe('an act whose answer was not heard', () => {
  test('is asked about first, and not sent again when it was done', async () => {
    const desk = await approved('lower');
    desk.answersNext('modify-order', UNKNOWN);
    await desk.carryOn('act1');
    desk.weChatSays(says.paying(6_000));
    expect(await desk.carryOn('act1')).toBeUndefined();
    expect(await desk.act('act1')).toMatchObject({ state: 'done' });
    expect(desk.sent()).toHaveLength(1);
  });

  test('is sent again byte for byte, at longer and longer intervals', async () => {
    const desk = await approved('lower');
    const waits: unknown[] = [];
    for (const minutes of [1, 2, 5, 10, 30, 60, 60]) {
      desk.answersNext('modify-order', UNKNOWN);
      waits.push([await desk.carryOn('act1'), plus(desk.world.now(), minutes * MINUTE)]);
      desk.world.advance(minutes * MINUTE);
    }
    for (const pair of waits as [unknown, unknown][]) expect(pair[0]).toBe(pair[1]);
    expect((await desk.act('act1')).tries).toBe(7);
    expect(new Set(desk.world.pay.sent.map((call) => JSON.stringify(call))).size).toBe(1);
  });

  test('is found among many calls of its order', async () => {
    const desk = await approved('charge_again');
    for (let n = 0; n < 120; n += 1)
      await desk.store.insert('intents', {
        ...{ _id: `pay-order:order1S1U1:old${n}`, kind: 'pay-order', subject: 'order1', path: '/', body: '' },
        ...{ createdAt: hours(40), state: 'done', attempts: [] },
      });
    desk.weChatSays(PAID);
    expect(await desk.carryOn('act1')).toBeUndefined();
    expect(await desk.act('act1')).toMatchObject({ state: 'done' });
  });

  test('is sent by two runs at once as one and the same call', async () => {
    const desk = await approved('lower');
    for (let run = 0; run < 2; run += 1) desk.answersNext('modify-order', UNKNOWN);
    await Promise.all([desk.carryOn('act1'), desk.carryOn('act1')]);
    expect(await desk.act('act1')).toMatchObject({ state: 'running', revision: 2 });
    expect(desk.store.all('intents')).toHaveLength(1);
    expect(new Set(desk.world.pay.sent.map((call) => call.key)).size).toBe(1);
  });

  test('that another run has ended meanwhile is left as it is', async () => {
    const desk = await approved('lower');
    desk.world.pay.send = async () => {
      await endAct(desk.ports, await desk.act('act1'), { state: 'done', outcome: '微信已按新金额收款。' });
      return UNKNOWN;
    };
    await desk.carryOn('act1');
    expect(await desk.act('act1')).toMatchObject({ state: 'done', tries: 0 });
  });

  test.each([
    ['intents', 'modify-order:order1S1U1:act1'],
    ['orders', 'order1'],
  ] as const)('waits while it is not to be found among %s', async (gone, _id) => {
    const desk = await approved('lower');
    desk.answersNext('modify-order', UNKNOWN);
    await desk.carryOn('act1');
    await desk.store.removeWhere(gone, { _id });
    expect(await desk.carryOn('act1')).toBe(plus(NOW, 2 * MINUTE));
    expect(desk.sent()).toHaveLength(1);
  });

  test.each(['done', 'failed', 'declined', 'withdrawn'] as const)(
    'that is %s is not ended once more',
    async (state) => {
      const desk = await approved('lower', { state });
      const before = await desk.act('act1');
      await endAct(desk.ports, before, { state: 'done', outcome: '微信已扣到。' });
      await endAct(desk.ports, { ...before, _id: 'act9' }, { state: 'done', outcome: '微信已扣到。' });
      expect(desk.store.all('acts')).toEqual([before]);
      expect(desk.record()).toEqual([]);
    },
  );
});

describe('what WeChat says of an act that is', () => {
  async function told(act: Partial<MoneyAct>, facts: OrderFacts, one: Unit = paying) {
    const desk = await approved('lower', act, { units: [one, unit(2)] });
    const before = [await desk.order(), await desk.act('act1')];
    const ended = await applyActFacts(desk.ports, await desk.act('act1'), facts);
    const changed = JSON.stringify(before) !== JSON.stringify([await desk.order(), await desk.act('act1')]);
    return { ended, changed };
  }

  test.each<[string, Partial<MoneyAct>, OrderFacts, object]>([
    ['over', { state: 'done' }, says.paying(6_000), { ended: true, changed: false }],
    ['running, and nothing new', { state: 'running' }, says.paying(), { ended: false, changed: false }],
    ['running, and its end', { state: 'running' }, says.paying(6_000), { ended: true, changed: true }],
    [
      'running, and money is there',
      { state: 'running', kind: 'charge_again' },
      PAID,
      { ended: true, changed: true },
    ],
  ])('%s', async (_, act, facts, expected) => {
    expect(await told(act, facts)).toEqual(expected);
  });

  test('running, and news that is not its end: the unit follows, the act goes on', async () => {
    const completing = confirmedUnit(1, { collection: 'completing' });
    expect(await told({ state: 'running' }, says.paying(), completing)).toEqual({
      ended: false,
      changed: true,
    });
  });

  test('running, while a callback has settled the unit: it ends with it', async () => {
    const paid: Unit = { ...paying, ...LESS_TAKEN } as Unit;
    expect(await told({ state: 'running' }, says.paidLess(6_000), paid)).toEqual({
      ended: true,
      changed: true,
    });
  });

  test('running, in an answer older than the payment: what was taken stays as it was taken', async () => {
    const paid: Unit = { ...paying, ...ALL_TAKEN } as Unit;
    const desk = await approved('lower', { state: 'running' }, { units: [paid, unit(2)] });
    expect(await applyActFacts(desk.ports, await desk.act('act1'), says.paying(6_000))).toBe(true);
    expect(await desk.act('act1')).toMatchObject({ state: 'failed' });
    expect(await desk.unit()).toEqual(paid);
    expect(desk.books()).toEqual(['charge 10000 u1', 'collect 10000 u1']);
  });

  test('not there, or about no unit, changes nothing', async () => {
    const desk = await approved('lower', { state: 'running' });
    const { unitNo: _no, ...whole } = await desk.act('act1');
    expect(await applyActFacts(desk.ports, whole, PAID)).toBe(false);
    expect(await applyActFacts(desk.ports, { ...whole, _id: 'act9', unitNo: 1 }, PAID)).toBe(true);
    expect(await desk.unit()).toEqual(paying);
  });
});
