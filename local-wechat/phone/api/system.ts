import { capsuleRect } from '../runtime/metrics';
import type { Phone } from '../runtime/phone';
import { type ApiSet, asyncApi, type Result } from './api';

/** The version of WeChat's base library whose documents the phone follows. */
export const SDK_VERSION = '3.8.0';

/** What the phone is: "wx.getDeviceInfo" and its kin. `getSystemInfo` is all of them together. */
export function systemApis(phone: Phone): ApiSet {
  const all = (): Result => ({
    ...windowInfo(phone),
    ...deviceInfo(phone),
    ...appBaseInfo(phone),
    ...systemSetting(),
  });
  return {
    getWindowInfo: () => windowInfo(phone),
    getDeviceInfo: () => deviceInfo(phone),
    getAppBaseInfo: () => appBaseInfo(phone),
    getSystemSetting: systemSetting,
    getAppAuthorizeSetting: () => ({
      albumAuthorized: 'authorized',
      bluetoothAuthorized: 'authorized',
      cameraAuthorized: 'authorized',
      locationAuthorized: 'authorized',
      locationReducedAccuracy: false,
      microphoneAuthorized: 'authorized',
      notificationAuthorized: 'authorized',
      notificationAlertAuthorized: 'authorized',
      notificationBadgeAuthorized: 'authorized',
      notificationSoundAuthorized: 'authorized',
      phoneCalendarAuthorized: 'authorized',
    }),
    getSystemInfoSync: all,
    getSystemInfo: asyncApi(phone, 'getSystemInfo', all),
    getSystemInfoAsync: asyncApi(phone, 'getSystemInfoAsync', all),
    getMenuButtonBoundingClientRect: () => capsuleRect(phone.metrics),
    getAccountInfoSync: () => ({
      miniProgram: { appId: phone.built.appid, envVersion: 'develop', version: '' },
      plugin: undefined,
    }),
    getLaunchOptionsSync: () => ({ referrerInfo: {}, ...phone.app.launchOptions }),
    getEnterOptionsSync: () => ({ referrerInfo: {}, ...phone.app.enterOptions }),
    getExptInfoSync: () => ({}),
    getPerformance: () => performance,
    ...Object.fromEntries(
      ['reportEvent', 'reportAnalytics', 'reportMonitor'].map((name) => [name, report(phone, name)]),
    ),
    env: { USER_DATA_PATH: 'http://usr' },
    ...lifecycleListeners(phone),
  };
}

/** What a Mini Program counts goes to its makers' console at WeChat; here it stands in the timeline of calls. */
function report(phone: Phone, name: string): (id: unknown, data: unknown) => void {
  return (id, data) =>
    phone.server.record({
      kind: 'api',
      name: `${name} ${String(id)}`,
      ok: true,
      ms: 0,
      request: data,
      answer: {},
    });
}

function windowInfo(phone: Phone): Result {
  const { metrics, router } = phone;
  const { width, height, statusBar, homeIndicator } = metrics;
  const page = router.top?.backend;
  const top = page === undefined ? statusBar + metrics.navigationBar : height - page.getWindowHeight();
  return {
    pixelRatio: devicePixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: page?.getWindowWidth() ?? width,
    windowHeight: page?.getWindowHeight() ?? height - top,
    statusBarHeight: statusBar,
    screenTop: top,
    safeArea: {
      left: 0,
      right: width,
      top: statusBar,
      bottom: height - homeIndicator,
      width,
      height: height - homeIndicator - statusBar,
    },
  };
}

function deviceInfo(phone: Phone): Result {
  const { model, system } = phone.metrics;
  const platform = system.startsWith('iOS') ? 'ios' : 'android';
  const brand = platform === 'ios' ? 'iPhone' : 'local';
  return {
    abi: 'arm64',
    benchmarkLevel: 40,
    brand,
    model,
    system,
    platform,
    cpuType: 'local',
    memorySize: '6144',
  };
}

function appBaseInfo(phone: Phone): Result {
  return {
    SDKVersion: SDK_VERSION,
    version: '8.0.50',
    language: 'zh_CN',
    enableDebug: false,
    host: { env: 'WeChat', appId: '', version: 0 },
    fontSizeSetting: phone.fontSize.setting,
    fontSizeScaleFactor: phone.fontSize.setting / 17,
    theme: phone.theme.current,
  };
}

function systemSetting(): Result {
  return { bluetoothEnabled: false, locationEnabled: true, wifiEnabled: true, deviceOrientation: 'portrait' };
}

/** `wx.onAppShow`, `wx.offAppShow` and so on: listeners of what `App` hears. */
function lifecycleListeners(phone: Phone): ApiSet {
  const hooks = {
    AppShow: 'onShow',
    AppHide: 'onHide',
    Error: 'onError',
    PageNotFound: 'onPageNotFound',
    ThemeChange: 'onThemeChange',
    UnhandledRejection: 'onUnhandledRejection',
    WindowResize: 'onWindowResize',
    MemoryWarning: 'onMemoryWarning',
    AudioInterruptionBegin: 'onAudioInterruptionBegin',
    AudioInterruptionEnd: 'onAudioInterruptionEnd',
    KeyboardHeightChange: 'onKeyboardHeightChange',
    MenuButtonBoundingClientRectWeightChange: 'onMenuButtonBoundingClientRectWeightChange',
  };
  const { app } = phone;
  return Object.fromEntries(
    Object.entries(hooks).flatMap(([name, hook]) => [
      [`on${name}`, (listener: () => void) => app.on(hook, listener)],
      [`off${name}`, (listener?: () => void) => app.off(hook, listener)],
    ]),
  );
}
