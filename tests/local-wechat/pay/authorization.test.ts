import type { Tampering } from './kit/merchant';
import { fresh, good, OPENID, PLANS, planRequest, SIGN_PLANS } from './kit/requests';
import { openTown, type Town } from './kit/town';

describe('who asks, and whether WeChat answers', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town.close());
  afterEach(() => void town.pay.switches.put({ clockSkewSeconds: 0 }));

  const seconds = (offset: number): number => Math.floor(town.now() / 1000) + offset;

  test('a well-signed request is answered, and every answer is signed, 204 and refusals included', async () => {
    const plan = await town.merchant.post(PLANS, planRequest(town));
    expect(plan).toMatchObject({ status: 200, verified: true, inner: 0 });
    const missing = await town.merchant.get(`${PLANS}/merchant-plan-no/nobody`);
    expect(missing).toMatchObject({ status: 404, verified: true, code: 'RESOURCE_NOT_EXISTS' });
    const order = {
      appid: town.pay.facts.appid,
      mchid: town.pay.facts.mchid,
      description: '试听课',
      out_trade_no: fresh('TRADE'),
      notify_url: 'https://merchant.example/wx/pay',
      amount: { total: 100 },
      payer: { openid: OPENID },
    };
    await good(town.merchant.post('/v3/pay/transactions/jsapi', order));
    const closed = await town.merchant.post(`/v3/pay/transactions/out-trade-no/${order.out_trade_no}/close`, {
      mchid: order.mchid,
    });
    expect(closed).toMatchObject({ status: 204, verified: true, body: {} });
    expect(closed.headers.get('content-length')).toBeNull();
  });

  test('the end of Request-ID is the inner code', async () => {
    const answer = await town.merchant.get(
      `/v3/payscore/serviceorder?out_order_no=none&service_id=${town.pay.facts.services[0]?.serviceId}&appid=${town.pay.facts.appid}`,
    );
    expect(answer).toMatchObject({ status: 404, code: 'ORDER_NOT_EXIST', inner: 271317510 });
    expect(answer.headers.get('request-id')).toMatch(/^[0-9A-F]{40}-271317510$/);
  });

  const refused: [string, () => Tampering, number, string, string | undefined][] = [
    ['without Accept', () => ({ headers: { Accept: '' } }), 400, 'INVALID_REQUEST', undefined],
    ['without User-Agent', () => ({ headers: { 'User-Agent': '' } }), 400, 'INVALID_REQUEST', undefined],
    [
      'without Authorization',
      () => ({ headers: { Authorization: undefined } }),
      401,
      'SIGN_ERROR',
      undefined,
    ],
    ['with another scheme', () => ({ headers: { Authorization: 'Bearer x' } }), 401, 'SIGN_ERROR', undefined],
    [
      'with a field missing in Authorization',
      () => ({ headers: { Authorization: 'WECHATPAY2-SHA256-RSA2048 mchid="1"' } }),
      401,
      'SIGN_ERROR',
      'nonce_str',
    ],
    ['of another merchant', () => ({ mchid: '1999999999' }), 401, 'SIGN_ERROR', undefined],
    ['with another serial number', () => ({ serial: 'ABCDEF' }), 401, 'SIGN_ERROR', 'serial_no'],
    ['signed over another body', () => ({ signedBody: '{}' }), 401, 'SIGN_ERROR', 'signature'],
    ['301 s late', () => ({ timestamp: seconds(-301) }), 401, 'SIGN_ERROR', 'timestamp'],
    ['301 s early', () => ({ timestamp: seconds(301) }), 401, 'SIGN_ERROR', 'timestamp'],
    ['that is no JSON', () => ({ rawBody: 'name=value' }), 400, 'PARAM_ERROR', undefined],
    [
      'of another content type',
      () => ({ headers: { 'Content-Type': 'text/plain' } }),
      400,
      'INVALID_REQUEST',
      undefined,
    ],
    [
      'asking for an unknown platform key',
      () => ({ headers: { 'Wechatpay-Serial': 'PUB_KEY_ID_9' } }),
      400,
      'PARAM_ERROR',
      undefined,
    ],
  ];
  test.each(refused)('a request %s is refused', async (_name, tampering, status, code, field) => {
    const answer = await town.merchant.post(PLANS, planRequest(town), tampering());
    expect(answer).toMatchObject({ status, code, verified: true });
    expect(answer.body.detail?.field).toBe(field);
  });

  test.each([-300, 300])('a clock that is off by %i s is tolerated', async (offset) => {
    const tampering = { timestamp: seconds(offset) };
    expect((await town.merchant.post(PLANS, planRequest(town), tampering)).status).toBe(200);
  });

  test.each([-301, 301])(
    "WeChat's own clock can be off: by %i s, a punctual merchant is refused",
    async (skew) => {
      town.pay.switches.put({ clockSkewSeconds: skew });
      const answer = await town.merchant.post(PLANS, planRequest(town));
      expect(answer).toMatchObject({ status: 401, code: 'SIGN_ERROR', verified: false });
      town.pay.switches.put({ clockSkewSeconds: 0 });
    },
  );

  test('a wrong signature is answered with the text that WeChat signed over', async () => {
    const body = planRequest(town);
    const { detail } = (await town.merchant.post(PLANS, body, { signedBody: '{}' })).body;
    expect(detail).toMatchObject({ location: 'authorization', issue: 'sign not match' });
    const shown = detail?.sign_information;
    expect(shown).toMatchObject({ method: 'POST', url: PLANS });
    expect(String(shown?.['truncated_sign_message']).startsWith(`POST\n${PLANS}\n${seconds(0)}\n`)).toBe(
      true,
    );
    expect(Number(shown?.['sign_message_length'])).toBeGreaterThan(JSON.stringify(body).length);
  });

  test('without Wechatpay-Serial the public key signs', async () => {
    const answer = await town.merchant.post(PLANS, planRequest(town), {
      headers: { 'Wechatpay-Serial': undefined },
    });
    expect(answer.headers.get('wechatpay-serial')).toBe(town.pay.facts.platformKeyId);
    expect(answer.verified).toBe(true);
  });

  test.each([
    ['null', null, '不能为null'],
    ['an emoji', '吉他🎸入门', '4字节'],
  ])('%s anywhere in a body is refused', async (_name, value, issue) => {
    const request = planRequest(town);
    const [first, ...rest] = request.plan_detail_list;
    const details = [{ ...first, plan_detail_name: value }, ...rest];
    const answer = await town.merchant.post(PLANS, { ...request, plan_detail_list: details });
    expect(answer).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
    expect(answer.body.detail).toMatchObject({
      field: '/plan_detail_list/0/plan_detail_name',
      location: 'body',
    });
    expect(answer.body.detail?.issue).toContain(issue);
  });

  test.each([
    ['GET', '/v3/payscore/unknown', 404, 'NOT_FOUND'],
    ['GET', SIGN_PLANS, 404, 'NOT_FOUND'],
    ['POST', '/v3/payscore/serviceorder', 403, 'NO_AUTH'],
    ['POST', '/v3/payscore/serviceorder/direct-complete', 403, 'NO_AUTH'],
    ['POST', '/v3/payscore/permissions', 403, 'NO_AUTH'],
  ])('%s %s answers %i %s', async (method, path, status, code) => {
    const answer = await town.merchant.call(method, path, method === 'POST' ? {} : undefined);
    expect(answer).toMatchObject({ status, code, verified: true });
  });

  test('keys, signatures, packages and whole openids stay out of the log of calls', async () => {
    await good(town.merchant.post(PLANS, planRequest(town)));
    const text = JSON.stringify(town.pay.requests());
    expect(town.pay.requests().length).toBeGreaterThan(5);
    expect(text).not.toContain('signature=');
    expect(text).not.toContain(OPENID);
    expect(text).not.toContain(town.pay.facts.apiV3Key);
  });
});
