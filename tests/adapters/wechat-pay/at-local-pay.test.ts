import { fen } from '../../../server/domain/money';
import { businessNo } from '../../../server/domain/reconciliation/bill';
import { dayOf, HOUR, MINUTE, plus } from '../../../server/domain/time';
import type { Answers, CallOutcome, WriteInputs, WriteKind } from '../../../server/ports/pay-score';
import { type ProductAtLocalPay, startProductAtLocalPay } from './local-pay';

const DAY_SECONDS = 24 * 3600;
const OPENID = 'oLEARNER_0001';
const SERVICE = { serviceKey: 'per-class' };

let at: ProductAtLocalPay;
beforeAll(async () => {
  at = await startProductAtLocalPay();
});
afterAll(() => at.close());
afterEach(() => {
  at.faults.remove();
  at.events.length = 0;
  at.refused.length = 0;
  at.lines.length = 0;
});

function call<K extends WriteKind>(kind: K, input: WriteInputs[K]): Promise<CallOutcome<Answers[K]>> {
  return at.payScore.send(at.payScore.prepare(kind, input));
}

/** The value of a call that must be done. */
async function done<T>(outcome: Promise<CallOutcome<T>>): Promise<T> {
  const result = await outcome;
  if (result.kind !== 'done') throw new Error(JSON.stringify(result));
  return result.value;
}

const planInput = (merchantPlanNo: string): WriteInputs['create-plan'] => ({
  ...SERVICE,
  merchantPlanNo,
  name: '吉他入门两课',
  durationDays: 120,
  details: [
    { name: '第1课', originalFen: fen(10_000), priceFen: fen(9_000), discount: '新生价' },
    { name: '第2课', originalFen: fen(10_000), priceFen: fen(8_000) },
  ],
});

/** A plan, signed by the learner under this number. */
async function signed(no: string): Promise<{ signPlanId: string; units: [string, string] }> {
  const { planId } = await done(call('create-plan', planInput(`PLN-${no}`)));
  const units: [string, string] = [`${no}-01`, `${no}-02`];
  const details = units.map((outTradeNo, index) => ({ no: index + 1, outTradeNo }));
  const created = await done(
    call('create-sign-plan', { ...SERVICE, planId, openid: OPENID, merchantSignPlanNo: no, details }),
  );
  expect(at.pay.wechat.sign(created.package, 'sign').result).toBe('signed');
  return { signPlanId: created.signPlan.signPlanId, units };
}

function opening(signPlanId: string, detailNo: number, outTradeNo: string): WriteInputs['open-order'] {
  const startTime = plus(at.clock.now(), HOUR);
  return {
    ...SERVICE,
    ...{ signPlanId, detailNo, openid: OPENID, outTradeNo, startTime },
    introduction: `吉他第${detailNo}课`,
    endTime: plus(startTime, HOUR),
    place: '朝阳校区 201',
  };
}

function completing(outTradeNo: string, charge: number): WriteInputs['complete-order'] {
  const endTime = plus(at.clock.now(), -MINUTE);
  return {
    ...SERVICE,
    outTradeNo,
    lineName: '课时费',
    chargeFen: fen(charge),
    startTime: plus(endTime, -HOUR),
    endTime,
  };
}

describe('the adapter at the local WeChat Pay', () => {
  test('a plan is created, found, repeated and stopped', async () => {
    const input = planInput('PLN-A');
    const { planId } = await done(call('create-plan', input));
    expect(await done(at.payScore.queryPlan('PLN-A'))).toEqual({ planId, state: 'NORMAL' });
    expect((await done(call('create-plan', input))).planId).toBe(planId);
    expect((await done(call('stop-plan', { merchantPlanNo: 'PLN-A' }))).state).toBe('STOP');
  });

  test('a course is signed, taught, charged and told by callbacks, unit by unit', async () => {
    const { signPlanId, units } = await signed('SGNA');
    const [first, second] = units;
    await at.advance(2);
    expect(await done(at.payScore.querySignPlan('SGNA'))).toMatchObject({ signPlanId, state: 'SIGNED' });
    const open = await done(call('open-order', opening(signPlanId, 1, first)));
    expect(open).toMatchObject({ outTradeNo: first, state: 'DOING', stateDescription: 'USER_CONFIRM' });
    await at.advance(3 * 3600);
    const completed = await done(call('complete-order', completing(first, 9_000)));
    expect(completed).toMatchObject({ state: 'DOING', stateDescription: 'MCH_COMPLETE', totalFen: 9_000 });
    await at.advance(60);
    const paid = await done(at.payScore.queryOrder('per-class', first));
    expect(paid).toMatchObject({ state: 'DONE', collectionState: 'USER_PAID', paidFen: 9_000 });
    expect(paid.payments).toHaveLength(1);
    expect(paid.payments[0]?.transactionId).toMatch(/^\d{28}$/);
    expect(at.events.map((event) => [event.eventType, event.businessNo])).toEqual([
      ['PAYSCORE.USER_SIGN_PLAN', 'SGNA'],
      ['PAYSCORE.USER_PAID', first],
    ]);
    expect(at.callbacks.signPlan(at.events[0]?.resource ?? '')).toMatchObject({
      signPlanId,
      state: 'SIGNED',
    });
    expect(at.callbacks.serviceOrder(at.events[1]?.resource ?? '')).toEqual(paid);
    expect((await done(call('open-order', opening(signPlanId, 2, second)))).state).toBe('DOING');
  });

  test('an order is cancelled, lowered, synced, and completed for nothing', async () => {
    const a = await signed('SGNB');
    await done(call('open-order', opening(a.signPlanId, 1, a.units[0])));
    await done(call('cancel-order', { ...SERVICE, outTradeNo: a.units[0], reason: '本次课取消' }));
    expect((await done(at.payScore.queryOrder('per-class', a.units[0]))).state).toBe('REVOKED');
    await done(call('open-order', opening(a.signPlanId, 2, a.units[1])));
    await at.advance(3 * 3600);
    await done(call('complete-order', completing(a.units[1], 0)));
    expect(await done(at.payScore.queryOrder('per-class', a.units[1]))).toMatchObject({
      state: 'DONE',
      payments: [],
    });

    const b = await signed('SGNC');
    at.pay.people.put(OPENID, { balanceFen: 0 });
    await done(call('open-order', opening(b.signPlanId, 1, b.units[0])));
    await at.advance(3 * 3600);
    await done(call('complete-order', completing(b.units[0], 9_000)));
    await at.advance(60);
    const lowered = {
      ...SERVICE,
      outTradeNo: b.units[0],
      lineName: '课时费',
      chargeFen: fen(4_500),
      reason: '课程缩短',
    };
    await done(call('modify-order', lowered));
    const owing = await done(at.payScore.queryOrder('per-class', b.units[0]));
    expect(owing).toMatchObject({
      stateDescription: 'MCH_COMPLETE',
      collectionState: 'USER_PAYING',
      totalFen: 4_500,
    });
    const page = at.payScore.orderDetailParameters('per-class', b.units[0]);
    expect(at.pay.wechat.orderPage(OPENID, page)).toMatchObject({ amount: 4_500, canPayNow: true });
    const again = await call('pay-order', { ...SERVICE, outTradeNo: b.units[0] });
    expect(again).toMatchObject({ kind: 'refused' });
    await done(call('sync-order', { ...SERVICE, outTradeNo: b.units[0], paidAt: at.clock.now() }));
    const synced = await done(at.payScore.queryOrder('per-class', b.units[0]));
    expect(synced).toMatchObject({ state: 'DONE', payments: [{ amountFen: 4_500, paidType: 'MCH' }] });
    at.pay.people.put(OPENID, { balanceFen: 10_000_000 });
  });

  test('a sign plan ends by us, and by the learner, which a callback tells', async () => {
    await signed('SGND');
    const stopped = await done(
      call('stop-sign-plan', { merchantSignPlanNo: 'SGND', reason: '学员关闭扣费' }),
    );
    expect(stopped).toMatchObject({ state: 'SIGN_PLAN_CANCEL', cancelType: 'MERCHANT' });
    const { signPlanId } = await signed('SGNE');
    at.pay.wechat.cancelPlan(signPlanId);
    await at.advance(5);
    const told = at.events.find((event) => event.eventType === 'PAYSCORE.USER_CANCEL_SIGN_PLAN');
    expect(told?.businessNo).toBe('SGNE');
    expect(at.callbacks.signPlan(told?.resource ?? '')).toMatchObject({ cancelType: 'USER' });
    expect(await done(at.payScore.querySignPlan('SGNE'))).toMatchObject({ cancelTime: expect.any(String) });
  });

  test('what is not there, out of turn or out of order is refused with a code', async () => {
    expect(await at.payScore.queryPlan('PLN-NONE')).toMatchObject({ kind: 'refused', status: 404 });
    expect(await at.payScore.querySignPlan('NONE')).toMatchObject({ kind: 'refused', status: 404 });
    expect(await at.payScore.queryOrder('per-class', 'NONE')).toMatchObject({ kind: 'refused', status: 404 });
    const { signPlanId, units } = await signed('SGNF');
    expect((await call('open-order', opening(signPlanId, 2, units[1]))).kind).toBe('refused');
    await done(call('open-order', opening(signPlanId, 1, units[0])));
    await at.advance(3 * 3600);
    await done(call('complete-order', completing(units[0], 9_000)));
    expect((await call('complete-order', completing(units[0], 8_000))).kind).toBe('refused');
  });

  test.each([
    'lost-response',
    'timeout-after',
    'system-error-done',
    'bad-signature',
    'signtest',
    'stale-answer',
    'unknown-serial',
    'unsigned-answer',
  ])('after %s the outcome is unknown; the same bytes again are harmless', async (kind) => {
    at.faults.add({ at: 'pay', kind });
    const input = planInput(`PLN-${kind}`);
    const first = at.impatient.prepare('create-plan', input);
    expect((await (kind === 'timeout-after' ? at.impatient : at.payScore).send(first)).kind).toBe('unknown');
    const { planId } = await done(at.payScore.queryPlan(`PLN-${kind}`));
    expect((await done(call('create-plan', input))).planId).toBe(planId);
  });

  test.each([
    ['lost-request', 'unknown'],
    ['system-error', 'unknown'],
    ['busy', 'busy'],
  ])('after %s, which did nothing, the outcome is %s', async (kind, outcome) => {
    at.faults.add({ at: 'pay', kind });
    expect((await call('create-plan', planInput(`PLN-${kind}`))).kind).toBe(outcome);
    expect(await at.payScore.queryPlan(`PLN-${kind}`)).toMatchObject({ kind: 'refused', status: 404 });
  });

  test('a refusal by WeChat’s assessment carries its inner code', async () => {
    const { signPlanId, units } = await signed('SGNG');
    at.faults.add({ at: 'pay', kind: 'refused', settings: { refusal: 'assessment' } });
    const refused = await call('open-order', opening(signPlanId, 1, units[0]));
    expect(refused).toMatchObject({ kind: 'refused', code: 'INVALID_REQUEST', innerCode: '271300099' });
  });

  test.each(['stale', 'tampered', 'wrong-signature', 'unknown-serial', 'signtest'])(
    'a callback that is %s is not believed, the genuine one that follows is',
    async (kind) => {
      at.faults.add({ at: 'callback', kind });
      const no = `SGN-${kind}`;
      await signed(no);
      await at.advance(120);
      expect(at.refused).toHaveLength(1);
      expect(at.events.filter((event) => event.businessNo === no)).toHaveLength(1);
    },
  );

  test('answers and callbacks are understood when amounts are texts', async () => {
    at.pay.switches.put({ amountsAsStrings: true });
    const { signPlanId, units } = await signed('SGNH');
    await done(call('open-order', opening(signPlanId, 1, units[0])));
    await at.advance(3 * 3600);
    await done(call('complete-order', completing(units[0], 9_000)));
    await at.advance(60);
    const told = at.events.find((event) => event.eventType === 'PAYSCORE.USER_PAID');
    expect(at.callbacks.serviceOrder(told?.resource ?? '')?.payments[0]?.amountFen).toBe(9_000);
    at.pay.switches.put({ amountsAsStrings: false });
  });

  test.each(['day', 'hour'] as const)('bills are read, PayScore’s too when asked for by %s', async (form) => {
    at.pay.switches.put({ scoreBillDate: form });
    const { signPlanId, units } = await signed(`SGNJ-${form}`);
    const [number] = units;
    await at.advance(DAY_SECONDS);
    const day = dayOf(at.clock.now());
    await done(call('open-order', opening(signPlanId, 1, number)));
    await at.advance(3 * 3600);
    await done(call('complete-order', completing(number, 9_000)));
    expect(await at.bills.scoreBill(day)).toBe('unavailable');
    await at.advance(DAY_SECONDS);
    const trade = await at.bills.tradeBill(day);
    if (typeof trade === 'string') throw new Error(trade);
    const [row] = trade.rows;
    expect(row && [businessNo(row), row.amountFen]).toEqual([number, 9_000]);
    expect(await at.bills.scoreBill(day)).toEqual({
      rows: [{ number, totalFen: 9_000, state: 'by_wechat', transactionId: row?.transactionId }],
    });
    expect(await at.bills.scoreBill('2026-09-30')).toEqual({ rows: [] });
    at.faults.add({ at: 'pay', kind: 'lost-response', match: { route: '/v3/payscore/bill/downloadurl' } });
    expect(await at.bills.scoreBill(day)).toBe('unknown');
    at.pay.switches.put({ scoreBillDate: 'day' });
  });

  test('nothing of all this leaves a key, a package or a learner’s openid in the log', async () => {
    await signed('SGNI');
    expect(at.lines.length).toBeGreaterThan(0);
    expect(at.lines.join()).not.toMatch(new RegExp(`${at.pay.facts.apiV3Key}|signature=|${OPENID}`));
  });
});
