import { createDecipheriv } from 'node:crypto';
import { seal } from '../../../local-wechat/pay/callbacks/envelope';
import { completed, OPENID, offer, orderNow, signed } from './kit/requests';
import { DAY, HOUR, MINUTE, openTown, SECOND, START, type Town } from './kit/town';

const PAID = 'PAYSCORE.USER_PAID';
const SIGNED = 'PAYSCORE.USER_SIGN_PLAN';

describe('callbacks', () => {
  let town: Town;
  beforeEach(async () => {
    town = await openTown();
  });
  afterEach(() => town.close());

  const times = (eventType: string) => town.inbox.of(eventType).map((one) => one.at);
  const gaps = (moments: number[]) => moments.slice(1).map((at, index) => at - (moments[index] ?? 0));
  /** A learner signs; nothing is delivered yet. */
  const signing = async () => {
    const { package: ticket } = await offer(town);
    town.pay.wechat.sign(ticket, 'sign');
  };

  test('the envelope is as documented, and its content only opens with the APIv3 key', async () => {
    const plan = await signed(town);
    const [one] = town.inbox.of(SIGNED);
    expect(one?.path).toBe('/wx/plan');
    expect(one?.envelope).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      create_time: '2026-12-01T10:00:00+08:00',
      event_type: SIGNED,
      resource_type: 'encrypt-resource',
      resource: { original_type: 'payscore', algorithm: 'AEAD_AES_256_GCM', associated_data: 'payscore' },
    });
    expect(one?.envelope.resource.nonce).toHaveLength(12);
    expect(one?.resource).toEqual(plan);
    expect(one?.verified).toBe(true);
  });

  test('sealing is AES-256-GCM with the tag behind the ciphertext', () => {
    const key = '0123456789abcdef0123456789abcdef';
    const sealed = seal('{"state":"DOING"}', 'payscore', key);
    const bytes = Buffer.from(sealed.ciphertext, 'base64');
    expect(bytes).toHaveLength(17 + 16);
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.nonce);
    decipher.setAAD(Buffer.from('payscore'));
    decipher.setAuthTag(bytes.subarray(-16));
    expect(decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')).toBe(
      '{"state":"DOING"}',
    );
  });

  test('sign plan events are tried 11 times, 60 s apart', async () => {
    town.inbox.answer = 500;
    await signing();
    await town.advance(DAY);
    expect(gaps(times(SIGNED))).toEqual(Array.from({ length: 10 }, () => MINUTE));
    expect(town.pay.callbacks()[0]?.state).toBe('given-up');
    expect(new Set(town.inbox.received.map((one) => one.id)).size).toBe(1);
  });

  test('payment events follow the long table, 24 h 4 min in all', async () => {
    const plan = await signed(town);
    town.inbox.answer = 500;
    await completed(town, plan);
    await town.advance(2 * DAY);
    const m = MINUTE;
    expect(gaps(times(PAID))).toEqual(
      [15 * SECOND, 15 * SECOND, 30 * SECOND, 3 * m, 10 * m, 20 * m, 30 * m, 30 * m, 30 * m].concat(
        [1, 3, 3, 3, 6, 6].map((hours) => hours * HOUR),
      ),
    );
    const moments = times(PAID);
    expect((moments.at(-1) ?? 0) - (moments[0] ?? 0)).toBe(24 * HOUR + 4 * MINUTE);
  });

  test.each([200, 204])('an answer of %i ends the trying, every try is signed anew', async (status) => {
    town.inbox.answer = 503;
    await signing();
    await town.advance(90 * SECOND);
    town.inbox.answer = status;
    await town.advance(DAY);
    expect(town.inbox.received.map((one) => one.at - START)).toEqual([SECOND, 61 * SECOND, 121 * SECOND]);
    expect(new Set(town.inbox.received.map((one) => one.signature)).size).toBe(3);
    expect(town.pay.callbacks()[0]).toMatchObject({
      state: 'delivered',
      tries: [{ status: 503 }, { status: 503 }, { status }],
    });
  });

  test.each([301, 404])('an answer of %i does not', async (status) => {
    town.inbox.answer = status;
    await signing();
    await town.advance(2 * MINUTE);
    expect(town.inbox.received.length).toBeGreaterThan(1);
  });

  test('closing one plan, and revoking the service, each tell which way', async () => {
    const [first, second, third] = [
      await signed(town),
      await signed(town),
      await signed(town, [100], 'oOther'),
    ];
    expect(town.pay.wechat.cancelPlan(first.sign_plan_id).result).toBe('cancelled');
    const revoked = town.pay.wechat.revokeService(OPENID, second.service_id);
    expect(revoked.signPlanIds).toEqual([second.sign_plan_id]);
    await town.advance(MINUTE);
    const told = town.inbox.of('PAYSCORE.USER_CANCEL_SIGN_PLAN').map((one) => one.resource);
    expect(told).toMatchObject([
      { sign_plan_id: first.sign_plan_id, sign_state: 'SIGN_PLAN_CANCEL', cancel_sign_type: 'USER' },
      {
        sign_plan_id: second.sign_plan_id,
        sign_state: 'SIGN_PLAN_CANCEL',
        cancel_sign_type: 'REVOKE_SERVICE',
      },
    ]);
    expect(() => town.pay.wechat.cancelPlan(first.sign_plan_id)).toThrow(/SIGN_PLAN_CANCEL/);
    expect(() => town.pay.wechat.cancelPlan('unknown')).toThrow(/No sign plan/);
    expect(() => town.pay.wechat.revokeService(OPENID, 'unknown')).toThrow(/No service/);
    town.pay.switches.put({ cancelEventUnsigned: true });
    town.pay.wechat.cancelPlan(third.sign_plan_id);
    await town.advance(MINUTE);
    expect(town.inbox.of('PAYSCORE.USER_CANCEL_SIGN_PLAN').at(-1)?.resource?.sign_state).toBe('UNSIGNED');
  });

  test('an amount can come as a text, as in one official sample', async () => {
    town.pay.switches.put({ amountsAsStrings: true });
    const order = await completed(town, await signed(town));
    await town.advance(MINUTE);
    expect(town.inbox.of(PAID)[0]?.resource?.collection?.details?.[0]?.amount).toBe('8000');
    expect((await orderNow(town, order)).collection?.details?.[0]?.amount).toBe(8_000);
  });

  test('a callback tells how things were when it happened, not when it arrives', async () => {
    town.inbox.answer = 500;
    await signing();
    const [plan] = town.pay.books().signPlans;
    await town.advance(2 * SECOND);
    town.pay.wechat.cancelPlan(plan?.signPlanId ?? '');
    town.inbox.answer = 200;
    await town.advance(MINUTE);
    expect(town.inbox.of(SIGNED).at(-1)?.resource?.sign_state).toBe('SIGNED');
  });

  describe('SIGNTEST probes', () => {
    test('come first with a wrong signature, and the genuine callback follows whatever the answer', async () => {
      town.pay.switches.put({ signtestRate: 1 });
      town.inbox.trusting = true;
      await signing();
      await town.advance(HOUR);
      const [probe, genuine, ...more] = town.inbox.received;
      expect(probe?.signature).toMatch(/^WECHATPAY\/SIGNTEST\//);
      expect([probe?.verified, genuine?.verified]).toEqual([false, true]);
      expect(probe?.id).toBe(genuine?.id);
      expect(more).toEqual([]);
    });

    test('come at the rate that is set, spread evenly', async () => {
      town.pay.switches.put({ signtestRate: 0.25 });
      for (let count = 0; count < 8; count += 1) await signed(town, [100]);
      await town.advance(MINUTE);
      const probes = town.inbox.received.filter((one) => !one.verified);
      expect([probes.length, town.inbox.received.length]).toEqual([2, 10]);
    });
  });

  test.each([
    ['nobody is at the door', 'http://127.0.0.1:9/closed'],
    ['the address is not on this machine', 'https://merchant.example/wx/plan'],
  ])('when %s, the try has failed', async (_name, address) => {
    await town.close();
    town = await openTown({ resolveNotifyUrl: () => address });
    await signing();
    await town.advance(90 * SECOND);
    expect(town.pay.callbacks()[0]).toMatchObject({ state: 'waiting' });
    expect(town.pay.callbacks()[0]?.tries.map((one) => one.status)).toEqual([undefined, undefined]);
  });
});
