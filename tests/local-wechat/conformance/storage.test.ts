import { DOC } from './documents';
import { row } from './row';
import { ENV, refusal, startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const upload = async (cloudPath: string, text = 'content') =>
  (await world.sdk.uploadFile({ cloudPath, fileContent: Buffer.from(text) })).fileID;
const address = async (fileID: unknown) => {
  const { fileList } = await world.sdk.getTempFileURL({ fileList: [fileID] });
  return fileList[0];
};

row(
  'storage.getUploadMetadata',
  DOC.storage,
  'uploadFile puts the bytes; the same path replaces them',
  async () => {
    const fileID = await upload('covers/水彩 1.svg', 'first');
    await upload('covers/水彩 1.svg', 'second');
    const { fileContent } = await world.sdk.downloadFile({ fileID });
    expect(fileContent.toString()).toBe('second');
  },
);
row('file ids', DOC.fileId, 'cloud://{env}.{bucket}/{path}', async () => {
  await expect(upload('a/b.txt')).resolves.toMatch(new RegExp(`^cloud://${ENV}\\.[\\w-]+/a/b\\.txt$`));
});
row(
  'STORAGE_REQUEST_FAIL',
  DOC.errors,
  'a path that is none; the SDK keeps the text only (errCode -1)',
  async () => {
    for (const path of ['/a', 'a//b', '../a', 'a?b'])
      await expect(refusal(upload(path))).resolves.toMatchObject({
        errCode: -1,
        errMsg: expect.stringMatching(/is no path/),
      });
  },
);
row(
  'storage.batchGetDownloadUrl',
  DOC.storage,
  'addresses that anyone may open, for a day of virtual time or maxAge',
  async () => {
    const fileID = await upload('a.txt', 'read me');
    const [day, minute] = [await address(fileID), await address({ fileID, maxAge: 60 })];
    const read = async (url?: string) => (await fetch(url ?? '')).status;
    await expect(read(minute?.tempFileURL)).resolves.toBe(200);
    await world.clock.advance(60_000);
    expect([await read(minute?.tempFileURL), await read(day?.tempFileURL)]).toEqual([403, 200]);
    await world.clock.advance(86_400_000);
    await expect(read(day?.tempFileURL)).resolves.toBe(403);
  },
);
row('STORAGE_FILE_NONEXIST', DOC.errors, 'status -503003 for a file that is not there', async () => {
  const fileID = (await upload('a.txt')).replace('a.txt', 'none.txt');
  await expect(address(fileID)).resolves.toMatchObject({ fileID, status: -503003, tempFileURL: '' });
});
row('storage.batchDeleteFile', DOC.storage, 'deletes each file, or says which was not there', async () => {
  const fileID = await upload('gone.txt');
  const { fileList } = await world.sdk.deleteFile({ fileList: [fileID, `${fileID}x`] });
  expect(fileList.map(({ status }) => status)).toEqual([0, -503003]);
  await expect(address(fileID)).resolves.toMatchObject({ status: -503003 });
});
row('50 files', DOC.deleteFile, 'are the most in one call', async () => {
  const fileList = Array.from({ length: 51 }, (_, at) => `cloud://${ENV}.x/${at}`);
  await expect(world.sdk.deleteFile({ fileList })).rejects.toThrow(/at most 50 files/);
});
row(
  'storage.batchCopyFile, storage.getFileAuthority',
  DOC.nodeSdk,
  'copyFile and getFileAuthority are not in wx-server-sdk; the actions are refused by name',
  async () => {
    const ask = async (action: string) =>
      (await fetch(world.adminUrl, { method: 'POST', body: JSON.stringify({ action }) })).json();
    await expect(ask('storage.batchCopyFile')).resolves.toMatchObject({
      message: expect.stringMatching(/no copyFile/),
    });
    await expect(ask('storage.getFileAuthority')).resolves.toMatchObject({
      message: expect.stringMatching(/no getFileAuthority/),
    });
  },
);
