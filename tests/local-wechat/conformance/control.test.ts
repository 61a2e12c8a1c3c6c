import type { LocalWeChat } from '../../../local-wechat';
import type { FunctionsFolder } from '../host/functions-folder';
import { APPID, ask, localOptions, makeFunctionsFolder, startLocalWeChat } from '../host/local-wechat';
import { MONDAY_NINE } from '../host/test-cloud';
import { DOC } from './documents';
import { row } from './row';

let folder: FunctionsFolder;
let local: LocalWeChat;
beforeAll(async () => {
  folder = makeFunctionsFolder();
  folder.write('echo', 'exports.main = (event) => event;');
  folder.write('fails', `exports.main = () => { throw new Error('no seats left'); };`);
  const collections = [{ name: 'diaries', permission: 'PRIVATE' as const, indexes: [] }];
  local = await startLocalWeChat(localOptions(folder, { collections, transactionLifeMs: 700 }));
});
afterAll(async () => {
  await local.stop();
  folder.remove();
});

const get = async (route: string) => (await ask(local, 'GET', route)).body;
const post = async (route: string, body: object) => (await ask(local, 'POST', route, body)).body;
const put = async (route: string, body: object) => (await ask(local, 'PUT', route, body)).body;
/** An act inside WeChat that can't be: it exists, and says what is wrong. */
const refuses = async (route: string, body: object) => expect(await post(route, body)).toEqual(refused(/./));
const OURS = 'docs/local-wechat.md';
/** A refusal that tells what to do. */
const refused = (text: RegExp) => ({
  error: { code: expect.any(String), message: expect.stringMatching(text) },
});

row('GET /clock', OURS, '{now, mode, beijing}', async () => {
  expect(await get('/clock')).toEqual({
    now: MONDAY_NINE,
    mode: 'frozen',
    beijing: '2026-03-02T09:00:00.000+08:00',
  });
});
row(
  'POST /clock/advance',
  OURS,
  '{ms, timers?: "all" | "once"} → the clock, after everything due',
  async () => {
    expect(await post('/clock/advance', { ms: 1000 })).toMatchObject({ now: MONDAY_NINE + 1000 });
    expect(await post('/clock/advance', { ms: 1, timers: 'some' })).toEqual(refused(/one of all, once/));
  },
);
row('POST /clock/mode', OURS, '{mode: "running" | "frozen"} → the clock', async () => {
  expect(await post('/clock/mode', { mode: 'frozen' })).toMatchObject({ mode: 'frozen' });
});
row(
  'POST /call',
  DOC.callFunction,
  '{openid, name, data?} → {result}, or the error as wx.cloud.callFunction has it',
  async () => {
    expect(await post('/call', { openid: 'oA', name: 'echo', data: { n: 1 } })).toEqual({ result: { n: 1 } });
    expect(await post('/call', { openid: 'oA', name: 'fails' })).toMatchObject({
      error: { code: '-504002' },
    });
  },
);
row(
  'wx.cloud.CloudID',
  DOC.cloudId,
  'travels as {"$cloudID": id}: replaced at the top level of an event, at most five',
  async () => {
    const { cloudID } = await post('/wechat/phone-number', {
      openid: 'oA',
      outcome: 'allow',
      phoneNumber: '13800000000',
    });
    const id = { $cloudID: cloudID };
    const { result } = await post('/call', {
      openid: 'oA',
      name: 'echo',
      data: { phone: id, deep: { phone: id } },
    });
    expect(result).toMatchObject({
      phone: { cloudID, data: { phoneNumber: '13800000000' } },
      deep: { phone: cloudID },
    });
  },
);
row(
  'eventUserInfo',
  DOC.callFunction,
  'a switch: event.userInfo {appId, openId}, as the platform once added',
  async () => {
    await put('/switches/cloud', { eventUserInfo: 'present' });
    const { result } = await post('/call', { openid: 'oA', name: 'echo', data: { n: 1 } });
    expect(result).toEqual({ n: 1, userInfo: { appId: APPID, openId: 'oA' } });
    await put('/switches/cloud', { eventUserInfo: 'absent' });
  },
);
row(
  'POST /wechat/phone-number',
  DOC.openData,
  '{openid, outcome: "allow" | "deny", phoneNumber?} → {cloudID, code}, as the phone number button',
  async () => {
    expect(await post('/wechat/phone-number', { openid: 'oB', outcome: 'allow' })).toMatchObject({
      ...{
        errMsg: 'getPhoneNumber:ok',
        cloudID: expect.any(String),
        code: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(await post('/wechat/phone-number', { openid: 'oB', outcome: 'deny' })).toEqual({
      errMsg: 'getPhoneNumber:fail user deny',
    });
  },
);
row(
  'POST /files/upload',
  DOC.storage,
  '{openid, path, content: Base64} → {fileID}: wx.cloud.uploadFile',
  async () => {
    const file = { openid: 'oA', path: 'a.txt', content: Buffer.from('hers').toString('base64') };
    expect(await post('/files/upload', file)).toEqual({
      fileID: expect.stringMatching(/^cloud:.*\/a\.txt$/),
    });
    expect(await post('/files/upload', { ...file, openid: 'oB' })).toMatchObject({
      error: { code: '-503002' },
    });
  },
);
row(
  'POST /files/temp-urls',
  DOC.storage,
  '{openid, fileList} → {fileList}: getTempFileURL; downloadFile fetches the address',
  async () => {
    const { fileID } = await post('/files/upload', { openid: 'oA', path: 'b.txt', content: 'aGVycw==' });
    const { fileList } = await post('/files/temp-urls', {
      openid: 'oB',
      fileList: [fileID, { fileID, maxAge: 5 }],
    });
    const [first] = fileList as { tempFileURL: string; status: number }[];
    expect(first?.status).toBe(0);
    expect(await (await fetch(first?.tempFileURL ?? '')).text()).toBe('hers');
  },
);
row(
  'POST /files/delete',
  DOC.deleteFile,
  '{openid, fileList} → {fileList}: wx.cloud.deleteFile',
  async () => {
    const { fileID } = await post('/files/upload', { openid: 'oA', path: 'c.txt', content: '' });
    expect(await post('/files/delete', { openid: 'oB', fileList: [fileID] })).toMatchObject({
      fileList: [{ status: -503002 }],
    });
    expect(await post('/files/delete', { openid: 'oA', fileList: [fileID] })).toMatchObject({
      fileList: [{ status: 0 }],
    });
  },
);
row(
  'POST /database',
  DOC.permission,
  '{openid, action, …} → as the gateway: an action of wx.cloud.database(), documents as EJSON texts',
  async () => {
    const hers = { openid: 'oA', collectionName: 'diaries' };
    await post('/database', { ...hers, action: 'database.insertDocument', data: ['{"_id":"d1","n":1}'] });
    expect(await post('/database', { ...hers, action: 'database.getDocument' })).toEqual({
      data: { list: ['{"_id":"d1","_openid":"oA","n":1}'] },
    });
    expect(await post('/database', { ...hers, action: 'database.watch' })).toEqual(refused(/no watch\(\)/));
  },
);
row('GET /switches/cloud', OURS, '{switches, says}: the cloud’s switches, each with a sentence', async () => {
  const { switches, says } = await get('/switches/cloud');
  expect(switches).toMatchObject({ transactionLifeMs: 700, updatedCounts: 'changed' });
  expect(Object.keys(says as object)).toEqual(Object.keys(switches as object));
});
row('PUT /switches/cloud', OURS, 'changed switches → all; kept in the data folder', async () => {
  expect(await put('/switches/cloud', { updatedCounts: 'matched' })).toMatchObject({
    switches: { updatedCounts: 'matched' },
  });
  expect(await put('/switches/cloud', { updatedCounts: 'all' })).toEqual(refused(/can be: changed, matched/));
  expect(await put('/switches/cloud', { mood: 1 })).toEqual(refused(/No switch "mood" of the cloud/));
});
row('GET /people', OURS, '{people}: everybody whom WeChat Pay knows', async () => {
  await put('/people/oA', { score: 650 });
  expect(await get('/people')).toMatchObject({ people: [{ openid: 'oA', score: 650 }] });
});
row('GET /people/:openid', OURS, 'one person: score, balance, standing', async () => {
  expect(await get('/people/oA')).toMatchObject({ score: 650 });
});
row(
  'PUT /people/:openid',
  OURS,
  'score or its factors, balanceFen, teenMode, realName, overdue',
  async () => {
    expect(await put('/people/oA', { balanceFen: 5 })).toMatchObject({ balanceFen: 5, score: 650 });
  },
);
row('GET /wechat/sign-page', OURS, '?package= → what the sign page shows', async () => {
  expect(await get('/wechat/sign-page?package=x')).toEqual(refused(/No sign plan has this package/));
});
row(
  'POST /wechat/sign',
  OURS,
  '{package, outcome: "sign" | "leave"} → {result: "signed" | "refused" | "left" | "expired" | "already-used"}',
  async () => {
    expect(await post('/wechat/sign', { package: 'x', outcome: 'sign' })).toEqual(refused(/No sign plan/));
  },
);
row('POST /wechat/cancel-plan', OURS, '{signPlanId}: she closes a signed plan inside WeChat', async () => {
  await refuses('/wechat/cancel-plan', { signPlanId: 'x' });
});
row(
  'POST /wechat/revoke-service',
  OURS,
  '{openid, serviceId}: she takes back the authorization of a service',
  async () => {
    await refuses('/wechat/revoke-service', { openid: 'oA', serviceId: 'x' });
  },
);
row('POST /wechat/order-page', OURS, '{openid, request} → WeChat’s page of a service order', async () => {
  await refuses('/wechat/order-page', { openid: 'oA', request: {} });
});
row('POST /wechat/cashier', OURS, '{openid, request} → what wx.requestPayment shows', async () => {
  await refuses('/wechat/cashier', { openid: 'oA', request: {} });
});
row(
  'POST /wechat/request-payment',
  OURS,
  '{openid, request, outcome: "pay" | "leave"} → as wx.requestPayment ends',
  async () => {
    const ended = await post('/wechat/request-payment', { openid: 'oA', request: {}, outcome: 'pay' });
    expect(ended).toMatchObject({ result: 'refused', errMsg: expect.stringMatching(/^requestPayment:fail/) });
  },
);
row('POST /wechat/pay-now', OURS, '{openid, outOrderNo}: she pays a service order herself', async () => {
  await refuses('/wechat/pay-now', { openid: 'oA', outOrderNo: 'x' });
});
row(
  'POST /wechat/subscribe',
  OURS,
  '{openid, templateIds, accept: true | false | [ids]} → {id: "accept" | "reject"}',
  async () => {
    const answer = { openid: 'oA', templateIds: ['t', 'u'], accept: ['t'] };
    expect(await post('/wechat/subscribe', answer)).toEqual({ t: 'accept', u: 'reject' });
  },
);
row('GET /messages', OURS, '?openid= → {messages}: what she got', async () => {
  expect(await get('/messages?openid=oA')).toEqual({ messages: [] });
});
row('GET /requests', OURS, '{calls, pay}: the last calls, without secrets, openids shortened', async () => {
  const { calls, pay } = await get('/requests');
  expect(calls).toContainEqual(
    expect.objectContaining({ kind: 'function', what: 'echo', from: 'wx_client' }),
  );
  expect(pay).toEqual([]);
});
row('GET /books', OURS, 'everything WeChat Pay knows about money', async () => {
  expect(await get('/books')).toMatchObject({ orders: [] });
});
row('GET /callbacks', OURS, '{callbacks}: every callback with its tries', async () => {
  expect(await get('/callbacks')).toEqual({ callbacks: [] });
});
row('GET /switches', OURS, 'the switches of WeChat Pay (docs/local-wechat-pay.md)', async () => {
  expect(await get('/switches')).toMatchObject({ callbackSeconds: 1 });
});
row('PUT /switches', OURS, 'changed switches of WeChat Pay → all', async () => {
  expect(await put('/switches', { callbackSeconds: 2 })).toMatchObject({ callbackSeconds: 2 });
});
row('GET /faults', OURS, '{faults, kinds}: what is asked for, and what can be', async () => {
  expect(await get('/faults')).toMatchObject({
    faults: [],
    kinds: { cloud: { conflict: expect.any(String) } },
  });
});
row(
  'POST /faults',
  OURS,
  '{at, kind, match?, skip?, times?, probability?, seed?, settings?} → {fault}',
  async () => {
    expect(await post('/faults', { at: 'cloud', kind: 'timeout' })).toMatchObject({
      fault: { kind: 'timeout', happened: 0 },
    });
    expect(await post('/faults', { at: 'cloud', kind: 'timeout', often: 2 })).toEqual(
      refused(/A fault has no "often"/),
    );
    expect(await post('/faults', { at: 'cloud', kind: 'timeout', probability: 2 })).toEqual(
      refused(/from 0 to 1/),
    );
  },
);
row('DELETE /faults', OURS, '{removed}: takes all back', async () => {
  expect((await ask(local, 'DELETE', '/faults')).body).toEqual({ removed: 1 });
});
row('DELETE /faults/:id', OURS, '{removed}: takes one back', async () => {
  const { fault } = await post('/faults', { at: 'cloud', kind: 'timeout' });
  expect((await ask(local, 'DELETE', `/faults/${(fault as { id: string }).id}`)).body).toEqual({
    removed: 1,
  });
});
