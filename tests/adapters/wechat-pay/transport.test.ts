import { readDeployment } from '../../../server/adapters/deployment';
import { createLog } from '../../../server/adapters/surroundings/log';
import { createPayScore } from '../../../server/adapters/wechat-pay/pay-score';
import type { PayScore } from '../../../server/ports/pay-score';
import {
  clock,
  type FakeWechatPay,
  NOW_SECONDS,
  OLDER_SERIAL,
  SERVICES,
  startFakeWechatPay,
  variables,
} from './fake-wechat-pay';

const ORDER = {
  out_order_no: 'SGN1-01',
  state: 'DOING',
  state_description: 'MCH_COMPLETE',
  total_amount: 9000,
};

/** Longer than any test: on a busy machine an answer that does come is never given up. */
const PATIENT_MS = 60_000;
/** For the one answer that never comes: whether it is given up before or after it was asked for, it stays unknown. */
const IMPATIENT_MS = 50;

describe('a call to WeChat Pay', () => {
  let fake: FakeWechatPay;
  let payScore: PayScore;
  let logged: string[];

  const connect = (timeoutMs: number) => {
    const { pay } = readDeployment(variables(fake.baseUrl));
    const log = createLog(clock, { write: (line) => logged.push(line) });
    return createPayScore({ config: pay, services: SERVICES, clock, log, timeoutMs });
  };

  beforeEach(async () => {
    fake = await startFakeWechatPay();
    logged = [];
    payScore = connect(PATIENT_MS);
    fake.answer = { body: JSON.stringify(ORDER) };
  });
  afterEach(() => fake.close());

  const query = () => payScore.queryOrder('per-class', 'SGN1-01');
  const cancel = () => {
    const input = { serviceKey: 'per-class', outTradeNo: 'SGN1-01', reason: '课程改期' };
    return payScore.send(payScore.prepare('cancel-order', input));
  };

  test('is signed for the bytes on the wire and carries what WeChat asks for', async () => {
    await cancel();
    await query();
    expect(fake.seen.map((seen) => [seen.method, seen.path, seen.genuine])).toEqual([
      ['POST', '/v3/payscore/serviceorder/SGN1-01/cancel', true],
      [
        'GET',
        '/v3/payscore/serviceorder?out_order_no=SGN1-01&service_id=00004000000000001701234567890123&appid=wx0000000000000001',
        true,
      ],
    ]);
    const [first] = fake.seen;
    expect(first?.headers['accept']).toBe('application/json');
    expect(first?.headers['content-type']).toBe('application/json');
    expect(first?.headers['user-agent']).not.toBe('');
    expect(first?.headers['wechatpay-serial']).toMatch(/^PUB_KEY_ID_/);
    expect(first?.body).toBe(
      '{"appid":"wx0000000000000001","service_id":"00004000000000001701234567890123","reason":"课程改期"}',
    );
  });

  test('is done when a 2xx is verified, whichever of our keys WeChat used', async () => {
    fake.answer.headers = { 'Request-ID': '08F5-0' };
    expect(await query()).toMatchObject({
      kind: 'done',
      value: { state: 'DOING', totalFen: 9000 },
      requestId: '08F5-0',
    });
    fake.answer.signing = { serial: OLDER_SERIAL };
    expect((await query()).kind).toBe('done');
  });

  test('is done on an answer without a body, signed over nothing', async () => {
    fake.answer = { status: 204, body: '' };
    expect(await cancel()).toMatchObject({ kind: 'done', value: undefined });
  });

  test.each([
    ['is not signed', 'none' as const],
    ['is signed by a stranger', { serial: 'PUB_KEY_ID_0999999999' }],
    ['is a SIGNTEST probe', { signature: (genuine: string) => `WECHATPAY/SIGNTEST/${genuine.slice(19)}` }],
    ['has a signature that is no base64', { signature: () => '~~~' }],
    ['was changed on the way', { over: '{"state":"DONE"}' }],
    ['is older than 5 minutes', { seconds: NOW_SECONDS - 301 }],
    ['is newer than 5 minutes', { seconds: NOW_SECONDS + 301 }],
  ])('is unknown when its 2xx %s', async (_what, signing) => {
    fake.answer.signing = signing;
    expect((await cancel()).kind).toBe('unknown');
  });

  test('is done when the clocks differ by exactly 5 minutes', async () => {
    for (const seconds of [NOW_SECONDS - 300, NOW_SECONDS + 300]) {
      fake.answer.signing = { seconds };
      expect((await query()).kind).toBe('done');
    }
  });

  test('is refused with its code and inner code', async () => {
    fake.answer = {
      status: 400,
      body: '{"code":"INVALID_REQUEST","message":"综合评估未通过"}',
      headers: { 'Request-ID': '08B2C3-271300099' },
    };
    expect(await cancel()).toEqual({
      kind: 'refused',
      status: 400,
      code: 'INVALID_REQUEST',
      innerCode: '271300099',
      message: '综合评估未通过',
      requestId: '08B2C3-271300099',
    });
    fake.answer = { status: 404, body: '{"code":"ORDER_NOT_EXIST","message":"订单不存在"}', signing: 'none' };
    expect(await query()).toMatchObject({ kind: 'refused', code: 'ORDER_NOT_EXIST' });
  });

  test('is busy on 429, and while a deduction is in progress', async () => {
    fake.answer = { status: 429, body: '{"code":"FREQUENCY_LIMITED","message":"频率超限"}' };
    expect((await cancel()).kind).toBe('busy');
    fake.answer = {
      status: 400,
      body: '{"code":"INVALID_REQUEST","message":"扣款处理中"}',
      headers: { 'Request-ID': '08B2-271316754' },
    };
    expect((await cancel()).kind).toBe('busy');
  });

  test.each([
    ['a 5xx', { status: 500, body: '{"code":"SYSTEM_ERROR","message":"系统繁忙"}' }],
    ['a redirect', { status: 302, headers: { Location: 'http://127.0.0.1:9/' } }],
    ['a 4xx of some proxy', { status: 403, body: '<html>blocked</html>', signing: 'none' as const }],
    [
      'a 4xx whose signature is wrong',
      { status: 400, body: '{"code":"ORDER_DONE","message":""}', signing: { over: 'x' } },
    ],
    ['no JSON', { body: 'ok' }],
    ['an answer that means nothing', { body: '{"hello":"world"}' }],
    ['an answer about another order', { body: JSON.stringify({ ...ORDER, out_order_no: 'SGN1-02' }) }],
    ['a body that is no UTF-8', { body: Buffer.from([0xff, 0xfe]) }],
  ])('is unknown on %s', async (_what, answer) => {
    fake.answer = answer;
    expect((await query()).kind).toBe('unknown');
  });

  test('is unknown on silence', async () => {
    payScore = connect(IMPATIENT_MS);
    fake.answer = { silent: true };
    expect(await query()).toEqual({ kind: 'unknown', reason: 'TimeoutError' });
  });

  test('is unknown when nobody is there', async () => {
    await fake.close();
    expect(await query()).toEqual({ kind: 'unknown', reason: 'ECONNREFUSED' });
  });

  test('is logged without keys, signatures or bodies', async () => {
    await cancel();
    fake.answer = { status: 400, body: '{"code":"PARAM_ERROR","message":"x"}' };
    await cancel();
    expect(logged).toHaveLength(2);
    expect(logged[1]).toContain('PARAM_ERROR');
    expect(logged.join()).not.toMatch(/signature|BEGIN|0123456789abcdef0123456789abcdef|课程改期/);
  });

  test('to the order detail page is signed afresh each time, with texts only', () => {
    const one = payScore.orderDetailParameters('per-class', 'SGN1-01');
    const two = payScore.orderDetailParameters('per-class', 'SGN1-01');
    expect(one).toMatchObject({
      mch_id: '1900000001',
      timestamp: String(NOW_SECONDS),
      sign_type: 'HMAC-SHA256',
    });
    expect(one['sign']).toMatch(/^[0-9A-F]{64}$/);
    expect(one['nonce_str']).not.toBe(two['nonce_str']);
  });
});
