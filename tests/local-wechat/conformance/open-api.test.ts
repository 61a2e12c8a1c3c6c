import { miniProgramUser } from '../../../local-wechat/cloud/functions/caller';
import type { FunctionsFolder } from '../host/functions-folder';
import { DOC } from './documents';
import { row } from './row';
import { APPID, refusal, startWorld, type World } from './world';

const functions = (folder: FunctionsFolder) =>
  folder.write(
    'unpermitted',
    `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
     exports.main = ({ touser }) => cloud.openapi.subscribeMessage.send({ touser, templateId: 't', data: {} })
       .catch(({ errCode }) => ({ errCode }));`,
  );

let world: World;
beforeAll(async () => {
  world = await startWorld({ functions });
});
afterAll(() => world.close());

const MESSAGE = { touser: 'oLearner', templateId: 't', page: 'pages/a', data: { thing1: { value: '课' } } };
/** The answer of an open API, errors included. */
const openApi = (path: string, args: object) =>
  world.inside(
    ({ cloud, data }) => {
      const [group = '', name = ''] = data.path.split('.');
      const call = cloud.openapi[group]?.[name];
      return call?.(data.args).catch((error: { errCode: number; errMsg: string }) => ({
        errCode: error.errCode,
        errMsg: error.errMsg,
      }));
    },
    { data: { path, args } },
  );

row(
  'wx.openApi',
  DOC.openApi,
  'is cloud.openapi: arguments in camel case, answers and errors as WeChat’s',
  async () => {
    world.mailbox.answer('oLearner', 't', true, false);
    await expect(openApi('subscribeMessage.send', MESSAGE)).resolves.toEqual({
      ...{ errCode: 0, errMsg: 'openapi.subscribeMessage.send:ok' },
    });
  },
);
row('wx.api', DOC.openApi, 'is cloud.callOpenAPI: WeChat’s own names and answer', async () => {
  const answer = await world.inside(({ cloud }) =>
    cloud.callOpenAPI({
      api: 'subscribeMessage.send',
      data: { touser: 'oLearner', template_id: 't', data: { thing1: { value: 'x' } } },
    }),
  );
  expect(answer.result).toEqual({ errcode: 43101, errmsg: 'user refuse to accept the msg' });
});
row('subscribeMessage.send', DOC.sendMessage, 'delivers with the data unchanged', () => {
  expect(world.mailbox.messages('oLearner')).toMatchObject([
    { templateId: 't', page: 'pages/a', data: MESSAGE.data },
  ]);
});
row('43101', DOC.messageQuota, 'one accept allows one message, then no more', () =>
  expect(openApi('subscribeMessage.send', MESSAGE)).resolves.toMatchObject({ errCode: 43101 }),
);
row('40003', DOC.sendMessage, 'no openid', () =>
  expect(openApi('subscribeMessage.send', { ...MESSAGE, touser: '' })).resolves.toMatchObject({
    errCode: 40003,
  }),
);
row('40037', DOC.sendMessage, 'no template', () =>
  expect(openApi('subscribeMessage.send', { ...MESSAGE, templateId: '' })).resolves.toMatchObject({
    errCode: 40037,
  }),
);
row('47003', DOC.sendMessage, 'a field that may not hold its value', () =>
  expect(
    openApi('subscribeMessage.send', { ...MESSAGE, data: { thing1: { value: '' } } }),
  ).resolves.toMatchObject({ errCode: 47003 }),
);
row('-604100', DOC.openApi, 'an API that is not here', () =>
  expect(openApi('wxacode.get', { path: 'pages/a' })).resolves.toMatchObject({ errCode: -604100 }),
);
row('-604101', DOC.openApi, 'an API that config.json does not list under permissions.openapi', () =>
  expect(world.call('unpermitted', { touser: 'oLearner' })).resolves.toEqual({ errCode: -604101 }),
);
row('-604104', DOC.openApi, 'called from no function', () =>
  expect(refusal(world.sdk.getOpenData({ list: ['x'] }))).resolves.toMatchObject({ errCode: -604104 }),
);

const getOpenData = (ids: string[], openid = 'oLearner') =>
  world.inside(async ({ cloud, data }) => (await cloud.getOpenData({ list: data })).list, {
    ...{ data: ids, caller: miniProgramUser(openid, APPID) },
  });

row(
  'cloud.getOpenData',
  DOC.openData,
  'gives what stands behind a cloudID: the phone number she shared',
  async () => {
    const { cloudID } = world.openData.sharePhone('oLearner', '13800000000');
    await expect(getOpenData([cloudID])).resolves.toEqual([
      {
        cloudID,
        data: {
          phoneNumber: '13800000000',
          purePhoneNumber: '13800000000',
          countryCode: '86',
          watermark: { appid: APPID, timestamp: 1772413200 },
        },
      },
    ]);
  },
);
row(
  '-601005, -601007',
  DOC.openData,
  'a cloudID that is none, or of somebody else, says so in its place',
  async () => {
    const { cloudID } = world.openData.sharePhone('oLearner');
    await expect(getOpenData(['none'])).resolves.toMatchObject([{ cloudID: 'none', errCode: -601005 }]);
    await expect(getOpenData([cloudID], 'oOther')).resolves.toMatchObject([{ errCode: -601007 }]);
  },
);
row('-601006', DOC.openData, 'a cloudID lives five minutes', async () => {
  const { cloudID } = world.openData.sharePhone('oLearner');
  await world.clock.advance(5 * 60_000);
  await expect(getOpenData([cloudID])).resolves.toMatchObject([
    { errCode: -601006, errMsg: 'cloudID expired.' },
  ]);
});
row('cloudbase.getOpenData', DOC.getOpenData, 'is the same by cloud.openapi', async () => {
  const { cloudID } = world.openData.sharePhone('oLearner', '13800000000');
  await expect(openApi('cloudbase.getOpenData', { cloudidList: [cloudID] })).resolves.toMatchObject({
    dataList: [{ cloudId: cloudID, json: { cloudID, data: { phoneNumber: '13800000000' } } }],
  });
});
row('phonenumber.getPhoneNumber', DOC.phoneNumber, 'takes the button’s code once; then 40029', async () => {
  const { code } = world.openData.sharePhone('oLearner', '13800000000');
  await expect(openApi('phonenumber.getPhoneNumber', { code })).resolves.toMatchObject({
    phoneInfo: { purePhoneNumber: '13800000000' },
  });
  await expect(openApi('phonenumber.getPhoneNumber', { code })).resolves.toMatchObject({ errCode: 40029 });
});
row('cloud.getVoIPSign', DOC.wxSdk, 'answers a signature, which nothing here checks', async () => {
  const sign = (nonce: string) =>
    world.inside(({ cloud, data }) => cloud.getVoIPSign({ groupId: 'g', nonce: data, timestamp: 1 }), {
      data: nonce,
    });
  const { signature } = await sign('n');
  expect(signature).toMatch(/^[0-9a-f]{40}$/);
  expect((await sign('n')).signature).toBe(signature);
  expect((await sign('m')).signature).not.toBe(signature);
});
row('cloud.getCloudCallSign', DOC.wxSdk, 'likewise', async () => {
  const { signature } = await world.inside(({ cloud }) =>
    cloud.getCloudCallSign({ parameterList: ['a', 'b'] }),
  );
  expect(signature).toMatch(/^[0-9a-f]{40}$/);
});
row(
  'wx.wxPayApi',
  DOC.cloudPay,
  'is cloud.cloudPay: payments by order only, here with no merchant bound; no PayScore',
  async () => {
    const answer = await world.inside(({ cloud }) =>
      cloud.cloudPay['unifiedOrder']?.({ body: 'x', outTradeNo: '1' }),
    );
    expect(answer).toMatchObject({
      returnCode: 'FAIL',
      returnMsg: expect.stringContaining('商户号未绑定云支付'),
    });
    const payScore = world.inside(({ cloud }) =>
      cloud.cloudPay['createServiceOrder']?.({}).catch((error: { errMsg: string }) => error.errMsg),
    );
    await expect(payScore).resolves.toMatch(/PayScore and its plans are not covered by cloudPay/);
  },
);
