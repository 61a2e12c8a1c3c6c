import { consented } from '../../api/privacy';
import { consentWords, KEPT, NOT_KEPT } from './privacy-view';

Page({
  data: { kept: KEPT, notKept: NOT_KEPT, consent: consentWords(undefined) },

  onShow() {
    if (typeof wx.getPrivacySetting !== 'function') return;
    wx.getPrivacySetting({
      success: ({ needAuthorization }) => this.setData({ consent: consentWords(needAuthorization) }),
    });
  },

  async onConsent() {
    if (await consented()) this.setData({ consent: consentWords(false) });
  },

  openGuide() {
    wx.openPrivacyContract({ fail: () => wx.showToast({ title: '暂时打不开，请稍后再试', icon: 'none' }) });
  },
});
