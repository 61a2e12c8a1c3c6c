import { Redactor } from '../../../local-wechat/control/redaction';

const withoutSecrets = (value: unknown) => new Redactor().clean(value);

describe('What the log of the local WeChat leaves out', () => {
  const openid = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';

  test.each([
    ['by its name', { openid, payerOpenid: openid, touser: openid }],
    ['in running text', `deducted from ${openid}.`],
    ['inside JSON text, whatever its shape', '{"payerOpenid": "oLearner-of-a-test", "n": 1}'],
    ['in an address', '/v3/payscore/user-service-state?openid=oLearner-of-a-test&appid=wx1'],
  ])('an openid %s is shortened', (_, value) => {
    const text = JSON.stringify(withoutSecrets(value));
    expect(text).not.toContain(openid);
    expect(text).not.toContain('oLearner-of-a-test');
    expect(text).toMatch(/o[A-Za-z0-9]+…/);
  });

  test('keys, tokens and signatures are left out, in objects and in JSON text', () => {
    const text = JSON.stringify(
      withoutSecrets({
        apiV3Key: 'k-3-secret',
        headers: { Authorization: 'k-signed', 'Wechatpay-Signature': 'k-signature' },
        request_data: '{"wxCloudApiToken":"k-token"}',
      }),
    );
    expect(text).not.toContain('k-');
  });

  test('everything else stays readable', () => {
    const entry = { collection: 'orders', query: '{"state":"signed"}', count: 3, path: '/v3/pay?limit=5' };
    expect(withoutSecrets(entry)).toEqual(entry);
  });
});
