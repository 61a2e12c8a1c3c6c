import { createPublicKey, createSecretKey, createVerify, generateKeyPairSync } from 'node:crypto';
import { apiV2Signature } from '../../../server/adapters/wechat-pay/apiv2';
import { decrypt } from '../../../server/adapters/wechat-pay/decrypt';
import { authorization } from '../../../server/adapters/wechat-pay/sign';

const KEY = createSecretKey('0123456789abcdef0123456789abcdef', 'utf8');

describe('signatures and ciphers give what WeChat Pay gives', () => {
  const CIPHERTEXT = 'Eu66y6qRCPFZPrZeQ9cfHSE6k0rh7fwGuCclqSh+KP7W';
  const ENCRYPTED = { ciphertext: CIPHERTEXT, nonce: 'abcdefghijkl', associatedData: 'payscore' };

  test('a resource of AEAD_AES_256_GCM decrypts', () => {
    expect(decrypt(KEY, ENCRYPTED)).toBe('{"state":"DOING"}');
  });

  test('a changed ciphertext, nonce, associated data or key decrypts to nothing', () => {
    const bytes = Buffer.from(CIPHERTEXT, 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(decrypt(KEY, { ...ENCRYPTED, ciphertext: changed.toString('base64') })).toBeUndefined();
    }
    expect(decrypt(KEY, { ...ENCRYPTED, nonce: 'abcdefghijkm' })).toBeUndefined();
    expect(decrypt(KEY, { ...ENCRYPTED, nonce: 'short' })).toBeUndefined();
    expect(decrypt(KEY, { ...ENCRYPTED, associatedData: 'refund' })).toBeUndefined();
    expect(decrypt(KEY, { ciphertext: CIPHERTEXT, nonce: ENCRYPTED.nonce })).toBeUndefined();
    expect(decrypt(KEY, { ...ENCRYPTED, ciphertext: '' })).toBeUndefined();
    const wrong = createSecretKey('fedcba9876543210fedcba9876543210', 'utf8');
    expect(decrypt(wrong, ENCRYPTED)).toBeUndefined();
  });

  const COMMON = {
    mch_id: '1230000109',
    timestamp: '1530097563',
    nonce_str: 'zyx53Nkey8o4bHpxTQvd8m7e92nG5mG2',
    sign_type: 'HMAC-SHA256',
  };

  test('the parameters of the order detail page', () => {
    const detail = { ...COMMON, service_id: '88888888000011', out_order_no: '1234323JKHDFE1243252' };
    expect(apiV2Signature(detail, KEY)).toBe(
      'C9CDCF2A4ECC5AB518B07294D07D19708AF0D21A9364DDA3B8167885DBCDBC8F',
    );
  });

  test('empty parameters and the signature itself are not signed', () => {
    const signed = apiV2Signature({ ...COMMON, package: 'XXXXXXXX', empty: '', sign: 'old' }, KEY);
    expect(signed).toBe('3D7ED22104E465920D31D003545577D5C41D7DAC0B609B97FE91CBFB8FDC3990');
  });

  test('a request is signed over its method, path, time, nonce and body, in UTF-8', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signer = { mchid: '1900000001', merchantSerial: 'ABCDEF01', merchantKey: privateKey };
    const request = { method: 'POST', path: '/v3/x?a=%E8%AF%BE', body: '{"name":"第1课"}' } as const;
    const header = authorization(signer, request, 1_764_000_000, 'NONCE');
    expect(header).toMatch(/^WECHATPAY2-SHA256-RSA2048 mchid="1900000001",nonce_str="NONCE",signature="/);
    expect(header).toMatch(/timestamp="1764000000",serial_no="ABCDEF01"$/);
    const signature = /signature="([^"]+)"/.exec(header)?.[1] ?? '';
    const text = 'POST\n/v3/x?a=%E8%AF%BE\n1764000000\nNONCE\n{"name":"第1课"}\n';
    const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
    expect(createVerify('RSA-SHA256').update(text).verify(key, signature, 'base64')).toBe(true);
  });
});
