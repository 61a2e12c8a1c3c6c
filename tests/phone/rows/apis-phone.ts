import { ended, inPhone, open, press, row, type SupportRow } from './row';

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
    'taken and not kept: there is nobody to report to',
    async (world) => {
      for (const name of ['reportEvent', 'reportAnalytics', 'reportMonitor'])
        expect(await inPhone(world, `wx.${name}('a', {})`)).toBeUndefined();
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
    'onWindowResize offWindowResize onMemoryWarning offMemoryWarning onAudioInterruptionBegin offAudioInterruptionBegin onAudioInterruptionEnd offAudioInterruptionEnd onKeyboardHeightChange offKeyboardHeightChange onMenuButtonBoundingClientRectWeightChange offMenuButtonBoundingClientRectWeightChange',
    'can be listened to; nothing of the kind happens to a phone on a desk',
    async (world) => {
      const names = ['WindowResize', 'MemoryWarning', 'AudioInterruptionBegin', 'AudioInterruptionEnd'];
      for (const name of [...names, 'KeyboardHeightChange', 'MenuButtonBoundingClientRectWeightChange'])
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
  row(
    'setClipboardData getClipboardData',
    'one clipboard for the phones of a browser page',
    async (world) => {
      await inPhone(world, "wx.setClipboardData({ data: '单号' })");
      expect(await inPhone(world, 'wx.getClipboardData()')).toMatchObject({ data: '单号' });
    },
  ),
  row('makePhoneCall', 'asks first; the call stands in the workbench', async (world) => {
    const called = ended(world, "makePhoneCall({ phoneNumber: '020-00000000' })");
    await press(world, '呼叫 020-00000000');
    expect(await called).toBe('makePhoneCall:ok');
  }),
  row(
    'addPhoneCalendar addPhoneRepeatCalendar',
    'asks first; kept by the browser for each person',
    async (world) => {
      const entry = "{ title: '行书', startTime: 1795572000, endTime: 1795577400, location: '3 号教室' }";
      for (const name of ['addPhoneCalendar', 'addPhoneRepeatCalendar']) {
        const added = ended(world, `${name}(${entry})`);
        await world.hand.page.getByRole('dialog').getByText('3 号教室').waitFor();
        await press(world, '添加');
        expect(await added).toBe(`${name}:ok`);
      }
      expect(await inPhone(world, "JSON.parse(localStorage.getItem('phone:oLin:calendar')).length")).toBe(2);
      expect(await ended(world, "addPhoneCalendar({ title: '行书' })")).toContain(
        'startTime should be Number',
      );
    },
  ),
  row('hideKeyboard', 'takes the focus from the field', async (world) => {
    await open(world, '/pages/form/form');
    await world.hand.top.getByRole('textbox', { name: '姓名' }).focus();
    await inPhone(world, 'wx.hideKeyboard()');
    expect(await inPhone(world, 'phone.router.top.document.doc.activeElement.localName')).toBe('body');
  }),
  row(
    'vibrateShort vibrateLong setKeepScreenOn setScreenBrightness setVisualEffectOnCapture',
    'succeed; nothing of them is seen on a desk',
    async (world) => {
      const calls = ['vibrateShort()', 'vibrateLong()', 'setKeepScreenOn({ keepScreenOn: true })'];
      for (const call of [...calls, 'setScreenBrightness({ value: 1 })', 'setVisualEffectOnCapture({})'])
        expect(await ended(world, call)).toMatch(/:ok$/);
    },
  ),
  row('getBatteryInfo getScreenBrightness', 'a full battery, a bright screen', async (world) => {
    expect(await inPhone(world, 'wx.getBatteryInfo()')).toMatchObject({ level: 100 });
    expect(await inPhone(world, 'wx.getScreenBrightness()')).toMatchObject({ value: 0.8 });
  }),
];
