import { createHmac, type KeyObject } from 'node:crypto';

/**
 * The old signature that `wx.openBusinessView` still wants for the order detail page: HMAC-SHA256 over the parameters
 * sorted by name, with the APIv2 key at their end and as the key. Made on the server only.
 * Source: WeChat Pay Score, page "wxpayScoreDetail" (小程序跳转支付分订单详情).
 */
export function apiV2Signature(parameters: Record<string, string>, key: KeyObject): string {
  const pairs = Object.entries(parameters)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  const text = `${pairs.join('&')}&key=${key.export().toString('utf8')}`;
  return createHmac('sha256', key).update(text, 'utf8').digest('hex').toUpperCase();
}
