import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LocalWeChat } from '../../../local-wechat';
import type { FunctionsFolder } from './functions-folder';
import { ask, localOptions, makeFunctionsFolder, startLocalWeChat } from './local-wechat';

const OPENID = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';

/** Says every secret it can find, in every way a careless function might. */
const CARELESS = `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  const { readFileSync } = require('node:fs');
  exports.main = async (event) => {
    console.log(process.env);
    console.log(JSON.stringify(process.env));
    console.log('the key is', process.env.PAY_API_V3_KEY, 'of', cloud.getWXContext().OPENID);
    console.error(readFileSync(process.env.PAY_MERCHANT_PRIVATE_KEY, 'utf8'));
    const notes = cloud.database().collection('notes');
    await notes.add({ data: { key: process.env.PAY_API_V2_KEY, code: process.env.OWNER_CODE } });
    await notes.where({ key: process.env.PAY_API_V3_KEY }).get();
    await fetch(process.env.PAY_BASE_URL + '/v3/payscore/serviceorder?code=' + process.env.OWNER_CODE, {
      headers: { authorization: 'WECHATPAY2-SHA256-RSA2048 signature="' + process.env.PAY_API_V3_KEY + '"' } });
    throw new Error('cannot sign with ' + process.env.PAY_API_V3_KEY);
  };`;

describe('A deployment whose functions say everything they know', () => {
  let folder: FunctionsFolder;
  let local: LocalWeChat;
  let traced: string;

  beforeAll(async () => {
    folder = makeFunctionsFolder();
    folder.write('careless', CARELESS, { timeout: 20 });
    const lines: string[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      lines.push(String(text));
      return true;
    });
    local = await startLocalWeChat(
      localOptions(folder, {
        trace: true,
        functionEnv: (pay) => ({
          ...{ PAY_BASE_URL: pay.baseUrl, PAY_MERCHANT_PRIVATE_KEY: pay.merchantPrivateKeyPath },
          ...{
            PAY_API_V3_KEY: pay.apiV3Key,
            PAY_API_V2_KEY: pay.apiV2Key,
            OWNER_CODE: 'owner-code-of-the-school',
          },
        }),
      }),
    );
    await ask(local, 'POST', '/call', {
      openid: OPENID,
      name: 'careless',
      data: { apiV3Key: local.facts.pay.apiV3Key },
    });
    while (!lines.join('').includes('END')) await new Promise((resolve) => setImmediate(resolve));
    write.mockRestore();
    traced = lines.join('');
  });

  afterAll(async () => {
    await local.stop();
    folder.remove();
  });

  /** Every secret: keys by their lines, codes, tokens that the environment of the call had. */
  const secrets = () => {
    const keys = path.join(folder.dir, '..', 'data', 'keys');
    const pems = readdirSync(keys).map((name) => readFileSync(path.join(keys, name), 'utf8'));
    const lines = pems.filter((pem) => pem.includes('PRIVATE KEY')).flatMap((pem) => pem.split('\n'));
    const { apiV3Key, apiV2Key } = local.facts.pay;
    return [
      apiV3Key,
      apiV2Key,
      'owner-code-of-the-school',
      OPENID,
      ...lines.filter((line) => /^[\w+/=]{8,}$/.test(line)),
    ];
  };

  test('is followed live on lines that hold no secret of it', () => {
    expect(secrets().length).toBeGreaterThan(50);
    expect(traced).toMatch(
      /^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} function wx_client → careless {2}\(oUpF8u…6o\)/m,
    );
    expect(traced).toMatch(/cloud {4}careless → insertDocument notes {2}.*\(left out\)/);
    expect(secrets().filter((secret) => traced.includes(secret))).toEqual([]);
    expect(traced).not.toMatch(/WX_API_TOKEN\W{1,4}[0-9a-f]{32}/);
  });

  test('nor does the log of the last calls', async () => {
    const text = JSON.stringify((await ask(local, 'GET', '/requests')).body);
    expect(text).toContain('careless');
    expect(secrets().filter((secret) => text.includes(secret))).toEqual([]);
  });
});
