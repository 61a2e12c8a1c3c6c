import { ended, inPhone, open, press, row, type SupportRow } from './row';

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const MADE = `wx.env.USER_DATA_PATH + '/made.png'`;
const write = `wx.getFileSystemManager().writeFileSync(${MADE}, '${PIXEL}', 'base64')`;

/** The net, the cloud, files and media. */
export const DATA_APIS: readonly SupportRow[] = [
  row(
    'request',
    'methods, headers, JSON, forms, buffers, pieces as they come, time-out, abort',
    async (world) => {
      const url = `${world.url}build`;
      expect(
        await inPhone(
          world,
          `new Promise((done) => wx.request({ url: '${url}', success: ({ statusCode, data }) => done([statusCode, typeof data.version]) }))`,
        ),
      ).toEqual([200, 'number']);
      expect(
        await inPhone(
          world,
          `new Promise((done) => wx.request({ url: '${url}', fail: ({ errMsg }) => done(errMsg) }).abort())`,
        ),
      ).toBe('request:fail abort');
      expect(
        await inPhone(
          world,
          `new Promise((done) => {
          const news = [];
          const task = wx.request({ url: '${url}', enableChunked: true, complete: () => done(news) });
          task.onHeadersReceived(({ statusCode }) => news.push(statusCode));
          task.onChunkReceived(({ data }) => news.push(data.byteLength > 0));
        })`,
        ),
      ).toEqual([200, true]);
    },
  ),
  row(
    'downloadFile uploadFile',
    'to a temporary or a named file, from any file; headers, progress, abort, time-out',
    async (world) => {
      const got = await inPhone<string>(
        world,
        `new Promise((done) => wx.downloadFile({ url: '${world.url}project/app.json', success: ({ tempFilePath }) => done(tempFilePath) }))`,
      );
      expect(got).toMatch(/^http:\/\/tmp\/.*\.json$/);
      await inPhone(world, write);
      expect(
        await inPhone(
          world,
          `new Promise((done) => {
            let sent = 0;
            const success = ({ statusCode }) => done([statusCode, sent]);
            wx.uploadFile({ url: '${world.url}where', filePath: ${MADE}, name: 'file', success })
              .onProgressUpdate(({ progress }) => { sent = progress });
          })`,
        ),
      ).toEqual([200, 100]);
    },
  ),
  row(
    'getNetworkType onNetworkStatusChange offNetworkStatusChange',
    'the workbench cuts the net',
    async (world) => {
      const heard = await inPhone(
        world,
        `(() => {
        const heard = [];
        const listener = ({ isConnected }) => heard.push(isConnected);
        wx.onNetworkStatusChange(listener);
        phone.network.setOnline(false);
        phone.network.setOnline(true);
        wx.offNetworkStatusChange(listener);
        phone.network.setOnline(false);
        return heard;
      })()`,
      );
      expect(heard).toEqual([false, true]);
      expect(await inPhone(world, 'wx.getNetworkType()')).toMatchObject({ networkType: 'none' });
      await inPhone(world, 'phone.network.setOnline(true)');
    },
  ),
  row(
    'cloud cloud.init cloud.callFunction cloud.CloudID cloud.DYNAMIC_CURRENT_ENV',
    'functions run in the local WeChat as the person who holds the phone, once init was called; cloud.database() is absent',
    async (world) => {
      world.control.on('POST /call', ({ name, data }) => ({ result: { name, data }, requestId: 'r1' }));
      await inPhone(world, 'wx.cloud.init({ env: wx.cloud.DYNAMIC_CURRENT_ENV })');
      expect(
        await inPhone(
          world,
          "wx.cloud.callFunction({ name: 'greet', data: { phone: wx.cloud.CloudID('c1') } })",
        ),
      ).toMatchObject({ result: { name: 'greet', data: { phone: { $cloudID: 'c1' } } }, requestID: 'r1' });
      await inPhone(world, 'phone.network.setOnline(false)');
      expect(await ended(world, "cloud.callFunction({ name: 'greet' })")).toContain(
        'network is disconnected',
      );
      await inPhone(world, 'phone.network.setOnline(true)');
    },
  ),
  row(
    'cloud.uploadFile cloud.getTempFileURL cloud.downloadFile cloud.deleteFile',
    'files of the local WeChat’s storage',
    async (world) => {
      const fileID = 'cloud://e/a.png';
      world.control.on('POST /files/upload', () => ({ fileID }));
      world.control.on('POST /files/delete', () => ({ fileList: [{ fileID, status: 0 }] }));
      world.control.on('POST /files/temp-urls', () => ({
        fileList: [{ fileID, tempFileURL: `${world.url}project/app.json`, status: 0 }],
      }));
      await inPhone(world, write);
      expect(
        await inPhone(world, `wx.cloud.uploadFile({ cloudPath: 'a.png', filePath: ${MADE} })`),
      ).toMatchObject({ fileID });
      expect(await inPhone(world, `wx.cloud.getTempFileURL({ fileList: ['${fileID}'] })`)).toMatchObject({
        fileList: [{ fileID }],
      });
      expect(await inPhone(world, `wx.cloud.downloadFile({ fileID: '${fileID}' })`)).toMatchObject({
        statusCode: 200,
      });
      expect(await inPhone(world, `wx.cloud.deleteFile({ fileList: ['${fileID}'] })`)).toMatchObject({
        fileList: [{ status: 0 }],
      });
    },
  ),
  row(
    'getFileSystemManager',
    'access, readFile, writeFile, appendFile, unlink, stat, mkdir, rmdir, readdir, rename, copyFile, getFileInfo, saveFile, most also with Sync; until the phone is reloaded',
    async (world) => {
      expect(
        await inPhone(
          world,
          `(async () => {
            const files = wx.getFileSystemManager();
            const folder = wx.env.USER_DATA_PATH + '/notes';
            files.mkdirSync(folder);
            files.writeFileSync(folder + '/a.txt', '一', 'utf8');
            files.appendFileSync(folder + '/a.txt', '二', 'utf8');
            files.renameSync(folder + '/a.txt', folder + '/b.txt');
            await new Promise((done) => files.copyFile({ srcPath: folder + '/b.txt', destPath: folder + '/c.txt', complete: done }));
            const read = await new Promise((done) => files.readFile({ filePath: folder + '/c.txt', encoding: 'utf8', success: done }));
            const names = files.readdirSync(folder).sort();
            files.accessSync(folder + '/b.txt');
            const size = files.statSync(folder + '/b.txt').size;
            for (const name of names) files.unlinkSync(folder + '/' + name);
            files.rmdirSync(folder);
            let gone = '';
            try { files.readFileSync(folder + '/b.txt', 'utf8') } catch ({ message }) { gone = message }
            return { names, read: read.data, size, gone };
          })()`,
        ),
      ).toEqual({
        ...{ names: ['b.txt', 'c.txt'], read: '一二', size: 6 },
        gone: expect.stringContaining('no such file or directory'),
      });
    },
  ),
  row('saveFile getSavedFileList removeSavedFile', 'the older way of keeping files', async (world) => {
    expect(
      await inPhone(
        world,
        `(async () => {
          const path = phone.files.addTemporary(new Blob(['x']), 'txt');
          const { savedFilePath } = await wx.saveFile({ tempFilePath: path });
          await wx.getSavedFileList();
          return savedFilePath.startsWith(wx.env.USER_DATA_PATH);
        })()`,
      ),
    ).toBe(true);
    expect(await ended(world, "removeSavedFile({ filePath: 'http://usr/nothing' })")).toContain(
      'no such file',
    );
  }),
  row('shareFileMessage', 'a friend is chosen; the file stands in the workbench', async (world) => {
    await inPhone(world, write);
    const sent = ended(world, `shareFileMessage({ filePath: ${MADE}, fileName: '对账单.png' })`);
    await world.hand.page.getByRole('dialog').getByText('对账单.png').waitFor();
    await press(world, '沈知言');
    expect(await sent).toBe('shareFileMessage:ok');
  }),
  row(
    'saveFileToDisk saveImageToPhotosAlbum saveVideoToPhotosAlbum',
    'the computer’s download folder; the album needs scope.writePhotosAlbum',
    async (world) => {
      await inPhone(world, write);
      await inPhone(world, "phone.permissions.setScope('scope.writePhotosAlbum', false)");
      const refused = `saveImageToPhotosAlbum({ filePath: ${MADE} })`;
      expect(await ended(world, refused)).toBe('saveImageToPhotosAlbum:fail auth deny');
      await inPhone(world, "phone.permissions.setScope('scope.writePhotosAlbum', true)");
      for (const name of ['saveFileToDisk', 'saveImageToPhotosAlbum', 'saveVideoToPhotosAlbum']) {
        const download = world.hand.page.waitForEvent('download');
        expect(await ended(world, `${name}({ filePath: ${MADE} })`)).toBe(`${name}:ok`);
        expect((await download).suggestedFilename()).toBe('made.png');
      }
    },
  ),
  row('openDocument', 'PDF, text and pictures; others are saved', async (world) => {
    await inPhone(world, write);
    expect(await ended(world, `openDocument({ filePath: ${MADE} })`)).toBe('openDocument:ok');
    await world.hand.page.getByRole('dialog', { name: 'made.png' }).waitFor();
    await press(world, '关闭');
  }),
  row('previewImage previewMedia', 'swipe, arrow keys, a tap closes', async (world) => {
    const picture = `data:image/png;base64,${PIXEL}`;
    for (const call of [
      `previewImage({ urls: ['${picture}', '${picture}'] })`,
      `previewMedia({ sources: [{ url: '${picture}' }] })`,
    ]) {
      await inPhone(world, `wx.${call}`);
      const viewer = world.hand.page.getByRole('dialog', { name: '图片预览' });
      await viewer.waitFor();
      await world.hand.page.keyboard.press('Escape');
      expect(await viewer.count()).toBe(0);
    }
  }),
  row(
    'chooseMedia chooseImage chooseMessageFile',
    'asks where from, then the computer’s dialog',
    async (world) => {
      const file = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') };
      for (const name of ['chooseMedia', 'chooseImage', 'chooseMessageFile']) {
        const picked = inPhone<{ tempFiles: { size: number }[] }>(world, `wx.${name}({ count: 1 })`);
        const chooser = world.hand.page.waitForEvent('filechooser');
        await press(world, '从手机相册选择');
        await (await chooser).setFiles(file);
        expect((await picked).tempFiles).toMatchObject([{ size: file.buffer.length }]);
      }
    },
  ),
  row('getImageInfo compressImage', 'any picture the browser can read', async (world) => {
    await inPhone(world, write);
    expect(await inPhone(world, `wx.getImageInfo({ src: ${MADE} })`)).toMatchObject({ width: 1, height: 1 });
    expect(await inPhone(world, `wx.compressImage({ src: ${MADE}, quality: 50 })`)).toMatchObject({
      tempFilePath: expect.stringMatching(/\.jpg$/),
    });
  }),
  row('canvasToTempFilePath', 'PNG or JPEG of a canvas of type 2d', async (world) => {
    await open(world, '/pages/form/form');
    expect(
      await inPhone(
        world,
        `new Promise((done) => phone.router.top.caller.createSelectorQuery().select('#board').fields({ node: true })
          .exec(([{ node }]) => done(wx.canvasToTempFilePath({ canvas: node, fileType: 'jpg' }))))`,
      ),
    ).toMatchObject({ tempFilePath: expect.stringMatching(/\.jpg$/) });
  }),
  row('createVideoContext', 'play, pause, stop, seek, rate, full screen', async (world) => {
    await open(world, '/pages/media/media');
    const methods = ['play', 'pause', 'stop', 'seek', 'playbackRate', 'requestFullScreen', 'exitFullScreen'];
    expect(await inPhone(world, "Object.keys(wx.createVideoContext('film')).sort()")).toEqual(methods.sort());
    expect(await inPhone(world, "wx.createVideoContext('nothing')")).toBeUndefined();
  }),
  row('createInnerAudioContext', 'the browser’s own audio; events under WeChat’s names', async (world) => {
    expect(
      await inPhone(
        world,
        `new Promise((done) => {
          const audio = wx.createInnerAudioContext();
          audio.volume = 0.5;
          audio.onStop(() => done([audio.volume, audio.paused]));
          audio.stop();
        })`,
      ),
    ).toEqual([0.5, true]);
  }),
];
