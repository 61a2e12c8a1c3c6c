import { OPENID, offer, opened, orderNow, signed, signPlanNow } from './kit/requests';
import { DAY, MINUTE, openTown, type Town } from './kit/town';

describe('people, as only WeChat knows them', () => {
  let town: Town;
  beforeEach(async () => {
    town = await openTown();
  });
  afterEach(() => town.close());

  const signs = async (rung = 0, openid = OPENID) => {
    const { package: ticket } = await offer(town, [100], openid, rung);
    return town.pay.wechat.sign(ticket, 'sign').result;
  };

  test('a stranger has 640 points and plenty of money', () => {
    expect(town.pay.people.get('oStranger')).toMatchObject({
      score: 640,
      balanceFen: 10_000_000,
      teenMode: false,
      realName: true,
      overdue: false,
    });
    expect(town.pay.people.all()).toEqual([]);
  });

  test.each([
    [0, 0, 0, 350],
    [100, 100, 100, 850],
    [100, 0, 0, 600],
    [0, 100, 0, 500],
    [0, 0, 100, 450],
    [55, 61, 33, 612],
  ])('credit %i, frequency %i and activity %i make %i points', (credit, frequency, activity, score) => {
    expect(town.pay.people.put(OPENID, { credit, frequency, activity }).score).toBe(score);
  });

  test('a score that is set stands until a factor is set', () => {
    const { people } = town.pay;
    expect(people.put(OPENID, { score: 599 }).score).toBe(599);
    expect(people.put(OPENID, { balanceFen: 1 })).toMatchObject({ score: 599, balanceFen: 1 });
    expect(people.put(OPENID, { credit: 100 }).score).toBe(740);
  });

  test.each([
    [{ score: 349 }, /350 to 850/],
    [{ score: 851 }, /350 to 850/],
    [{ credit: 101 }, /0 to 100/],
    [{ activity: 0.5 }, /whole number/],
    [{ balanceFen: -1 }, /balanceFen/],
    [{ teenMode: 'yes' }, /true or false/],
    [{ colour: 'red' }, /no "colour"/],
  ])('%j can not be', (change, text) => {
    expect(() => town.pay.people.put(OPENID, change as never)).toThrow(text);
    expect(town.pay.people.get(OPENID).score).toBe(640);
  });

  test.each([
    [599, ['refused', 'refused', 'refused']],
    [600, ['signed', 'refused', 'refused']],
    [650, ['signed', 'signed', 'refused']],
    [700, ['signed', 'signed', 'signed']],
  ])('with %i points the services at 600, 650 and 700 say %j', async (score, wanted) => {
    town.pay.people.put(OPENID, { score });
    expect([await signs(0), await signs(1), await signs(2)]).toEqual(wanted);
  });

  test('an equal score fails when the switch says so', async () => {
    town.pay.switches.put({ thresholdEqualPasses: false });
    town.pay.people.put(OPENID, { score: 600 });
    expect(await signs()).toBe('refused');
    town.pay.people.put(OPENID, { score: 601 });
    expect(await signs()).toBe('signed');
  });

  test.each([{ teenMode: true }, { realName: false }, { overdue: true }])('%j is refused', async (change) => {
    town.pay.people.put(OPENID, change);
    expect(await signs()).toBe('refused');
  });

  test('someone with four orders in progress is refused', async () => {
    for (let count = 0; count < 4; count += 1) await opened(town, await signed(town, [100]));
    expect(await signs()).toBe('refused');
  });

  test('a service that is not launched is for listed people only', async () => {
    await town.close();
    town = await openTown({ services: [{ threshold: 600, launched: false, whiteList: ['oTester'] }] });
    expect(await signs(0, 'oSomeone')).toBe('refused');
    expect(await signs(0, 'oTester')).toBe('signed');
  });

  test('nothing about people can be reached with a merchant’s signature', async () => {
    town.pay.people.put(OPENID, { score: 777 });
    await opened(town, await signed(town));
    for (const path of [`/people/${OPENID}`, `/v3/payscore/people/${OPENID}`, '/v3/payscore/points'])
      expect((await town.merchant.get(path)).status).toBe(404);
    const seen = JSON.stringify([town.inbox.received.map((one) => one.resource), town.pay.requests()]);
    expect(seen).toContain('sign_plan_id');
    expect(seen).not.toMatch(/threshold|"score"|balance|credit|refused/i);
  });

  describe('closing with an order in progress', () => {
    test('is allowed, and the order can still be completed', async () => {
      const plan = await signed(town);
      const order = await opened(town, plan);
      expect(town.pay.wechat.cancelPlan(plan.sign_plan_id).result).toBe('cancelled');
      expect((await orderNow(town, order)).state).toBe('DOING');
    });

    test('is refused by the switch, for the plan and for the service', async () => {
      town.pay.switches.put({ userCloseWithLiveOrder: 'refuse' });
      const plan = await signed(town);
      await opened(town, plan);
      expect(town.pay.wechat.cancelPlan(plan.sign_plan_id)).toMatchObject({
        result: 'refused',
        signPlanIds: [],
      });
      expect(town.pay.wechat.revokeService(OPENID, plan.service_id).result).toBe('refused');
      await town.advance(MINUTE);
      expect((await signPlanNow(town, plan)).sign_state).toBe('SIGNED');
    });
  });

  test('a closed service can be signed anew', async () => {
    const plan = await signed(town);
    town.pay.wechat.revokeService(OPENID, plan.service_id);
    await town.advance(DAY);
    expect(await signs()).toBe('signed');
  });
});
