import type { Phone } from '../runtime/phone';
import { defineOpenButtons } from './open-buttons';
import { watchMessages } from './screens/banner';
import { openHome } from './screens/home';

/** Puts WeChat around the Mini Program. */
export function installWeChat(phone: Phone): void {
  defineOpenButtons(phone);
  phone.onLeave(() => openHome(phone));
  watchMessages(phone);
}
