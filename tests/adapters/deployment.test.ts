import { generateKeyPairSync } from 'node:crypto';
import { readDeployment, secretValues } from '../../server/adapters/deployment';
import { ConfigurationFaults } from '../../server/adapters/surroundings/environment';
import { API_V3_KEY, OLDER_SERIAL, PLATFORM_SERIAL, SERVICES, variables } from './wechat-pay/fake-wechat-pay';

function faultsOf(changes: Record<string, string | undefined>): readonly string[] {
  try {
    readDeployment({ ...variables(), ...changes });
  } catch (error) {
    if (error instanceof ConfigurationFaults) return error.faults;
    throw error;
  }
  return [];
}

describe('the settings of a deployment', () => {
  test('are read whole', () => {
    const { settings, templates, pay } = readDeployment(variables());
    expect(settings).toEqual({
      institutionId: 'sunny',
      services: SERVICES,
      templates: { notice: 'tmpl-1', class: 'tmpl-2' },
      ownerCode: 'a-code-of-16-or-more',
    });
    expect(templates['class']?.fields).toEqual({ title: 'thing1' });
    expect([...pay.platformKeys.keys()]).toEqual([OLDER_SERIAL, PLATFORM_SERIAL]);
    expect(pay.platformSerial).toBe(PLATFORM_SERIAL);
    expect(pay.notifyUrl).toBe('https://pay.example.test/pay-notify');
  });

  test('may leave out the templates and WeChat Pay’s address', () => {
    const { settings, pay } = readDeployment({
      ...variables(),
      TEMPLATES: undefined,
      PAY_BASE_URL: undefined,
    });
    expect(settings.templates).toEqual({});
    expect(pay.baseUrl).toBe('https://api.mch.weixin.qq.com');
  });

  test('may name key files by their path', () => {
    const pem = variables()['PAY_MERCHANT_PRIVATE_KEY'] ?? '';
    const read: string[] = [];
    readDeployment({ ...variables(), PAY_MERCHANT_PRIVATE_KEY: 'keys/apiclient_key.pem' }, (path) => {
      read.push(path);
      return pem.replaceAll('\\n', '\n');
    });
    expect(read).toEqual(['keys/apiclient_key.pem']);
  });

  test('of an empty environment name everything that is missing', () => {
    const names = Object.keys(variables()).filter((name) => !['TEMPLATES', 'PAY_BASE_URL'].includes(name));
    const faults = faultsOf(Object.fromEntries(Object.keys(variables()).map((name) => [name, undefined])));
    for (const name of names) expect(faults).toContain(`${name}: is missing`);
  });

  test.each<[string, string | undefined]>([
    ['INSTITUTION_ID', 'an id with spaces'],
    ['OWNER_CODE', 'short'],
    ['SERVICES', '{"per-class": {"serviceId": "1"}}'],
    ['SERVICES', '{}'],
    ['SERVICES', '[]'],
    ['SERVICES', '{"per-class"'],
    ['TEMPLATES', '{"class": 5}'],
    ['TEMPLATES', '{"class": {"id": "x", "fields": {"title": "thing"}}}'],
    ['PAY_MCHID', 'x'],
    ['PAY_APPID', '12'],
    ['PAY_MERCHANT_SERIAL', 'zz'],
    ['PAY_MERCHANT_PRIVATE_KEY', '-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----'],
    ['PAY_MERCHANT_PRIVATE_KEY', '/no/such/file.pem'],
    ['PAY_API_V3_KEY', 'tooshort'],
    ['PAY_API_V2_KEY', 'z'.repeat(33)],
    ['PAY_PLATFORM_KEYS', '{}'],
    ['PAY_PLATFORM_KEYS', '{"serial?": "x"}'],
    ['PAY_PLATFORM_KEYS', '{"PUB_KEY_ID_0119000000": "not a key"}'],
    ['PAY_NOTIFY_URL', 'http://pay.example.test/pay-notify'],
    ['PAY_NOTIFY_URL', 'https://pay.example.test/pay-notify?a=1'],
    ['PAY_NOTIFY_URL', `https://pay.example.test/${'x'.repeat(255)}`],
    ['PAY_BASE_URL', 'http://api.mch.weixin.qq.com'],
    ['PAY_BASE_URL', 'https://api.mch.weixin.qq.com/v3'],
    ['PAY_TIMEOUT_MS', '5s'],
    ['PAY_TIMEOUT_MS', '100'],
    ['PAY_TIMEOUT_MS', '60000'],
  ])('name what is wrong with %s, and only that', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect(fault).toMatch(new RegExp(`^${name}: `));
  });

  test('take only RSA keys of 2048 bits and more', () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    const curve = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    for (const pem of [weak, curve]) {
      expect(faultsOf({ PAY_MERCHANT_PRIVATE_KEY: pem.toString() })).toHaveLength(1);
    }
  });

  test('never repeat a value in their faults', () => {
    const faults = faultsOf({
      PAY_API_V3_KEY: 'SECRET-ONE',
      OWNER_CODE: 'SECRET-2',
      PAY_MERCHANT_PRIVATE_KEY: 'SECRET3',
    });
    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toContain('SECRET');
  });

  test('hide their keys from whoever prints them', () => {
    const { pay } = readDeployment(variables());
    const printed = JSON.stringify(pay) + JSON.stringify([...pay.platformKeys]);
    expect(printed).not.toMatch(new RegExp(`${API_V3_KEY}|BEGIN`));
    expect(secretValues(variables())).toContain(API_V3_KEY);
  });
});
