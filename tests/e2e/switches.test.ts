import { STAFF } from '../../dev/demo/institution';
import type { PaySwitches } from '../../local-wechat/pay';
import { CLASS_FEN, HOUR, type Learner, World } from './world';

let world: World;
let presets: PaySwitches;
beforeAll(async () => {
  world = await World.open();
  presets = { ...world.local.pay.switches.get() };
});
afterEach(() => void world.local.pay.switches.put(presets));
afterAll(() => world.close());

/** What WeChat's documents leave open, each way that is not the preset. */
const SETTINGS: Partial<PaySwitches>[] = [
  { p1Reentry: 'refuse', g1Reentry: 'refuse', o1InitialState: 'CREATED' },
  { g1Reentry: 'fresh', o1ConfirmEvent: true, o1StartTime: 'future' },
  { liveOrderScope: 'userService', stopWithLiveOrder: 'refuse', cancelledDetailTerminal: false },
  { stopSendsCallback: true, cancelEventUnsigned: true, zeroSendsPaid: true, amountsAsStrings: true },
  { completeWhilePaying: 'same', completeUpperBound: 'serviceCap', unknownFields: 'ignore' },
  { signtestRate: 1, signtestResponseRate: 0.3 },
  { firstDeductionSeconds: 0, callbackSeconds: 0 },
  { firstDeductionSeconds: 900, callbackSeconds: 3_600, o1InitialState: 'CREATED', o1ConfirmEvent: true },
];

describe('The product is right whichever way WeChat turns out to be', () => {
  test.each(SETTINGS)('%j', async (setting) => {
    world.local.pay.switches.put(setting);
    const course = await world.course('四次课', 4);
    const learner = await world.enrolled(course, '学员');
    const { orderId, openid } = learner;
    const [first, second, third] = await world.classes(course, [1, 3, 5]);
    if (!first || !second || !third) throw new Error('three classes were scheduled');
    await world.teachAndCharge(learner, first);
    await world.until(second.startsAt - 3 * HOUR);
    await world.settle(1);
    expect(await world.unit(learner, 1)).toMatchObject({ status: 'paid', chargeFen: CLASS_FEN });

    await world.teach(learner, second);
    await world.control.call(openid, 'classroom', 'object', {
      ...{ orderId, unitNo: 2, reason: 'other', text: '', pictures: [] },
    });
    await world.control.call(STAFF.academic, 'staff', 'decideObjection', {
      ...{ orderId, unitNo: 2, kind: 'waived', explanation: '抱歉。' },
    });
    await world.until(third.startsAt - 2 * HOUR);
    await world.settle(3);
    expect(await world.unit(learner, 3)).toMatchObject({ status: 'open' });

    // She closes while the third unit is open and untaught.
    await world.control.call(openid, 'signing', 'close', { orderId });
    await world.settle(10);
    await world.until((await world.now()) + 3 * HOUR);
    await world.settle(2);
    expect(await world.read(learner)).toMatchObject({ state: 'closed', chargedFen: CLASS_FEN });
    const { entries } = await world.control.call(openid, 'classroom', 'orderStatement', { orderId });
    expect(entries.map((entry) => entry.kind)).toEqual(['charge', 'collect']);
    expect(await world.ordersAtWeChat(openid)).toEqual([
      { state: 'DONE', taken: CLASS_FEN },
      { state: 'DONE', taken: undefined },
      { state: 'REVOKED', taken: undefined },
    ]);
    const [plan] = await world.signPlansAtWeChat(openid);
    expect(plan?.signState).toBe('SIGN_PLAN_CANCEL');
    expect(await world.tasks(orderId)).toEqual([]);
  });
});

describe('A learner who closes inside WeChat when a class has been taught', () => {
  const closedInWeChat = async (setting: Partial<PaySwitches>): Promise<Learner> => {
    world.local.pay.switches.put(setting);
    const course = await world.course('微信里关', 2);
    const learner = await world.enrolled(course, '关闭');
    const [first] = await world.classes(course, [1]);
    if (!first) throw new Error('a class was scheduled');
    const { windowEndsAt = 0 } = await world.teach(learner, first);
    const [plan] = await world.signPlansAtWeChat(learner.openid);
    await world.control.post('/wechat/cancel-plan', { signPlanId: plan?.signPlanId });
    await world.settle(2);
    await world.until(windowEndsAt);
    await world.settle(5);
    return learner;
  };

  test.each(['refused', 'revoked'] as const)(
    'when WeChat lets her live order be %s: what was taught is left to be paid by hand, and staff know',
    async (liveOrderAfterCancel) => {
      const learner = await closedInWeChat({ liveOrderAfterCancel });
      const order = await world.read(learner);
      expect(order).toMatchObject({ chargedFen: 0, closing: { by: 'wechat', atMostFen: CLASS_FEN } });
      expect(order.units.map((unit) => unit.status)).toEqual(['pay_by_hand', 'dropped']);
      expect(await world.tasks(learner.orderId)).toContain('pay_by_hand');
      expect(await world.ordersAtWeChat(learner.openid)).toEqual([{ state: 'REVOKED', taken: undefined }]);
    },
  );

  test('when WeChat does not let her close while an order is live: nothing changes', async () => {
    const learner = await closedInWeChat({ userCloseWithLiveOrder: 'refuse' });
    expect(await world.read(learner)).toMatchObject({ state: 'active', chargedFen: CLASS_FEN });
  });
});

describe('An order that WeChat never confirms', () => {
  test('never counts as credit: the seat is held and the class comes free', async () => {
    world.local.pay.switches.put({ o1InitialState: 'CREATED_UNCONFIRMED' });
    const course = await world.course('不确认', 1);
    const learner = await world.enrolled(course, '学员');
    const [only] = await world.classes(course, [1]);
    if (!only) throw new Error('a class was scheduled');
    await world.until(only.startsAt - 2 * HOUR);
    await world.settle(30);
    expect((await world.read(learner)).holds).toMatchObject([{ reason: 'not_opened' }]);
    await world.until(only.endsAt);
    expect(await world.mark(learner, only, 'attended')).toEqual({ cameFree: true });
    await world.until((await world.now()) + 48 * HOUR);
    await world.settle(2);
    expect(await world.read(learner)).toMatchObject({ chargedFen: 0 });
  });
});
