import type { Phone } from '../runtime/phone';
import { ServerError } from '../runtime/server-link';
import { openPaySheet } from '../shell/dialogs/pay-sheet';
import { askToSubscribe } from '../shell/dialogs/subscribe-dialog';
import { openOrderPage } from '../shell/screens/order-page';
import { openSignPage } from '../shell/screens/sign-page';
import { ApiError, type ApiSet, asyncApis, type Options, type Result, required, text } from './api';

/** A subscribe dialog asks for three templates at most. */
const MOST_TEMPLATES = 3;

const ANYBODY = {
  nickName: '微信用户',
  avatarUrl: '',
  gender: 0,
  country: '',
  province: '',
  city: '',
  language: '',
};

/**
 * What WeChat opens to Mini Programs: log-in, subscribe messages, PayScore, payment: "API: open interface".
 */
export function openApis(phone: Phone): ApiSet {
  let logins = 0;
  return asyncApis(phone, {
    login() {
      logins += 1;
      return { code: `local-${phone.server.openid}-${logins}` };
    },
    checkSession: () => ({}),
    // WeChat tells a Mini Program nobody's name any more: everybody is 微信用户.
    getUserInfo: () => ({
      userInfo: ANYBODY,
      rawData: JSON.stringify(ANYBODY),
      signature: '',
      encryptedData: '',
      iv: '',
    }),
    getUserProfile: () => ({
      userInfo: ANYBODY,
      rawData: JSON.stringify(ANYBODY),
      signature: '',
      encryptedData: '',
      iv: '',
    }),
    requestSubscribeMessage: (options) => subscribe(phone, options),
    openBusinessView: (options) => openBusinessView(phone, options),
    requestPayment: (options) => requestPayment(phone, options),
    exitMiniProgram() {
      phone.leave();
      return {};
    },
    navigateToMiniProgram() {
      throw new ApiError('本地手机只有这一个小程序');
    },
    getSetting: () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: true, itemSettings: {} } }),
    openSetting: () => ({ authSetting: {} }),
    authorize: () => ({}),
  });
}

async function subscribe(phone: Phone, options: Options): Promise<Result> {
  const templateIds = Array.isArray(options.tmplIds) ? options.tmplIds.map(String) : [];
  if (templateIds.length === 0) throw new ApiError('TmplIds can not be empty', { errCode: 20_001 });
  if (templateIds.length > MOST_TEMPLATES)
    throw new ApiError('Templates count out of max bound', { errCode: 20_003 });
  const { openid } = phone.server;
  const key = `phone:${phone.built.appid}:${openid}:subscribe:${templateIds.join(',')}`;
  const kept = localStorage.getItem(key);
  const answer: { accepted: readonly string[]; always: boolean } =
    kept === null ? await askToSubscribe(phone, templateIds) : { accepted: JSON.parse(kept), always: true };
  if (answer.always && kept === null) localStorage.setItem(key, JSON.stringify(answer.accepted));
  const told = Object.fromEntries(
    templateIds.map((id) => [id, answer.accepted.includes(id) ? 'accept' : 'reject']),
  );
  if (!phone.server.hasWeChat) return told;
  return refused(
    phone.server.control<Result>('POST', '/wechat/subscribe', {
      openid,
      templateIds,
      accept: answer.accepted,
    }),
  );
}

/** The codes of the local WeChat are WeChat's own. */
async function refused<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ServerError)
      throw new ApiError(error.message, { errCode: Number(error.code) || error.code });
    throw error;
  }
}

/** Jumps to WeChat Pay's own Mini Program. Success says only that the jump worked. */
function openBusinessView(phone: Phone, options: Options): Result {
  const businessType = required(options, 'businessType');
  const extra = typeof options.extraData === 'object' && options.extraData !== null ? options.extraData : {};
  const request = Object.fromEntries(Object.entries(extra).map(([name, value]) => [name, String(value)]));
  const open: Record<string, () => Promise<void>> = {
    wxpayScorePlan: () => openSignPage(phone, request.package ?? ''),
    wxpayScoreDetail: () => openOrderPage(phone, request),
  };
  const jump = open[businessType];
  if (jump === undefined) {
    phone.problems.absent(`wx.openBusinessView({businessType: '${businessType}'})`);
    throw new ApiError(`businessType ${businessType} is not supported`);
  }
  phone.server.record({
    kind: 'api',
    name: `openBusinessView ${businessType}`,
    ok: true,
    ms: 0,
    request: {},
    answer: {},
  });
  phone.app.hide();
  void jump();
  return { extraData: {} };
}

interface Cashier {
  readonly description: string;
  readonly amountFen: number;
}

async function requestPayment(phone: Phone, options: Options): Promise<Result> {
  const names = ['timeStamp', 'nonceStr', 'package', 'signType', 'paySign'];
  const request = Object.fromEntries(names.map((name) => [name, text(options, name)]));
  const { openid } = phone.server;
  const cashier = await refused(
    phone.server.control<Cashier>('POST', '/wechat/cashier', { openid, request }),
  );
  const pays = await openPaySheet(phone, cashier);
  const answer = await phone.server.control<{ errMsg: string }>('POST', '/wechat/request-payment', {
    openid,
    request,
    outcome: pays ? 'pay' : 'leave',
  });
  if (!answer.errMsg.endsWith(':ok')) throw new ApiError(answer.errMsg.replace(/^requestPayment:fail ?/, ''));
  return {};
}
