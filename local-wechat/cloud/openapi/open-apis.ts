import type { Origin } from '../functions/invocation';
import type { OpenDataDesk } from './open-data';
import { type SubscribeMessageRules, sendSubscribeMessage, type WeChatAnswer } from './subscribe-message';

/** One open API: arguments in snake_case, WeChat's answer. */
export type OpenApi = (
  args: Record<string, unknown>,
  origin: Origin,
) => WeChatAnswer & Record<string, unknown>;

const OK: WeChatAnswer = { errcode: 0, errmsg: 'ok' };

/** The open APIs that the local WeChat answers; a function must list the ones it calls in its config.json. */
export function openApis(rules: SubscribeMessageRules, openData: OpenDataDesk): Record<string, OpenApi> {
  return {
    'subscribeMessage.send': (args) => ({ ...sendSubscribeMessage(args, rules) }),
    // "Get phone number", https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html
    'phonenumber.getPhoneNumber': (args) => {
      const phone = openData.redeemCode(String(args['code'] ?? ''));
      return phone ? { ...OK, phone_info: phone } : { errcode: 40029, errmsg: 'invalid code' };
    },
    // "getOpenData", https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/cloudbase/getOpenData.html
    'cloudbase.getOpenData': (args, origin) => {
      const openid = origin.kind === 'invocation' ? origin.invocation.caller.openid : undefined;
      const ids = Array.isArray(args['cloudid_list']) ? args['cloudid_list'] : [];
      const dataList = ids.map((id) => ({ cloud_id: id, json: openData.redeem(String(id), openid) }));
      return { ...OK, data_list: dataList };
    },
  };
}
