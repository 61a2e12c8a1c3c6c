import { createFiles } from '../../server/adapters/cloud-files/files';
import type { SubscribeMessage } from '../../server/adapters/cloud-sdk/sdk';
import { createLog } from '../../server/adapters/surroundings/log';
import { createMessages } from '../../server/adapters/wechat-open/messages';
import { fittingField } from '../../server/adapters/wechat-open/template-fields';
import { timeOf } from '../../server/domain/time';

const log = createLog({ now: () => timeOf(0) }, { write: () => undefined });
const TEMPLATES = {
  plain: { id: 'T1' },
  class: { id: 'T2', fields: { title: 'thing1', time: 'time2', teacher: 'name3', amount: 'amount4' } },
};

function messagesOver(send: (message: SubscribeMessage) => Promise<unknown>) {
  return createMessages({
    templates: TEMPLATES,
    log,
    sdk: () => ({ openapi: { subscribeMessage: { send } } }),
  });
}

const failingWith = (error: unknown) =>
  messagesOver(() => Promise.reject(error)).send({
    openid: 'o1',
    templateKey: 'plain',
    page: 'pages/me',
    fields: { thing1: '瑜伽' },
  });

describe('subscribe messages', () => {
  test('carry exactly the fields that the template has, under its own names', async () => {
    const sent: SubscribeMessage[] = [];
    const messages = messagesOver(async (message) => sent.push(message));
    const fields = { title: '瑜伽入门第三课', time: '2026-12-01 19:00', place: '201' };
    expect(await messages.send({ openid: 'o1', templateKey: 'class', page: 'p', fields })).toBe('sent');
    expect(
      await messages.send({ openid: 'o1', templateKey: 'plain', page: 'p', fields: { thing1: 'x' } }),
    ).toBe('sent');
    expect(sent.map((message) => [message.templateId, message.data])).toEqual([
      [
        'T2',
        {
          thing1: { value: '瑜伽入门第三课' },
          time2: { value: '2026-12-01 19:00' },
          name3: { value: '暂无' },
        },
      ],
      ['T1', { thing1: { value: 'x' } }],
    ]);
  });

  test('without a template are not tried', async () => {
    const messages = messagesOver(() => Promise.reject(new Error('was tried')));
    const message = { openid: 'o1', templateKey: 'toString', page: 'p', fields: {} };
    expect(await messages.send(message)).toBe('failed');
  });

  test.each([
    ['no_quota', 43101],
    ['busy', -1],
    ['busy', 45009],
    ['busy', -501002],
    ['failed', 40003],
    ['failed', 40037],
    ['failed', 47003],
    ['failed', -604101],
  ])('are %s on error %d', async (result, errCode) => {
    expect(await failingWith({ errCode, errMsg: 'openapi.subscribeMessage.send:fail' })).toBe(result);
  });

  test('are busy when the answer got lost', async () => {
    expect(await failingWith(new Error('ETIMEDOUT'))).toBe('busy');
    expect(await failingWith('socket hang up')).toBe('busy');
  });

  test.each([
    ['thing1', '一二三四五六七八九十一二三四五六七八九十一', `一二三四五六七八九十一二三四五六七八九…`],
    ['thing1', '  两行\n文字 ', '两行 文字'],
    ['thing1', '', '暂无'],
    ['character_string1', ' ', '-'],
    ['time1', '', ''],
    ['phrase2', '已经扣费成功', '已经扣费成'],
    ['name1', '李'.repeat(12), '李'.repeat(10)],
    ['character_string3', 'x'.repeat(40), 'x'.repeat(32)],
    ['time4', '2026年12月01日 19:00', '2026年12月01日 19:00'],
    ['amount5', '¥1,290.00', '¥1290.00'],
    ['phrase2', '扣费 OK', '扣费'],
  ])('fit %s', (field, value, fitting) => {
    expect(fittingField(field, value)).toBe(fitting);
  });
});

describe('links to files', () => {
  const asked: { fileID: string; maxAge: number }[][] = [];
  const deleted: string[][] = [];
  const files = createFiles(() => ({
    async deleteFile({ fileList }) {
      deleted.push(fileList);
    },
    uploadFile: async ({ cloudPath }) => ({ fileID: cloudPath }),
    async getTempFileURL({ fileList }) {
      asked.push(fileList);
      return {
        fileList: fileList.map(({ fileID }) => {
          const there = !fileID.includes('missing');
          return {
            fileID,
            tempFileURL: there ? `https://x/${fileID}` : '',
            status: there ? 0 : -503003,
            errMsg: '',
          };
        }),
      };
    },
  }));
  beforeEach(() => {
    asked.length = 0;
  });

  test('a file is deleted once, fifty at a time', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `cloud://e.b/${index}`);
    await files.remove([...ids, 'cloud://e.b/0']);
    expect(deleted.map((list) => list.length)).toEqual([50, 10]);
  });

  test('come in the order of the ids, with gaps where a file is missing', async () => {
    expect(await files.links(['b', 'missing', 'a', 'b'], 600)).toEqual([
      'https://x/b',
      undefined,
      'https://x/a',
      'https://x/b',
    ]);
    expect(asked).toEqual([['b', 'missing', 'a'].map((fileID) => ({ fileID, maxAge: 600 }))]);
  });

  test('are asked for fifty at a time, and not at all for nothing', async () => {
    await files.links(
      Array.from({ length: 120 }, (_, at) => `f${at}`),
      60,
    );
    expect(asked.map((fileList) => fileList.length)).toEqual([50, 50, 20]);
    asked.length = 0;
    expect(await files.links([], 60)).toEqual([]);
    expect(asked).toEqual([]);
  });
});
