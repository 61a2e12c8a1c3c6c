import type { Phone } from '../runtime/phone';
import { ServerError } from '../runtime/server-link';
import { openPaySheet } from '../shell/dialogs/pay-sheet';
import { askToSubscribe } from '../shell/dialogs/subscribe-dialog';
import { openOrderPage } from '../shell/screens/order-page';
import { openSettingsPage } from '../shell/screens/settings-page';
import { openSignPage } from '../shell/screens/sign-page';
import {
  ApiError,
  type ApiSet,
  type AsyncApi,
  asyncApis,
  type Options,
  type Result,
  required,
  text,
} from './api';

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
  return asyncApis(phone, {
    ...session(phone),
    ...leave(phone),
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
  });
}

/** A session begins with `login`, and WeChat keeps it when the Mini Program is closed. */
function session(phone: Phone): Record<string, AsyncApi> {
  const key = `phone:${phone.built.appid}:${phone.server.openid}:session`;
  return {
    login() {
      const logins = Number(localStorage.getItem(key) ?? 0) + 1;
      localStorage.setItem(key, String(logins));
      return { code: `local-${phone.server.openid}-${logins}` };
    },
    checkSession() {
      if (localStorage.getItem(key) === null) throw new ApiError('session time out, need relogin');
      return {};
    },
  };
}

/** What the person allows, and WeChat's page on which she changes it. */
function leave(phone: Phone): Record<string, AsyncApi> {
  const setting = ({ withSubscriptions }: Options): Result => {
    const { scopes, subscriptions, subscribes } = phone.permissions.kept;
    const messages = { mainSwitch: subscribes, itemSettings: subscriptions };
    return {
      authSetting: { ...scopes },
      ...(withSubscriptions === true ? { subscriptionsSetting: messages } : {}),
    };
  };
  return {
    getSetting: setting,
    async openSetting(options) {
      await openSettingsPage(phone);
      return setting(options);
    },
    async authorize(options) {
      await phone.permissions.authorize(required(options, 'scope'));
      return {};
    },
  };
}

async function subscribe(phone: Phone, options: Options): Promise<Result> {
  const templateIds = Array.isArray(options.tmplIds) ? options.tmplIds.map(String) : [];
  if (templateIds.length === 0) throw new ApiError('TmplIds can not be empty', { errCode: 20_001 });
  if (templateIds.length > MOST_TEMPLATES)
    throw new ApiError('Templates count out of max bound', { errCode: 20_003 });
  const { openid } = phone.server;
  if (!phone.permissions.kept.subscribes)
    throw new ApiError('The main switch is switched off', { errCode: 20_004 });
  const accepted = await acceptedOf(phone, templateIds);
  if (!phone.server.hasWeChat)
    return Object.fromEntries(templateIds.map((id) => [id, accepted.includes(id) ? 'accept' : 'reject']));
  return refused(
    phone.server.control<Result>('POST', '/wechat/subscribe', {
      openid,
      templateIds,
      accept: accepted,
    }),
  );
}

/** Asks for those templates about which no answer is kept. @returns the templates that may be sent */
async function acceptedOf(phone: Phone, templateIds: readonly string[]): Promise<readonly string[]> {
  const { permissions } = phone;
  const open = templateIds.filter((id) => permissions.kept.subscriptions[id] === undefined);
  const answer = open.length === 0 ? undefined : await askToSubscribe(phone, open);
  if (answer?.always === true)
    for (const id of open)
      permissions.setSubscription(id, answer.accepted.includes(id) ? 'accept' : 'reject');
  const { subscriptions } = permissions.kept;
  return templateIds.filter((id) => subscriptions[id] === 'accept' || answer?.accepted.includes(id));
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
