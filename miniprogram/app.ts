import { watchPrivacy } from './api/privacy';
import { cameBackFrom } from './api/wechat-return';

interface AppShared {
  /** Told when WeChat's PayScore pages send the person back, with or without data. */
  onReturn: ((from: 'score') => void)[];
}

App<{ shared: AppShared }>({
  shared: { onReturn: [] },

  onLaunch() {
    // The environment that DevTools or the phone has chosen.
    wx.cloud.init({ traceUser: false });
    watchPrivacy();
  },

  /** WeChat's pages come back with or without data, and again after the screen wakes: the server is asked anyway. */
  onShow(options) {
    if (cameBackFrom(options) === undefined) return;
    for (const listener of this.shared.onReturn) listener('score');
  },
});
