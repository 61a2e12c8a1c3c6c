import { ended, inPhone, open, recorded, row, type SupportRow } from './row';

const WINDOW = 'wx.getWindowInfo()';

/** The phone itself: what it is, what it keeps, what it is held against. */
export const PHONE_APIS: readonly SupportRow[] = [
  row('getWindowInfo', 'sizes, safe area, place of the window', async (world) => {
    await open(world, '/pages/form/form');
    expect(await inPhone(world, WINDOW)).toMatchObject({
      ...{ screenWidth: 390, screenHeight: 844, statusBarHeight: 47, windowWidth: 390, windowHeight: 753 },
      safeArea: { top: 47, bottom: 810 },
    });
  }),
  row(
    'getDeviceInfo getAppBaseInfo',
    'model, system, version of the base library, theme, text size',
    async (world) => {
      expect(await inPhone(world, 'wx.getDeviceInfo()')).toMatchObject({
        model: 'iPhone 14',
        platform: 'ios',
      });
      expect(await inPhone(world, 'wx.getAppBaseInfo()')).toMatchObject({
        ...{
          SDKVersion: '3.8.0',
          language: 'zh_CN',
          theme: 'light',
          fontSizeSetting: 17,
          fontSizeScaleFactor: 1,
        },
      });
    },
  ),
  row('getSystemInfoSync getSystemInfo getSystemInfoAsync', 'all of it together', async (world) => {
    const facts = { model: 'iPhone 14', SDKVersion: '3.8.0', screenWidth: 390 };
    for (const call of ['wx.getSystemInfoSync()', 'wx.getSystemInfo()', 'wx.getSystemInfoAsync()'])
      expect(await inPhone(world, call)).toMatchObject(facts);
  }),
  row(
    'getSystemSetting getAppAuthorizeSetting',
    'as of a phone that has allowed everything',
    async (world) => {
      expect(await inPhone(world, 'wx.getSystemSetting()')).toMatchObject({ wifiEnabled: true });
      expect(await inPhone(world, 'wx.getAppAuthorizeSetting()')).toMatchObject({
        cameraAuthorized: 'authorized',
      });
    },
  ),
  row('getMenuButtonBoundingClientRect', 'where the capsule is drawn', async (world) => {
    const told = await inPhone<{ top: number; left: number }>(world, 'wx.getMenuButtonBoundingClientRect()');
    const drawn = await world.hand.page.locator('.capsule').boundingBox();
    expect(told).toMatchObject({ top: drawn?.y, left: drawn?.x });
  }),
  row('getAccountInfoSync', 'appid of project.config.json, version develop', async (world) => {
    expect(await inPhone(world, 'wx.getAccountInfoSync()')).toMatchObject({
      miniProgram: { envVersion: 'develop' },
    });
  }),
  row('getLaunchOptionsSync getEnterOptionsSync', 'path, query, scene, who sent her', async (world) => {
    const facts = { path: 'pages/home/home', scene: 1001, referrerInfo: {} };
    expect(await inPhone(world, 'wx.getLaunchOptionsSync()')).toMatchObject(facts);
    expect(await inPhone(world, 'wx.getEnterOptionsSync()')).toMatchObject(facts);
  }),
  row('getExptInfoSync getPerformance', 'no experiments; the browser’s own measurements', async (world) => {
    expect(await inPhone(world, 'wx.getExptInfoSync()')).toEqual({});
    expect(await inPhone(world, 'wx.getPerformance().now() > 0')).toBe(true);
  }),
  row(
    'reportEvent reportAnalytics reportMonitor',
    'a line each in the timeline of the workbench: there is no console to report to',
    async (world) => {
      const calls = "[wx.reportEvent('a', { n: 1 }), wx.reportAnalytics('b', {}), wx.reportMonitor('1', 5)]";
      expect(await recorded(world, calls)).toEqual([
        ['reportEvent a', { n: 1 }],
        ['reportAnalytics b', {}],
        ['reportMonitor 1', 5],
      ]);
    },
  ),
  row(
    'env canIUse nextTick',
    'the folder of the user; names of APIs; after the present work',
    async (world) => {
      expect(await inPhone(world, 'wx.env')).toEqual({ USER_DATA_PATH: 'http://usr' });
      expect(await inPhone(world, "[wx.canIUse('showToast.object.image'), wx.canIUse('nothing')]")).toEqual([
        true,
        false,
      ]);
      expect(await inPhone(world, 'new Promise((done) => wx.nextTick(() => done(1)))')).toBe(1);
    },
  ),
  row(
    'onAppShow offAppShow onAppHide offAppHide onThemeChange offThemeChange onError offError onPageNotFound offPageNotFound onUnhandledRejection offUnhandledRejection',
    'told to all who listen, and to App',
    async (world) => {
      const heard = await inPhone(
        world,
        `(() => {
          const heard = [];
          const names = ['AppHide', 'AppShow', 'ThemeChange', 'Error', 'PageNotFound', 'UnhandledRejection'];
          const listeners = names.map((name) => [name, () => heard.push(name)]);
          for (const [name, listener] of listeners) wx['on' + name](listener);
          const happen = () => {
            phone.app.hide();
            phone.app.show({ path: '', query: {}, scene: 1001 });
            phone.theme.choose('dark');
            phone.theme.choose('light');
            phone.app.tell('onError', 'x');
            phone.app.tell('onPageNotFound', {});
            phone.app.tell('onUnhandledRejection', {});
          };
          happen();
          for (const [name, listener] of listeners) wx['off' + name](listener);
          happen();
          return heard;
        })()`,
      );
      expect(heard).toEqual([
        ...[
          'AppHide',
          'AppShow',
          'ThemeChange',
          'ThemeChange',
          'Error',
          'PageNotFound',
          'UnhandledRejection',
        ],
      ]);
    },
  ),
  row(
    'onMemoryWarning offMemoryWarning onAudioInterruptionBegin offAudioInterruptionBegin onAudioInterruptionEnd offAudioInterruptionEnd',
    'from the workbench: a call comes in and ends, memory runs low',
    async (world) => {
      const { page } = await world.hand.beside(world.url);
      await page.setViewportSize({ width: 1600, height: 1000 });
      const inside = page.frameLocator('iframe[title="手机"]').first();
      await inside.frameLocator('.page[data-top] iframe').locator('#heading').waitFor();
      const phone = page.frames().find((frame) => frame.url().includes('/phone?'));
      await phone?.evaluate(`
        window.heard = [];
        wx.onAudioInterruptionBegin(() => heard.push('begin'));
        wx.onAudioInterruptionEnd(() => heard.push('end'));
        wx.onMemoryWarning(({ level }) => heard.push(level));
      `);
      const happens = page.getByRole('combobox', { name: '手机遇到' }).first();
      for (const what of ['来电', '来电结束', '内存不足']) await happens.selectOption(what);
      expect(await phone?.evaluate('heard')).toEqual(['begin', 'end', 10]);
      await page.close();
    },
  ),
  row(
    'onWindowResize offWindowResize onKeyboardHeightChange offKeyboardHeightChange onMenuButtonBoundingClientRectWeightChange offMenuButtonBoundingClientRectWeightChange',
    'can be listened to; a phone on a desk neither turns nor has a keyboard on its glass',
    async (world) => {
      for (const name of ['WindowResize', 'KeyboardHeightChange', 'MenuButtonBoundingClientRectWeightChange'])
        expect(
          await inPhone(
            world,
            `(() => {
              let heard = 0;
              const listener = () => { heard += 1; };
              wx.on${name}(listener);
              phone.app.tell('on${name}', {});
              wx.off${name}(listener);
              phone.app.tell('on${name}', {});
              return heard;
            })()`,
          ),
        ).toBe(1);
    },
  ),
  row(
    'getStorageSync setStorageSync removeStorageSync clearStorageSync getStorageInfoSync batchGetStorageSync batchSetStorageSync',
    'kept by the browser for each person: 1 MB a key, 10 MB in all; dates stay dates',
    async (world) => {
      expect(
        await inPhone(
          world,
          `(() => {
            wx.clearStorageSync();
            wx.setStorageSync('day', new Date(0));
            wx.batchSetStorageSync([{ key: 'a', value: 1 }, { key: 'b', value: { c: 2 } }]);
            wx.removeStorageSync('a');
            return [
              Object.prototype.toString.call(wx.getStorageSync('day')),
              wx.batchGetStorageSync(['a', 'b']),
              wx.getStorageInfoSync().keys.sort(),
            ];
          })()`,
        ),
      ).toEqual(['[object Date]', ['', { c: 2 }], ['b', 'day']]);
      expect(
        await inPhone(
          world,
          "(() => { try { wx.setStorageSync('x', 'y'.repeat(2 ** 20)) } catch ({ message }) { return message } })()",
        ),
      ).toContain('exceed storage item max length');
    },
  ),
  row(
    'getStorage setStorage removeStorage clearStorage getStorageInfo',
    'the same with callbacks',
    async (world) => {
      await inPhone(world, "wx.setStorage({ key: 'k', data: [1] })");
      expect(await inPhone(world, "wx.getStorage({ key: 'k' })")).toMatchObject({ data: [1] });
      expect(await inPhone(world, 'wx.getStorageInfo()')).toMatchObject({ limitSize: 10_240 });
      await inPhone(world, "wx.removeStorage({ key: 'k' })");
      expect(await ended(world, "getStorage({ key: 'k' })")).toBe('getStorage:fail data not found');
      expect(await ended(world, 'clearStorage()')).toBe('clearStorage:ok');
    },
  ),
];
