import type { Phone } from '../runtime/phone';
import type { PrivacyListener } from '../runtime/privacy';
import { openPrivacyContract } from '../shell/screens/privacy-contract';
import { type ApiSet, asyncApis } from './api';

/** Consent before personal data: "API: privacy". */
export function privacyApis(phone: Phone): ApiSet {
  return {
    onNeedPrivacyAuthorization: (listener: PrivacyListener) => {
      phone.privacy.listener = listener;
    },
    offNeedPrivacyAuthorization: () => {
      phone.privacy.listener = undefined;
    },
    ...asyncApis(phone, {
      getPrivacySetting: () => ({
        needAuthorization: phone.privacy.needed,
        privacyContractName: `《${phone.appName}小程序隐私保护指引》`,
      }),
      async requirePrivacyAuthorize() {
        await phone.privacy.pass('requirePrivacyAuthorize');
        return {};
      },
      openPrivacyContract() {
        openPrivacyContract(phone);
        return {};
      },
    }),
  };
}
