import { watchPrivacy } from './api/privacy';

App({
  onLaunch() {
    // The environment that DevTools or the phone has chosen.
    wx.cloud.init({ traceUser: false });
    watchPrivacy();
  },
});
