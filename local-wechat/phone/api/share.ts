import type { Phone } from '../runtime/phone';
import { ApiError, type ApiSet, asyncApis, type Options, unsupported } from './api';

/** Sharing and updates: "API: share", "wx.getUpdateManager". */
export function shareApis(phone: Phone): ApiSet {
  return {
    getUpdateManager: () => updateManager(phone),
    ...asyncApis(phone, {
      showShareMenu(options) {
        lackSome(phone, 'showShareMenu', options);
        phone.shareHidden = false;
        return {};
      },
      hideShareMenu() {
        phone.shareHidden = true;
        return {};
      },
      updateShareMenu(options) {
        if (lackSome(phone, 'updateShareMenu', options)) throw new ApiError('not supported');
        return {};
      },
      // Tickets come from groups, and there are none here.
      getShareInfo: unsupported(phone, 'getShareInfo'),
    }),
  };
}

/** Cards of special kinds, none of which the phone sends. @returns whether one was asked for */
function lackSome(phone: Phone, api: string, options: Options): boolean {
  const asked = ['withShareTicket', 'isUpdatableMessage', 'isPrivateMessage'].filter(
    (name) => options[name] === true,
  );
  for (const name of asked) phone.problems.absent(`wx.${api}({${name}: true})`);
  return asked.length > 0;
}

/** There is never a newer version than the one that runs here: an edit reloads the phone at once. */
function updateManager(phone: Phone): ApiSet {
  return {
    onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) => {
      setTimeout(() => listener({ hasUpdate: false }));
    },
    onUpdateReady: (listener: () => void) => phone.app.on('onUpdateReady', listener),
    onUpdateFailed: (listener: () => void) => phone.app.on('onUpdateFailed', listener),
    applyUpdate: () => location.reload(),
  };
}
