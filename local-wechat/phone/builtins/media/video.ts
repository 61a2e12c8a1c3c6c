import { type BuiltinHost, builtin } from '../builtin';
import { inner } from '../inner';
import { ownerPath } from '../scope';

/** What "wx.createVideoContext" gives: the player's buttons, for scripts. */
export interface VideoContext {
  play(): void;
  pause(): void;
  stop(): void;
  seek(seconds: number): void;
  playbackRate(rate: number): void;
  requestFullScreen(): void;
  exitFullScreen(): void;
}

export const video = builtin({
  tag: 'video',
  properties: {
    src: String,
    duration: Number,
    controls: { type: Boolean, value: true },
    danmuList: Array,
    danmuBtn: Boolean,
    enableDanmu: Boolean,
    autoplay: Boolean,
    loop: Boolean,
    muted: Boolean,
    initialTime: Number,
    pageGesture: Boolean,
    direction: Number,
    showProgress: { type: Boolean, value: true },
    showFullscreenBtn: { type: Boolean, value: true },
    showPlayBtn: { type: Boolean, value: true },
    showCenterPlayBtn: { type: Boolean, value: true },
    enableProgressGesture: { type: Boolean, value: true },
    objectFit: { type: String, value: 'contain' },
    poster: String,
    showMuteBtn: Boolean,
    title: String,
    playBtnPosition: String,
    enablePlayGesture: Boolean,
    autoPauseIfNavigate: { type: Boolean, value: true },
    autoPauseIfOpenNative: { type: Boolean, value: true },
    vslideGesture: Boolean,
    vslideGestureInFullscreen: { type: Boolean, value: true },
  },
  create(host) {
    const media = inner<HTMLVideoElement>(host, 'video');
    const resolve = (name: string, set: (url: string) => void): void => {
      const source = host.get<string>(name);
      if (source !== '') void host.page.phone.files.url(source, ownerPath(host)).then(set);
    };
    const apply = (): void => {
      media.controls = host.get<boolean>('controls');
      media.loop = host.get<boolean>('loop');
      media.muted = host.get<boolean>('muted');
      media.style.objectFit = host.get<string>('objectFit');
    };
    const load = (): void =>
      resolve('src', (url) => {
        media.src = url;
        if (host.get<boolean>('autoplay')) void media.play().catch(() => {});
      });
    report(host, media);
    const context = contextOf(media);
    return {
      attached() {
        apply();
        load();
        resolve('poster', (url) => {
          media.poster = url;
        });
      },
      changed(name) {
        if (name === 'src') load();
        else apply();
      },
      detached: () => media.pause(),
      context: () => context,
      node: () => context,
    };
  },
});

function contextOf(media: HTMLVideoElement): VideoContext {
  return {
    play: () => void media.play().catch(() => {}),
    pause: () => media.pause(),
    stop() {
      media.pause();
      media.currentTime = 0;
    },
    seek(seconds) {
      media.currentTime = seconds;
    },
    playbackRate(rate) {
      media.playbackRate = rate;
    },
    requestFullScreen: () => void media.requestFullscreen?.().catch(() => {}),
    exitFullScreen: () => void media.ownerDocument.exitFullscreen().catch(() => {}),
  };
}

/** Passes the browser's media events on under WeChat's names. */
function report(host: BuiltinHost, media: HTMLVideoElement): void {
  const on = (type: string, name: string, detail: () => object): void =>
    media.addEventListener(type, () => host.emit(name, detail()));
  on('play', 'play', () => ({}));
  on('pause', 'pause', () => ({}));
  on('ended', 'ended', () => ({}));
  on('waiting', 'waiting', () => ({}));
  on('timeupdate', 'timeupdate', () => ({ currentTime: media.currentTime, duration: media.duration }));
  on('error', 'error', () => ({ errMsg: media.error?.message ?? 'MEDIA_ERR' }));
  on('seeked', 'seekcomplete', () => ({ position: media.currentTime }));
  on('progress', 'progress', () => {
    const { buffered, duration } = media;
    const end = buffered.length === 0 ? 0 : buffered.end(buffered.length - 1);
    return { buffered: duration > 0 ? (end / duration) * 100 : 0 };
  });
  media.addEventListener('loadedmetadata', () => {
    const start = host.get<number>('initialTime');
    if (start > 0) media.currentTime = start;
    host.emit('loadedmetadata', {
      width: media.videoWidth,
      height: media.videoHeight,
      duration: media.duration,
    });
  });
  media.addEventListener('fullscreenchange', () => {
    const fullScreen = media.ownerDocument.fullscreenElement === media;
    host.emit('fullscreenchange', { fullScreen, direction: 'vertical' });
  });
}
