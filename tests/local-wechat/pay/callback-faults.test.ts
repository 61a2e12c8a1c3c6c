import { completed, orderNow, signed } from './kit/requests';
import { DAY, MINUTE, openTown, SECOND, type Town } from './kit/town';
import type { SignPlanView } from './kit/views';

describe('faults of callbacks', () => {
  let town: Town;
  let plan: SignPlanView;
  beforeEach(async () => {
    town = await openTown();
    plan = await signed(town);
  });
  afterEach(() => town.close());

  const PAID = 'PAYSCORE.USER_PAID';
  const fault = (kind: string, settings: Record<string, string | number> = {}) =>
    town.faults.add({ at: 'callback', kind, match: { eventType: PAID }, settings });
  const paid = () => town.inbox.of(PAID);
  /** One class is completed and paid; the callback was due a moment ago. */
  const pay = async () => {
    const order = await completed(town, plan, 1, 7_000);
    await town.advance(5 * SECOND);
    return order;
  };

  test('lost: one delivery is missing, the next one comes', async () => {
    fault('lost');
    await pay();
    expect(paid()).toHaveLength(0);
    await town.advance(15 * SECOND);
    expect(paid()).toHaveLength(1);
  });

  test('lost-for-good: nothing ever comes, only a query tells', async () => {
    fault('lost-for-good');
    const order = await pay();
    await town.advance(3 * DAY);
    expect(paid()).toHaveLength(0);
    expect((await orderNow(town, order)).state).toBe('DONE');
  });

  test('late: it comes so much later, with the time at which it happened', async () => {
    fault('late', { ms: 2 * DAY });
    await pay();
    await town.advance(2 * DAY - MINUTE);
    expect(paid()).toHaveLength(0);
    await town.advance(MINUTE);
    expect(paid()).toMatchObject([
      { verified: true, envelope: { create_time: '2026-12-01T10:00:05+08:00' } },
    ]);
  });

  test.each([
    ['doubled', 1],
    ['doubled-new-id', 2],
  ])('%s: twice at once, under %i id(s)', async (kind, ids) => {
    fault(kind);
    await pay();
    expect(paid()).toHaveLength(2);
    expect(new Set(paid().map((one) => one.id)).size).toBe(ids);
    expect(paid().every((one) => one.verified)).toBe(true);
    await town.advance(DAY);
    expect(paid()).toHaveLength(2);
  });

  test('unheard: accepted, and yet it comes again', async () => {
    fault('unheard');
    await pay();
    await town.advance(15 * SECOND);
    expect(paid()).toHaveLength(2);
  });

  test('reordered: a later event overtakes it', async () => {
    fault('reordered');
    await pay();
    expect(paid()).toHaveLength(0);
    town.pay.wechat.cancelPlan(plan.sign_plan_id);
    await town.advance(5 * SECOND);
    expect(town.inbox.received.map((one) => one.eventType).slice(-2)).toEqual([
      'PAYSCORE.USER_CANCEL_SIGN_PLAN',
      PAID,
    ]);
  });

  test('reordered, and nothing overtakes: it comes after ten minutes', async () => {
    fault('reordered');
    await pay();
    await town.advance(9 * MINUTE);
    expect(paid()).toHaveLength(0);
    await town.advance(MINUTE);
    expect(paid()).toHaveLength(1);
  });

  test.each([
    ['stale', false],
    ['wrong-signature', false],
    ['unknown-serial', false],
    ['tampered', true],
  ])('%s: the forgery can be told, and the genuine one follows', async (kind, signatureHolds) => {
    fault(kind);
    if (kind === 'tampered') town.inbox.answer = 500;
    await pay();
    expect(paid()).toHaveLength(1);
    expect(paid()[0]?.verified).toBe(signatureHolds);
    expect(paid()[0]?.resource === undefined).toBe(kind === 'tampered');
    town.inbox.answer = 200;
    await town.advance(15 * SECOND);
    expect(paid()[1]).toMatchObject({ verified: true, resource: { state: 'DONE' } });
  });

  test('signtest: a probe, then the genuine one', async () => {
    fault('signtest');
    await pay();
    expect(paid().map((one) => one.verified)).toEqual([false, true]);
  });

  test('wrong-amount: signed and sealed by WeChat, and yet not what the order says', async () => {
    fault('wrong-amount', { amount: 5 });
    const order = await pay();
    expect(paid()).toMatchObject([
      { verified: true, resource: { total_amount: 5, collection: { paid_amount: 5 } } },
    ]);
    expect((await orderNow(town, order)).total_amount).toBe(7_000);
  });

  test('a fault can be kept for the n-th delivery', async () => {
    town.inbox.answer = 500;
    town.faults.add({ at: 'callback', kind: 'lost', match: { eventType: PAID, attempt: 2 } });
    await pay();
    await town.advance(35 * SECOND);
    expect(paid()).toHaveLength(2);
    expect(
      town.pay
        .callbacks()
        .at(-1)
        ?.tries.map((one) => one.flaw),
    ).toEqual([undefined, 'lost', undefined]);
  });

  test('an unknown kind is refused with a list of those that are', () => {
    expect(() => fault('explode')).toThrow(/lost-for-good/);
  });
});
