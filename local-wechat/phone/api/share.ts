import type { Phone } from '../runtime/phone';
import { type ApiSet, asyncApis } from './api';

/** Sharing and updates: "API: share", "wx.getUpdateManager". */
export function shareApis(phone: Phone): ApiSet {
  return {
    getUpdateManager: () => updateManager(),
    ...asyncApis(phone, {
      showShareMenu() {
        phone.shareHidden = false;
        return {};
      },
      hideShareMenu() {
        phone.shareHidden = true;
        return {};
      },
      updateShareMenu: () => ({}),
      getShareInfo: () => ({ encryptedData: '', iv: '', cloudID: '' }),
    }),
  };
}

/** There is never a newer version than the one that runs here: an edit reloads the phone at once. */
function updateManager(): ApiSet {
  return {
    onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) => {
      setTimeout(() => listener({ hasUpdate: false }));
    },
    onUpdateReady: () => undefined,
    onUpdateFailed: () => undefined,
    applyUpdate: () => location.reload(),
  };
}
