import { fieldMayHold } from '../../../local-wechat/cloud/openapi/field-rules';
import { type FunctionsFolder, makeFunctionsFolder } from './functions-folder';
import { MONDAY_NINE, startTestCloud, type TestCloud } from './test-cloud';

const SEND = `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  exports.main = (message) => cloud.openapi.subscribeMessage.send(message)
    .catch((error) => ({ errCode: error.errCode, errMsg: error.errMsg }));`;
const CALL = SEND.replace(
  'cloud.openapi.subscribeMessage.send(message)',
  `cloud.callOpenAPI({ api: 'subscribeMessage.send', data: message })`,
);
const CLASS_SOON = 'class-soon-template';
const VOUCHERS = 'voucher-template';
const message = (more: Record<string, unknown> = {}) => ({
  touser: 'oLearner',
  templateId: CLASS_SOON,
  page: 'pages/learning/index?id=1',
  data: { thing1: { value: '水彩入门' }, time2: { value: '2026年3月2日 19:00' } },
  ...more,
});

describe('Subscribe messages through the open API, sent by the real SDK', () => {
  let folder: FunctionsFolder;
  let cloud: TestCloud;

  beforeEach(async () => {
    folder = makeFunctionsFolder();
    folder.write('push', SEND, { permissions: { openapi: ['subscribeMessage.send'] } });
    folder.write('push-by-call', CALL, { permissions: { openapi: ['subscribeMessage.send'] } });
    folder.write('unpermitted', SEND);
    cloud = await startTestCloud(folder.dir, {
      messages: {
        templates: [
          { id: CLASS_SOON, fields: ['thing1', 'time2'] },
          { id: VOUCHERS, fields: ['thing1'], longTerm: true },
        ],
        pages: ['pages/learning/index'],
      },
    });
  });

  afterEach(async () => {
    await cloud.close();
    folder.remove();
  });

  const send = (more?: Record<string, unknown>, by = 'push') => cloud.callAs('oStaff', by, message(more));

  test('one accept allows one message, the next is refused with 43101', async () => {
    cloud.mailbox.answer('oLearner', CLASS_SOON, true, false);
    await expect(send()).resolves.toMatchObject({ errCode: 0 });
    await expect(send()).resolves.toMatchObject({
      errCode: 43101,
      errMsg: expect.stringContaining('user refuse to accept the msg') as string,
    });
    expect(cloud.mailbox.messages('oLearner')).toMatchObject([
      { at: MONDAY_NINE, templateId: CLASS_SOON, page: 'pages/learning/index?id=1', data: message().data },
    ]);
  });

  test('two accepts allow two messages; a refusal takes none of them away', async () => {
    cloud.mailbox.answer('oLearner', CLASS_SOON, true, false);
    cloud.mailbox.answer('oLearner', CLASS_SOON, true, false);
    cloud.mailbox.answer('oLearner', CLASS_SOON, false, false);
    const codes = [];
    for (let index = 0; index < 3; index += 1) codes.push(((await send()) as { errCode: number }).errCode);
    expect(codes).toEqual([0, 0, 43101]);
  });

  test('a long-term template allows any number until the consent is taken back', async () => {
    const voucher = { templateId: VOUCHERS, data: { thing1: { value: '课时费凭证' } } };
    cloud.mailbox.answer('oLearner', VOUCHERS, true, true);
    await send(voucher);
    await expect(send(voucher)).resolves.toMatchObject({ errCode: 0 });
    cloud.mailbox.answer('oLearner', VOUCHERS, false, true);
    await expect(send(voucher)).resolves.toMatchObject({ errCode: 43101 });
  });

  test.each([
    ['no openid', { touser: '' }, 40003],
    ['an unknown template', { templateId: 'other' }, 40037],
    ['a page that is not published', { page: 'pages/secret/index' }, 41030],
    ['a missing field', { data: { thing1: { value: 'x' } } }, 47003],
    ['a field too long', { data: { thing1: { value: '课'.repeat(21) }, time2: { value: '19:00' } } }, 47003],
    ['a field that the template has not', { data: { ...message().data, thing9: { value: 'x' } } }, 47003],
  ])('%s is refused with its code and uses up no consent', async (_, wrong, errCode) => {
    cloud.mailbox.answer('oLearner', CLASS_SOON, true, false);
    await expect(send(wrong)).resolves.toMatchObject({ errCode });
    expect(cloud.mailbox.allowance('oLearner', CLASS_SOON)).toBe(1);
  });

  test('a function whose config.json does not name the API may not call it', async () => {
    cloud.mailbox.answer('oLearner', CLASS_SOON, true, false);
    await expect(send({}, 'unpermitted')).resolves.toMatchObject({ errCode: -604101 });
    expect(cloud.mailbox.messages()).toEqual([]);
  });

  test('cloud.callOpenAPI is the same door', async () => {
    cloud.mailbox.answer('oLearner', CLASS_SOON, true, false);
    const { templateId, ...rest } = message();
    const answer = await cloud.callAs('oStaff', 'push-by-call', { ...rest, template_id: templateId });
    expect(JSON.stringify(answer)).toContain('"ok"');
    expect(cloud.mailbox.messages('oLearner')).toHaveLength(1);
  });
});

describe('What the fields of a subscribe message may hold', () => {
  test.each([
    ['thing1', '二十个字以内，标点也行!', true],
    ['thing1', '', false],
    ['number2', '12.50', true],
    ['number2', '12元', false],
    ['amount3', '¥128.00', true],
    ['amount3', '128元', true],
    ['amount3', '免费', false],
    ['date4', '2026年3月2日', true],
    ['date4', '2026-03-02 19:00', true],
    ['date4', 'tomorrow', false],
    ['time5', '19:00~20:30', true],
    ['time5', '2026年3月2日 19:00', true],
    ['phrase6', '已扣费', true],
    ['phrase6', '已扣费成功啦', false],
    ['character_string7', 'LF-2026-0001', true],
    ['character_string7', '订单1', false],
    ['name8', '王小明', true],
    ['name8', 'Mary Poppins', true],
    ['phone_number9', '+86-0766-66888866', true],
    ['car_number10', '粤A8Z888挂', true],
  ])('%s: %s %s', (field, value, may) => {
    expect(fieldMayHold(field, value)).toBe(may);
  });
});
