import type { Phone } from '../../runtime/phone';
import { openScreens } from '../wechat';

/** The Mini Program of WeChat Pay's score, to which `wx.openBusinessView` jumps. */
export const PAYSCORE_APPID = 'wxd8f3793ea3b935b8';

/**
 * Comes back from another Mini Program: scene 1038.
 * @param extraData what it hands over when its own button led back; undefined after the system's gesture.
 */
export function comeBack(phone: Phone, extraData: unknown): void {
  openScreens(phone).closeAll();
  const { top } = phone.router;
  phone.app.show({
    path: top?.url.path ?? '',
    query: top?.url.query ?? {},
    scene: 1038,
    referrerInfo: { appId: PAYSCORE_APPID, ...(extraData === undefined ? {} : { extraData }) },
  });
}
