import type { Phone } from '../runtime/phone';
import { showActionSheet, showModal } from '../shell/dialogs/modal';
import {
  ApiError,
  type ApiSet,
  type AsyncApi,
  asyncApis,
  number,
  type Options,
  required,
  text,
  unsupported,
} from './api';

/** The phone's own parts: clipboard, calls, calendar, keyboard, screen: "API: device". */
export function deviceApis(phone: Phone): ApiSet {
  return asyncApis(phone, {
    ...clipboard(),
    ...calendar(phone),
    ...hardware(phone),
    async makePhoneCall(options) {
      const phoneNumber = required(options, 'phoneNumber');
      const chosen = await showActionSheet(phone, [`呼叫 ${phoneNumber}`], '#000000', '');
      if (chosen === undefined) throw new ApiError('cancel');
      phone.server.record({
        kind: 'api',
        name: 'makePhoneCall',
        ok: true,
        ms: 0,
        request: { phoneNumber },
        answer: {},
      });
      return {};
    },
    hideKeyboard() {
      const active = phone.router.top?.document.doc.activeElement;
      if (active && 'blur' in active && typeof active.blur === 'function') active.blur();
      return {};
    },
    getBatteryInfo: batteryInfo,
  });
}

/** The computer's battery; one that has none is at the mains. */
async function batteryInfo(): Promise<{ level: number; isCharging: boolean }> {
  // Chromium's, and no other browser's: the types of the web do not know it.
  const ask: unknown = Reflect.get(navigator, 'getBattery');
  const battery: unknown = typeof ask === 'function' ? await ask.call(navigator) : undefined;
  const level = Number(Reflect.get(Object(battery), 'level') ?? 1);
  return { level: Math.round(level * 100), isCharging: Reflect.get(Object(battery), 'charging') !== false };
}

/** One clipboard for all phones of this browser page, which may not be allowed to use the computer's own. */
function clipboard(): Record<string, AsyncApi> {
  let kept = '';
  return {
    async setClipboardData(options) {
      kept = text(options, 'data');
      await navigator.clipboard?.writeText(kept).catch(() => {});
      return {};
    },
    getClipboardData: () => ({ data: kept }),
  };
}

/** How far the phone shakes, px, by the strength that is asked for. */
const STRENGTHS: Readonly<Record<string, number>> = { light: 1, medium: 2, heavy: 3 };

/** Screen and motor. */
function hardware(phone: Phone): Record<string, AsyncApi> {
  const { display } = phone;
  return {
    vibrateShort(options) {
      const strength = STRENGTHS[text(options, 'type', 'medium')];
      if (strength === undefined) throw new ApiError('style is not support');
      display.vibrate(strength, 15);
      return {};
    },
    vibrateLong() {
      display.vibrate(3, 400);
      return {};
    },
    setKeepScreenOn(options) {
      if (typeof options.keepScreenOn !== 'boolean')
        throw new ApiError('parameter error: parameter.keepScreenOn should be Boolean');
      display.keepAwake(options.keepScreenOn);
      return {};
    },
    setScreenBrightness(options) {
      const value = number(options, 'value', Number.NaN);
      if (!(value >= 0 && value <= 1))
        throw new ApiError('parameter error: parameter.value should be from 0 to 1');
      display.setBrightness(value);
      return {};
    },
    getScreenBrightness: () => ({ value: display.brightness }),
    // Pages in a browser are not told that somebody takes a picture of them.
    setVisualEffectOnCapture: unsupported(phone, 'setVisualEffectOnCapture'),
  };
}

interface CalendarEvent {
  readonly title: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly location: string;
  readonly description: string;
  readonly repeat?: string;
}

/** Events are kept by the browser for each person; times are seconds since 1970, as WeChat wants them. */
function calendar(phone: Phone): Record<string, AsyncApi> {
  const add = async (options: Options, repeat?: string): Promise<object> => {
    const startTime = number(options, 'startTime', Number.NaN);
    if (Number.isNaN(startTime)) throw new ApiError('parameter error: parameter.startTime should be Number');
    const event: CalendarEvent = {
      title: required(options, 'title'),
      startTime,
      endTime: number(options, 'endTime', startTime),
      location: text(options, 'location'),
      description: text(options, 'description'),
      ...(repeat === undefined ? {} : { repeat }),
    };
    const answer = await showModal(phone, {
      title: '添加到日历',
      content: [event.title, whenText(event), event.location].filter((line) => line !== '').join('\n'),
      editable: false,
      placeholder: '',
      cancel: '取消',
      cancelColour: '#000000',
      confirm: '添加',
      confirmColour: '#576B95',
    });
    if (!answer.confirm) throw new ApiError('user cancel');
    keepEvent(phone, event);
    return {};
  };
  return {
    addPhoneCalendar: async (options) => ({ ...(await add(options)) }),
    addPhoneRepeatCalendar: async (options) => ({
      ...(await add(options, text(options, 'repeatInterval', 'month'))),
    }),
  };
}

function keepEvent(phone: Phone, event: CalendarEvent): void {
  const key = `phone:${phone.server.openid}:calendar`;
  const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
  localStorage.setItem(key, JSON.stringify([...(Array.isArray(kept) ? kept : []), event]));
  phone.server.record({ kind: 'api', name: 'addPhoneCalendar', ok: true, ms: 0, request: event, answer: {} });
}

function whenText({ startTime, endTime }: CalendarEvent): string {
  const format = new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const end = new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return `${format.format(startTime * 1000)} – ${end.format(endTime * 1000)}`;
}
