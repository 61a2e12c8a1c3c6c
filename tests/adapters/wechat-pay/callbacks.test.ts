import { readDeployment } from '../../../server/adapters/deployment';
import { createCallbackReader } from '../../../server/adapters/wechat-pay/callbacks';
import {
  callbackBody,
  clock,
  NOW_SECONDS,
  OLDER_SERIAL,
  type Signing,
  signedHeaders,
  variables,
} from './fake-wechat-pay';

const SIGNED = JSON.stringify({
  sign_plan_id: '01020000000000000000000000000001',
  merchant_sign_plan_no: 'SGN1',
  sign_state: 'SIGNED',
  cancel_sign_time: '',
  sign_time: '2026-11-22T09:59:57+08:00',
});

describe('a callback of WeChat Pay', () => {
  const reader = createCallbackReader(readDeployment(variables()).pay, clock);
  const read = (body: string, signing: Signing = {}) => reader.read(signedHeaders(body, signing), body);

  test('is read when its signature and its resource are genuine', () => {
    expect(read(callbackBody('PAYSCORE.USER_SIGN_PLAN', SIGNED))).toEqual({
      id: 'EV-2018022511223320873',
      eventType: 'PAYSCORE.USER_SIGN_PLAN',
      createdAt: '2026-11-22T09:59:58+08:00',
      resource: SIGNED,
      businessNo: 'SGN1',
    });
  });

  test('is read with either key while the merchant switches', () => {
    expect(
      read(callbackBody('PAYSCORE.USER_SIGN_PLAN', SIGNED), { serial: OLDER_SERIAL }),
    ).not.toHaveProperty('refused');
  });

  test('is read whatever the case of its headers', () => {
    const body = callbackBody('PAYSCORE.USER_SIGN_PLAN', SIGNED);
    const lower = Object.entries(signedHeaders(body)).map(([name, value]) => [name.toLowerCase(), value]);
    expect(reader.read(Object.fromEntries(lower), body)).not.toHaveProperty('refused');
  });

  test.each([
    ['PAYSCORE.USER_CANCEL_SIGN_PLAN', '{"merchant_sign_plan_no":"SGN1"}', 'SGN1'],
    ['PAYSCORE.USER_PAID', '{"out_order_no":"SGN1-01"}', 'SGN1-01'],
    ['PAYSCORE.USER_CONFIRM', '{"out_order_no":"SGN1-01"}', 'SGN1-01'],
    ['REFUND.SUCCESS', '{"out_refund_no":"R1"}', 'R1'],
    ['PAYSCORE.USER_CLOSE_SERVICE', '{"openid":"o1"}', ''],
    ['SECURITY_ECHO.SUCCESS', '{}', ''],
  ])('%s names its subject', (eventType, resource, businessNo) => {
    expect(read(callbackBody(eventType, resource))).toMatchObject({ eventType, businessNo });
  });

  test.each([
    ['a stranger', { serial: 'PUB_KEY_ID_0999999999' }, 'unknown serial'],
    [
      'a probe',
      { signature: (text: string) => `WECHATPAY/SIGNTEST/${text.slice(19)}` },
      'signature is wrong',
    ],
    ['an old one, sent again', { seconds: NOW_SECONDS - 301 }, 'timestamp is too far from now'],
    ['one whose body was changed', { over: '{}' }, 'signature is wrong'],
  ])('from %s is refused', (_who, signing, refused) => {
    expect(read(callbackBody('PAYSCORE.USER_PAID', '{}'), signing)).toEqual({ refused });
  });

  test('that prints the same JSON in other bytes is refused', () => {
    const body = callbackBody('PAYSCORE.USER_PAID', '{}');
    const printedAgain = JSON.stringify(JSON.parse(body), undefined, 1);
    expect(reader.read(signedHeaders(body), printedAgain)).toEqual({ refused: 'signature is wrong' });
  });

  test('without signature headers is refused', () => {
    expect(reader.read({}, '{}')).toEqual({ refused: 'signature headers are missing' });
    expect(reader.read({ 'Wechatpay-Serial': 'x' }, '{}')).toEqual({
      refused: 'signature headers are missing',
    });
  });

  test.each([
    ['no JSON', 'hello'],
    ['no envelope', '[]'],
    ['an envelope without id', callbackBody('PAYSCORE.USER_PAID', '{}', { id: undefined })],
    ['an id that is none', callbackBody('PAYSCORE.USER_PAID', '{}', { id: '../../x' })],
    ['a strange event type', callbackBody('paid!', '{}')],
    ['no resource', callbackBody('PAYSCORE.USER_PAID', '{}', { resource: null })],
    ['another cipher', callbackBody('PAYSCORE.USER_PAID', '{}', { resource: { algorithm: 'NONE' } })],
    ['a resource that is no object', callbackBody('PAYSCORE.USER_PAID', '"paid"')],
    ['64 KB and more', `"${'x'.repeat(70_000)}"`],
  ])('with %s is refused, although signed', (_what, body) => {
    expect(read(body)).toHaveProperty('refused');
  });

  test('with a changed ciphertext is refused', () => {
    const body = callbackBody('PAYSCORE.USER_PAID', '{"out_order_no":"SGN1-01","amount":100}');
    const changed = body.replace(
      /"ciphertext":"(.)/,
      (_all, first) => `"ciphertext":"${first === 'A' ? 'B' : 'A'}`,
    );
    expect(read(changed)).toEqual({ refused: 'resource does not decrypt' });
  });

  test('gives the facts of a sign plan, empty times left out', () => {
    expect(reader.signPlan(SIGNED)).toEqual({
      signPlanId: '01020000000000000000000000000001',
      merchantSignPlanNo: 'SGN1',
      state: 'SIGNED',
      signTime: '2026-11-22T09:59:57.000+08:00',
    });
    expect(reader.serviceOrder(SIGNED)).toBeUndefined();
    expect(reader.signPlan('no json')).toBeUndefined();
  });
});
