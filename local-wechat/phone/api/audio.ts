import type { Phone } from '../runtime/phone';
import type { ApiSet } from './api';

type Listener = (detail: object) => void;

/** WeChat's names of audio events, by the browser's. */
const EVENTS: Readonly<Record<string, string>> = {
  Canplay: 'canplay',
  Ended: 'ended',
  Pause: 'pause',
  Play: 'play',
  Seeked: 'seeked',
  Seeking: 'seeking',
  TimeUpdate: 'timeupdate',
  Waiting: 'waiting',
};

/** The browser has no event of its own for "stopped". */
const STOPPED = 'stopped';

/** Properties that a script reads and sets as on the browser's own audio. */
const SHARED = ['autoplay', 'loop', 'volume', 'playbackRate', 'duration', 'currentTime', 'paused'] as const;

/** Sound: "wx.createInnerAudioContext". */
export function audioApis(phone: Phone): ApiSet {
  return { createInnerAudioContext: () => innerAudio(phone) };
}

function innerAudio(phone: Phone): ApiSet {
  const audio = new Audio();
  const context: ApiSet = {
    startTime: 0,
    play: () =>
      void audio.play().catch((error: unknown) => phone.problems.error(error, 'InnerAudioContext.play')),
    pause: () => audio.pause(),
    stop() {
      audio.pause();
      audio.currentTime = 0;
      audio.dispatchEvent(new Event(STOPPED));
    },
    seek(seconds: number) {
      audio.currentTime = seconds;
    },
    destroy() {
      audio.pause();
      audio.removeAttribute('src');
    },
  };
  Object.defineProperty(context, 'src', {
    get: () => audio.src,
    set: (src: string) =>
      void phone.files.url(src, phone.router.top?.url.path ?? '').then((url) => {
        audio.src = url;
      }),
  });
  for (const name of SHARED) {
    Object.defineProperty(context, name, {
      get: () => audio[name],
      set: (value: unknown) => void Reflect.set(audio, name, value),
    });
  }
  for (const [name, type] of Object.entries(EVENTS))
    Object.assign(
      context,
      listeners(audio, name, type, () => ({})),
    );
  Object.assign(
    context,
    listeners(audio, 'Error', 'error', () => ({ errCode: 10_001, errMsg: audio.error?.message ?? '' })),
  );
  return Object.assign(
    context,
    listeners(audio, 'Stop', STOPPED, () => ({})),
  );
}

/** `onPlay` and `offPlay` of one event. */
function listeners(audio: HTMLAudioElement, name: string, type: string, detail: () => object): ApiSet {
  const known = new Map<Listener, () => void>();
  return {
    [`on${name}`](listener: Listener) {
      const run = (): void => listener(detail());
      known.set(listener, run);
      audio.addEventListener(type, run);
    },
    [`off${name}`](listener?: Listener) {
      for (const [given, run] of known)
        if (listener === undefined || given === listener) audio.removeEventListener(type, run);
    },
  };
}
