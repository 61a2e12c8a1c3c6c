import { fen } from '../../../server/domain/money';
import type { Order, Unit } from '../../../server/domain/order/order';
import type { OrderFacts } from '../../../server/domain/order/wechat-facts';
import { MINUTE, plus } from '../../../server/domain/time';
import { applyNotification } from '../../../server/usecases/callbacks/apply-notification';
import { storeCallback } from '../../../server/usecases/callbacks/store-callback';
import { confirmedUnit, hours, openUnit, payment, says, unit } from '../../domain/order/orders';
import { Desk, NOW } from '../acting/desk';
import { EVENT, expectIgnored, stateOf, told } from './letters';

describe('a letter about a service order', () => {
  const completing = confirmedUnit(1, { collection: 'completing' });

  function about(one: Unit, changes: Partial<Order> = {}): Promise<Desk> {
    return Desk.open({ units: [one, unit(2)], ...changes });
  }

  test.each(['PAYSCORE.USER_PAID', 'PAYSCORE.USER_CONFIRM'])(
    '%s is believed as far as it is as decided',
    async (type) => {
      const desk = await about(completing);
      desk.weChatAnswers({ kind: 'busy', reason: 'not to be asked' });
      expect(await told(desk, type, 'order1S1U1', says.paid())).toBeUndefined();
      expect(await desk.unit()).toMatchObject({ collection: 'paid', collectedFen: 10_000 });
      expect(await stateOf(desk)).toBe('applied');
    },
  );

  test('of a unit whose charge is not decided yet is believed', async () => {
    const desk = await about(openUnit(1, { collection: 'opening' }));
    desk.weChatAnswers({ kind: 'busy', reason: 'not to be asked' });
    expect(await told(desk, 'PAYSCORE.USER_CONFIRM', 'order1S1U1', says.open)).toBeUndefined();
    expect(await desk.unit()).toMatchObject({ collection: 'open' });
    expect(desk.agenda()).toMatchObject({ 'order:order1': NOW });
  });

  test.each<[string, OrderFacts]>([
    ['another total', { ...says.paid(), totalFen: fen(9_999) }],
    ['another payment', says.paid(payment('t1', 9_999))],
    ['a second payment of another amount', says.paid(payment('t1'), payment('t2', 1))],
  ])('with %s is not believed: WeChat is asked', async (_, facts) => {
    const desk = await about(completing);
    desk.weChatSays(says.paying());
    expect(await told(desk, 'PAYSCORE.USER_PAID', 'order1S1U1', facts)).toBeUndefined();
    expect(await desk.unit()).toMatchObject({ collection: 'paying' });
    expect(await stateOf(desk)).toBe('applied');
  });

  test.each([
    { kind: 'busy', reason: 'HTTP 429' },
    { kind: 'unknown', reason: 'timeout' },
    { kind: 'refused', status: 401, code: 'SIGN_ERROR', message: '', requestId: 'r' },
  ] as const)('that is not believed waits a minute while WeChat says nothing: %j', async (answer) => {
    const desk = await about(completing);
    desk.weChatAnswers(answer);
    const facts = { ...says.paid(), totalFen: fen(9_999) };
    expect(await told(desk, 'PAYSCORE.USER_PAID', 'order1S1U1', facts)).toBe(plus(NOW, MINUTE));
    expect(await desk.unit()).toEqual(completing);
    expect(await stateOf(desk)).toBe('stored');
  });

  test('that names no total goes by its payments', async () => {
    const desk = await about(completing);
    desk.weChatAnswers({ kind: 'busy', reason: 'not to be asked' });
    const { totalFen: _total, ...facts } = says.paid();
    await told(desk, 'PAYSCORE.USER_PAID', 'order1S1U1', facts);
    expect(await desk.unit()).toMatchObject({ collection: 'paid', collectedFen: 10_000 });
  });

  test.each<[string, string, object]>([
    ['of a unit that is not there', 'order1S1U9', { orderId: 'order1' }],
    ['of no unit at all', 'order1S1', { orderId: 'order1' }],
    ['of a signing that was not kept', 'order1S2U1', { orderId: 'order1' }],
    ['of an order that is not there', 'order9S1U1', {}],
    ['with a number of nobody', 'SGN_0001', {}],
  ])('%s is shown to finance', async (_, businessNo, subject) => {
    const desk = await about(completing);
    expect(await told(desk, 'PAYSCORE.USER_PAID', businessNo, says.paid())).toBeUndefined();
    await expectIgnored(desk, 'PAYSCORE.USER_PAID', subject);
    expect(await desk.unit()).toEqual(completing);
  });

  test('that can not be read is shown to finance', async () => {
    const desk = await about(completing);
    await storeCallback(desk.ports, {
      ...{ ...EVENT, eventType: 'PAYSCORE.USER_PAID', businessNo: 'order1S1U1', resource: '?' },
    });
    expect(await applyNotification(desk.ports, 'event1')).toBeUndefined();
    await expectIgnored(desk, 'PAYSCORE.USER_PAID', { orderId: 'order1' });
  });

  test('that contradicts the books stops the order, and the letter stays as evidence', async () => {
    const desk = await about(openUnit(1));
    desk.weChatAnswers({ kind: 'busy', reason: 'not to be asked' });
    expect(await told(desk, 'PAYSCORE.USER_PAID', 'order1S1U1', says.paid())).toBeUndefined();
    expect((await desk.order()).parked?.reason).toMatch('WeChat says paid for unit 1, which is open');
    await expectIgnored(desk, 'PAYSCORE.USER_PAID', { orderId: 'order1' });
  });

  test('that can not be written now is no contradiction: it is tried again', async () => {
    const desk = await about(completing);
    const { transaction } = desk.store;
    await storeCallback(desk.ports, {
      ...{ ...EVENT, eventType: 'PAYSCORE.USER_PAID', businessNo: 'order1S1U1' },
      resource: JSON.stringify(says.paid()),
    });
    desk.ports.callbacks.serviceOrder = (resource) => JSON.parse(resource) as OrderFacts;
    desk.store.transaction = () => {
      desk.store.transaction = transaction;
      return Promise.reject(new Error('the database is away'));
    };
    await expect(applyNotification(desk.ports, 'event1')).rejects.toThrow('the database is away');
    expect((await desk.order()).parked).toBeUndefined();
    expect(await stateOf(desk)).toBe('stored');
  });
});

describe('a letter about a sign plan', () => {
  const SIGNED = {
    ...{ signPlanId: 'sp1', merchantSignPlanNo: 'order1S1', state: 'SIGNED', signTime: hours(-48) },
    planOverTime: hours(24 * 200),
  };

  test.each([
    [{ kind: 'busy', reason: 'HTTP 429' }, 1],
    [{ kind: 'unknown', reason: 'timeout' }, 1],
    [{ kind: 'refused', status: 401, code: 'SIGN_ERROR', message: '', requestId: 'r' }, 10],
  ] as const)('waits while WeChat does not say how the plan is: %j', async (answer, minutes) => {
    const desk = await Desk.open();
    desk.world.pay.querySignPlan = async () => answer;
    expect(await told(desk, 'PAYSCORE.USER_SIGN_PLAN', 'order1S1', {})).toBe(plus(NOW, minutes * MINUTE));
    expect(await stateOf(desk)).toBe('stored');
    expect(desk.openTasks()).toEqual([]);
  });

  test('that WeChat does not know is shown to finance', async () => {
    const desk = await Desk.open();
    expect(await told(desk, 'PAYSCORE.USER_SIGN_PLAN', 'order1S1', {})).toBeUndefined();
    await expectIgnored(desk, 'PAYSCORE.USER_SIGN_PLAN', { orderId: 'order1' });
  });

  test('of a signing that is not there is shown to finance', async () => {
    const desk = await Desk.open();
    await told(desk, 'PAYSCORE.USER_CANCEL_SIGN_PLAN', 'order1S2', {});
    await expectIgnored(desk, 'PAYSCORE.USER_CANCEL_SIGN_PLAN', { orderId: 'order1' });
  });

  test('that was stopped is noted, and the order looked at', async () => {
    const desk = await Desk.open();
    const cancelled = { ...SIGNED, state: 'SIGN_PLAN_CANCEL', cancelType: 'USER', cancelTime: hours(47) };
    desk.world.pay.querySignPlan = async () => ({ kind: 'done', value: cancelled, requestId: 'r' });
    expect(await told(desk, 'PAYSCORE.USER_CANCEL_SIGN_PLAN', 'order1S1', {})).toBeUndefined();
    const [attempt] = (await desk.order()).attempts;
    expect(attempt).toMatchObject({ wechatState: 'SIGN_PLAN_CANCEL' });
    expect(desk.agenda()).toMatchObject({ 'order:order1': NOW });
    expect(await stateOf(desk)).toBe('applied');
  });
});
