import { type FunctionsFolder, makeFunctionsFolder } from './functions-folder';
import { startTestCloud, type TestCloud } from './test-cloud';

const SDK = `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });`;
const DAY = 86_400_000;

describe('Cloud storage, used by the real SDK', () => {
  let folder: FunctionsFolder;
  let cloud: TestCloud;

  beforeEach(async () => {
    folder = makeFunctionsFolder();
    folder.write(
      'upload',
      `${SDK} exports.main = ({ cloudPath, text }) =>
      cloud.uploadFile({ cloudPath, fileContent: Buffer.from(text) });`,
    );
    folder.write('address', `${SDK} exports.main = ({ fileList }) => cloud.getTempFileURL({ fileList });`);
    folder.write(
      'download',
      `${SDK} exports.main = async ({ fileID }) =>
      (await cloud.downloadFile({ fileID })).fileContent.toString();`,
    );
    folder.write('delete', `${SDK} exports.main = ({ fileList }) => cloud.deleteFile({ fileList });`);
    cloud = await startTestCloud(folder.dir);
  });

  afterEach(async () => {
    await cloud.close();
    folder.remove();
  });

  const upload = async (cloudPath: string, text: string) =>
    ((await cloud.callAs('oA', 'upload', { cloudPath, text })) as { fileID: string }).fileID;
  const address = async (fileID: string) => {
    const { fileList } = (await cloud.callAs('oA', 'address', { fileList: [fileID] })) as {
      fileList: { tempFileURL: string; status: number }[];
    };
    return fileList[0];
  };

  test('what was uploaded is downloaded, a second upload replaces it', async () => {
    const fileID = await upload('covers/水彩 1.svg', '<svg/>');
    expect(fileID).toMatch(/^cloud:\/\/local-test\.[^/]+\/covers\/水彩 1\.svg$/);
    await expect(cloud.callAs('oA', 'download', { fileID })).resolves.toBe('<svg/>');
    await upload('covers/水彩 1.svg', '<svg>2</svg>');
    await expect(cloud.callAs('oA', 'download', { fileID })).resolves.toBe('<svg>2</svg>');
  });

  test('an address shows the file to anyone for a day of virtual time', async () => {
    const place = await address(await upload('covers/a.svg', '<svg/>'));
    const shown = await fetch(place?.tempFileURL ?? '');
    expect([shown.status, shown.headers.get('content-type'), await shown.text()]).toEqual([
      200,
      'image/svg+xml',
      '<svg/>',
    ]);
    await cloud.clock.advance(DAY);
    expect((await fetch(place?.tempFileURL ?? '')).status).toBe(403);
  });

  test('without a ticket nobody reads or writes', async () => {
    const place = await address(await upload('covers/a.svg', '<svg/>'));
    const bare = (place?.tempFileURL ?? '').split('?')[0] ?? '';
    expect((await fetch(bare)).status).toBe(403);
    const forged = await fetch(bare, {
      method: 'PUT',
      body: 'x',
      headers: { authorization: '9999999999999.00' },
    });
    expect(forged.status).toBe(403);
    expect(await (await fetch(place?.tempFileURL ?? '')).text()).toBe('<svg/>');
  });

  test('a deleted file is gone', async () => {
    const fileID = await upload('covers/a.svg', '<svg/>');
    await expect(cloud.callAs('oA', 'delete', { fileList: [fileID] })).resolves.toMatchObject({
      fileList: [{ fileID, status: 0 }],
    });
    await expect(address(fileID)).resolves.toMatchObject({ tempFileURL: '' });
  });

  test.each(['../local.db', '/etc/passwd', 'a//b', 'a/../../b'])(
    '%s is no path for a file',
    async (cloudPath) => {
      await expect(cloud.callAs('oA', 'upload', { cloudPath, text: 'x' })).rejects.toThrow(/is no path/);
    },
  );
});
