import type { LogLine } from './control';

/** A line of the log as a person reads it. */
export interface CallWords {
  /** → from the product to WeChat, ← from WeChat to the product, empty when neither. */
  readonly arrow: '→' | '←' | '';
  readonly name: string;
  /** HTTP status, where the line ends with one. */
  readonly status: string;
}

const CALLBACK = /^([A-Z_.]+) https?:\S+(?: (\d{3}))?$/;
const REQUEST = /^(GET|POST|PUT|DELETE) (\S+?)(?:\?\S*)?(?: (\d{3}))?$/;

/** Takes a line's `what` apart: long addresses are cut down to what differs. */
export function callWords({ kind, what }: LogLine): CallWords {
  const callback = CALLBACK.exec(what);
  if (callback !== null) return { arrow: '←', name: callback[1] ?? '', status: callback[2] ?? '' };
  const request = REQUEST.exec(what);
  if (request !== null) {
    const path = (request[2] ?? '')
      .replace(/^https?:\/\/[^/]+/, '')
      .replace(/^\/v3\/(?:payscore\/|pay\/)?/, '');
    return { arrow: '→', name: `${request[1]} ${path}`, status: request[3] ?? '' };
  }
  return { arrow: kind === 'function' || kind === 'openapi' ? '→' : '', name: what, status: '' };
}

/** What an event means, by the end of its name: the longest that fits wins. */
const EVENTS: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^PAYSCORE\.USER_PAID/, '微信支付通知：已扣款'],
  [/^PAYSCORE\.USER_SIGN_PLAN/, '微信支付通知：已签约'],
  [/^PAYSCORE\.USER_CANCEL_SIGN_PLAN/, '微信支付通知：签约已关闭'],
  [/^PAYSCORE\./, '微信支付通知'],
  [/^TRANSACTION\./, '微信支付通知：支付结果'],
  [/^REFUND\./, '微信支付通知：退款结果'],
  [/serviceorder\/[^/]+\/complete$/, '请微信支付扣款'],
  [/serviceorder\/[^/]+\/cancel$/, '取消服务订单'],
  [/serviceorder\/[^/]+\/modify$/, '修改扣款金额'],
  [/serviceorder$/, '开服务订单'],
  [/user-sign-plans?$/, '创建签约'],
  [/user-sign-plans?\/.*stop$/, '停止签约'],
  [/refund/, '退款'],
  [/subscribe/i, '发送订阅消息'],
];

/** One sentence about what has happened. */
export function eventWords(line: LogLine): string {
  const { name, status } = callWords(line);
  const words = EVENTS.find(([pattern]) => pattern.test(name))?.[1] ?? name;
  const failed = line.error !== undefined || (status !== '' && !status.startsWith('2'));
  return `${line.at.slice(5, 16).replace('-', '月').replace('T', '日 ')} ${words}${failed ? `（${status || '失败'}）` : ''}`;
}
