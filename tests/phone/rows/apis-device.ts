import { ended, inPhone, open, press, recorded, row, type SupportRow } from './row';

/** What the phone is besides a screen for pages: clipboard, calls, calendar, motor, lamp, battery. */
export const DEVICE_APIS: readonly SupportRow[] = [
  row(
    'setClipboardData getClipboardData',
    'one clipboard for the phones of a browser page',
    async (world) => {
      await inPhone(world, "wx.setClipboardData({ data: '单号' })");
      expect(await inPhone(world, 'wx.getClipboardData()')).toMatchObject({ data: '单号' });
    },
  ),
  row('makePhoneCall', 'asks first; the call stands in the workbench', async (world) => {
    const called = recorded(world, "wx.makePhoneCall({ phoneNumber: '020-00000000' })");
    await press(world, '呼叫 020-00000000');
    expect(await called).toEqual([['makePhoneCall', { phoneNumber: '020-00000000' }]]);
  }),
  row(
    'addPhoneCalendar addPhoneRepeatCalendar',
    'needs scope.addPhoneCalendar; asks; kept by the browser for each person',
    async (world) => {
      const entry = "{ title: '行书', startTime: 1795572000, endTime: 1795577400, location: '3 号教室' }";
      for (const name of ['addPhoneCalendar', 'addPhoneRepeatCalendar']) {
        const added = ended(world, `${name}(${entry})`);
        if (name === 'addPhoneCalendar') await press(world, '允许');
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
    'vibrateShort vibrateLong',
    'the phone on the screen shakes, and a real one in the hand by the browser’s own vibration',
    async (world) => {
      for (const [call, ms] of [
        ["vibrateShort({ type: 'heavy' })", 160],
        ['vibrateLong()', 400],
      ])
        expect(
          await inPhone(
            world,
            `wx.${call}.then(() => phone.screen.root.getAnimations().map((shaking) => {
              const { endTime } = shaking.effect.getComputedTiming();
              shaking.cancel();
              return endTime;
            }))`,
          ),
        ).toEqual([ms]);
      expect(await ended(world, "vibrateShort({ type: 'wild' })")).toBe(
        'vibrateShort:fail style is not support',
      );
    },
  ),
  row(
    'setKeepScreenOn',
    'keeps the computer’s screen on too (Screen Wake Lock) until the Mini Program is left; shown in the workbench',
    async (world) => {
      const states = await inPhone(
        world,
        `(async () => {
          const states = [];
          phone.server.tell = ({ words }) => states.push(words);
          await wx.setKeepScreenOn({ keepScreenOn: true });
          phone.leave();
          states.push(phone.display.keepsAwake);
          delete phone.server.tell;
          return states;
        })()`,
      );
      expect(states).toEqual([['屏幕常亮'], [], false]);
      expect(await ended(world, 'setKeepScreenOn({})')).toContain('keepScreenOn should be Boolean');
      await world.takeAnother();
    },
  ),
  row(
    'setScreenBrightness getScreenBrightness',
    'a shade over the phone; the workbench shows the figure',
    async (world) => {
      const shade = world.hand.page.locator('.shade');
      expect(await inPhone(world, 'wx.getScreenBrightness()')).toMatchObject({ value: 0.8 });
      await inPhone(world, 'wx.setScreenBrightness({ value: 0.2 })');
      expect(await inPhone(world, 'wx.getScreenBrightness()')).toMatchObject({ value: 0.2 });
      expect(await shade.evaluate(({ style }: { style: { opacity: string } }) => style.opacity)).toBe(
        '0.5625',
      );
      await inPhone(world, 'wx.setScreenBrightness({ value: 1 })');
      expect(await shade.isVisible()).toBe(false);
      expect(await ended(world, 'setScreenBrightness({ value: 2 })')).toContain('from 0 to 1');
    },
  ),
  row(
    'setVisualEffectOnCapture',
    'refused, and named in the panel: a browser is not told that somebody takes a picture',
    async (world) => {
      expect(await ended(world, "setVisualEffectOnCapture({ visualEffect: 'hidden' })")).toBe(
        'setVisualEffectOnCapture:fail not supported',
      );
      expect(world.hand.said.join()).toContain('wx.setVisualEffectOnCapture：本地手机没有实现');
    },
  ),
  row('getBatteryInfo', 'the computer’s battery; full where it has none', async (world) => {
    expect(await inPhone(world, 'wx.getBatteryInfo()')).toMatchObject({
      level: expect.any(Number),
      isCharging: expect.any(Boolean),
    });
  }),
];
