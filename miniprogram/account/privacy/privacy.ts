import { read, write } from '../../api/call';
import { Intentions } from '../../api/intention';
import { showFailure } from '../../api/page-problem';
import { consented } from '../../api/privacy';
import { saveText, sendFile } from '../../api/share-file';
import { consentWords, dataFile, ERASE_WORDS, erasureNote, KEPT, NOT_KEPT } from './privacy-view';

const intentions = new Intentions();
const ERASE = 'erase';

Page({
  data: {
    kept: KEPT,
    notKept: NOT_KEPT,
    consent: consentWords(undefined),
    /** Not while it is unknown, or waits already. */
    erasable: false,
    erasure: '',
    busy: false,
  },

  onShow() {
    this.loadErasure();
    if (typeof wx.getPrivacySetting !== 'function') return;
    wx.getPrivacySetting({
      success: ({ needAuthorization }) => this.setData({ consent: consentWords(needAuthorization) }),
    });
  },

  async loadErasure() {
    try {
      const erasure = await read('signing', 'erasure', {});
      this.setData({ erasable: erasure.state === 'none', erasure: erasureNote(erasure) });
    } catch {
      // The rest of the page is readable without it; nothing can be erased until it is known.
      this.setData({ erasable: false, erasure: '' });
    }
  },

  async onConsent() {
    if (await consented()) this.setData({ consent: consentWords(false) });
  },

  openGuide() {
    wx.openPrivacyContract({ fail: () => wx.showToast({ title: '暂时打不开，请稍后再试', icon: 'none' }) });
  },

  async onExport() {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      const { name, text } = dataFile(await read('signing', 'exportMyData', {}));
      if (await sendFile(await saveText(name, text), name)) wx.showToast({ title: '已发送', icon: 'none' });
    } catch (error) {
      showFailure(error);
    }
    this.setData({ busy: false });
  },

  async onErase() {
    if (this.data.busy || !this.data.erasable) return;
    const { confirm } = await wx.showModal(ERASE_WORDS);
    if (!confirm) return;
    this.setData({ busy: true });
    try {
      await write('signing', 'eraseMyData', {}, intentions.idOf(ERASE));
      intentions.answered(ERASE);
      await this.loadErasure();
    } catch (error) {
      showFailure(error);
    }
    this.setData({ busy: false });
  },
});
