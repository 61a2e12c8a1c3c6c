import { constants, privateDecrypt, publicEncrypt, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { signV2 } from '../../../local-wechat/pay/wechat/order-page';
import { completed, good, OPENID, opened, PLANS, planRequest, signed } from './kit/requests';
import { APPID, MINUTE, openTown, SECOND, type Town } from './kit/town';

interface Certificates {
  data: {
    serial_no: string;
    encrypt_certificate: { algorithm: string; nonce: string; associated_data: string; ciphertext: string };
  }[];
}

let town: Town;
beforeEach(async () => {
  town = await openTown();
});
afterEach(() => town.close());

const ECHO = '/v3/security/echo';
const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };

/** Fetches the platform certificates and trusts them; their serial number. */
async function trustCertificates(): Promise<string> {
  const { data } = await good<Certificates>(
    town.merchant.get('/v3/certificates', { headers: { 'Wechatpay-Serial': undefined } }),
  );
  const [one] = data;
  if (!one) throw new Error('no certificate');
  const pem = town.merchant.open(one.encrypt_certificate);
  town.merchant.trust(
    one.serial_no,
    new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  );
  return one.serial_no;
}

describe('keys', () => {
  test('the merchant certificate has the serial number and the key of the merchant', () => {
    const { facts } = town.pay;
    const certificate = new X509Certificate(readFileSync(facts.merchantCertificatePath));
    expect(certificate.serialNumber).toBe(facts.merchantSerial);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    const sealed = publicEncrypt(certificate.publicKey, Buffer.from('x'));
    expect(privateDecrypt(readFileSync(facts.merchantPrivateKeyPath), sealed).toString()).toBe('x');
    expect(facts.platformKeyId).toMatch(/^PUB_KEY_ID_\d+$/);
    expect([facts.apiV3Key.length, facts.apiV2Key.length]).toEqual([32, 32]);
  });

  test('public-key merchants have no platform certificates', async () => {
    expect(await town.merchant.get('/v3/certificates')).toMatchObject({
      status: 404,
      code: 'RESOURCE_NOT_EXISTS',
    });
  });

  test('in certificate mode the certificate comes sealed, and signs answers and callbacks', async () => {
    town.pay.switches.put({ platformKeys: 'certificate' });
    const serial = await trustCertificates();
    const answer = await town.merchant.post(PLANS, planRequest(town), {
      headers: { 'Wechatpay-Serial': serial },
    });
    expect(answer).toMatchObject({ status: 200, verified: true });
    expect(answer.headers.get('wechatpay-serial')).toBe(serial);
    const byPublicKey = await town.merchant.post(PLANS, planRequest(town));
    expect(byPublicKey).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
  });

  test('during a change-over callbacks mix both keys, and answers use the one that is asked for', async () => {
    town.pay.switches.put({ platformKeys: 'both', certificateCallbackShare: 0.5 });
    const serial = await trustCertificates();
    for (const key of [serial, town.pay.facts.platformKeyId]) {
      const answer = await town.merchant.post(PLANS, planRequest(town), {
        headers: { 'Wechatpay-Serial': key },
      });
      expect([answer.verified, answer.headers.get('wechatpay-serial')]).toEqual([true, key]);
    }
    for (let count = 0; count < 4; count += 1) await signed(town, [100]);
    expect(town.inbox.received.every((one) => one.verified)).toBe(true);
    expect(town.inbox.received.filter((one) => one.serial === serial)).toHaveLength(2);
  });
});

describe('the self-test of signing and encryption', () => {
  test('says the message back, in the answer and by callback, encrypted for the merchant', async () => {
    const sealed = publicEncrypt(
      { key: readFileSync(town.pay.facts.platformPublicKeyPath), ...OAEP },
      Buffer.from('你好'),
    );
    const answer = await good<Record<string, string>>(
      town.merchant.post(ECHO, {
        echo_message: 'hello',
        notify_url: 'https://merchant.example/wx/echo',
        encrypted_echo_message: sealed.toString('base64'),
      }),
    );
    expect(answer['echo_message']).toBe('hello');
    const key = readFileSync(town.pay.facts.merchantPrivateKeyPath);
    const back = Buffer.from(answer['encrypted_echo_message'] ?? '', 'base64');
    expect(privateDecrypt({ key, ...OAEP }, back).toString()).toBe('你好');
    await town.advance(MINUTE);
    expect(town.inbox.of('SECURITY_ECHO.SUCCESS')).toMatchObject([
      { verified: true, resource: { echo_message: 'hello' } },
    ]);
  });

  test('without an address nothing is called back; what does not open is refused', async () => {
    await good(town.merchant.post(ECHO, { echo_message: 'x' }));
    await town.advance(MINUTE);
    expect(town.inbox.received).toEqual([]);
    const wrong = await town.merchant.post(ECHO, { echo_message: 'x', encrypted_echo_message: 'AAAA' });
    expect(wrong).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
  });
});

describe('the page of an order inside WeChat', () => {
  const KEY = '0123456789abcdef0123456789abcdef';
  const common = {
    mch_id: '1230000109',
    timestamp: '1530097563',
    nonce_str: 'zyx53Nkey8o4bHpxTQvd8m7e92nG5mG2',
    sign_type: 'HMAC-SHA256',
  };

  test('the APIv2 signature agrees with vectors worked out elsewhere', () => {
    const detail = { ...common, service_id: '88888888000011', out_order_no: '1234323JKHDFE1243252' };
    expect(signV2(detail, KEY)).toBe('C9CDCF2A4ECC5AB518B07294D07D19708AF0D21A9364DDA3B8167885DBCDBC8F');
    const use = { ...common, package: 'XXXXXXXX', empty: '', sign: 'ignored' };
    expect(signV2(use, KEY)).toBe('3D7ED22104E465920D31D003545577D5C41D7DAC0B609B97FE91CBFB8FDC3990');
  });

  test('opens only for a request that the merchant signed, shows the order, and lets her pay', async () => {
    const order = await opened(town, await signed(town));
    const request: Record<string, string> = {
      ...common,
      mch_id: town.pay.facts.mchid,
      service_id: order.service_id,
      out_order_no: order.out_order_no,
    };
    const open = (change: Record<string, string> = {}, openid = OPENID, key = town.pay.facts.apiV2Key) => {
      const values = { ...request, ...change };
      return town.pay.wechat.orderPage(openid, { ...values, sign: signV2(values, key) });
    };
    const page = open();
    expect(page).toMatchObject({ state: 'DOING/USER_CONFIRM', canPayNow: false });
    expect(() => open({}, OPENID, KEY)).toThrow(/签名校验失败/);
    expect(() => open({ sign_type: 'MD5' })).toThrow(/签名校验失败/);
    expect(() => open({ timestamp: '1530097563000' })).toThrow(/seconds/);
    expect(() => open({ service_id: '1' })).toThrow(/belong together/);
    expect(() => open({}, 'oOther')).toThrow(/belong together/);

    const byQueryId = `/v3/payscore/serviceorder?query_id=${page.queryId}&service_id=${order.service_id}&appid=${APPID}`;
    expect(await good(town.merchant.get(byQueryId))).toMatchObject({ out_order_no: order.out_order_no });

    town.pay.people.put(OPENID, { balanceFen: 0 });
    const other = await completed(town, await signed(town));
    await town.advance(5 * SECOND);
    expect(open({ out_order_no: other.out_order_no })).toMatchObject({ canPayNow: true, amount: 8_000 });
  });
});
