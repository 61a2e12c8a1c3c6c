/**
 * Who calls a function, as the platform knows it; the event says nothing about it.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/utils/Cloud.getWXContext.html
 */
export interface Caller {
  /** `wx_client`, `wx_trigger`, `wx_http`; a function called by a function has `,scf` behind its caller's. */
  source: string;
  /** Only people have one: timers and HTTP access have none. */
  openid?: string;
  appid?: string;
}

export function miniProgramUser(openid: string, appid: string): Caller {
  return { source: 'wx_client', openid, appid };
}

export const TIMER_CALLER: Caller = { source: 'wx_trigger' };
export const HTTP_CALLER: Caller = { source: 'wx_http' };

/** The caller that a function sees when it was called by another function. */
export function calledByFunction(first: Caller): Caller {
  return { ...first, source: `${first.source},scf` };
}
