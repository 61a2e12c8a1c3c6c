import { createHmac, timingSafeEqual } from 'node:crypto';
import type { PayContext } from '../context';
import { isPaying } from '../orders/collection';
import { WeChatActError } from './errors';

/** `extraData` of `wx.openBusinessView`, wxpayScoreDetail: all values are texts. */
export type OrderPageRequest = Readonly<Record<string, string>>;

export interface OrderPage {
  outOrderNo: string;
  queryId: string;
  introduction: string;
  state: string;
  amount: number;
  /** Whether the page has a "pay now" button. */
  canPayNow: boolean;
}

/**
 * APIv2 signature: drop empty values and `sign`, sort by name, join as `k=v&…`, append `&key=`, HMAC-SHA256 under that
 * same key, upper-case hexadecimal.
 */
export function signV2(values: OrderPageRequest, key: string): string {
  const pairs = Object.entries(values)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  const text = [...pairs, `key=${key}`].join('&');
  return createHmac('sha256', key).update(text).digest('hex').toUpperCase();
}

function isSigned(request: OrderPageRequest, key: string): boolean {
  const wanted = Buffer.from(signV2(request, key));
  const given = Buffer.from(request['sign'] ?? '');
  return (
    request['sign_type'] === 'HMAC-SHA256' && wanted.length === given.length && timingSafeEqual(wanted, given)
  );
}

/** The order's page inside WeChat, which opens only for a request that the merchant signed with its APIv2 key. */
export function orderPage(context: PayContext, openid: string, request: OrderPageRequest): OrderPage {
  if (!/^\d{10}$/.test(request['timestamp'] ?? ''))
    throw new WeChatActError(
      'BAD_TIMESTAMP',
      '`timestamp` must be a text of ten digits: seconds, not milliseconds.',
    );
  if (!isSigned(request, context.keys.apiV2Key))
    throw new WeChatActError(
      'BAD_SIGNATURE',
      '商户签名校验失败: sign with HMAC-SHA256 and the APIv2 key, on the server.',
    );
  const order = context.orders.get(request['out_order_no'] ?? '');
  const matches = request['mch_id'] === context.mchid && request['service_id'] === order?.serviceId;
  if (!order || !matches || order.openid !== openid)
    throw new WeChatActError(
      '4188',
      'mch_id, service_id, out_order_no and the person do not belong together.',
    );
  return {
    outOrderNo: order.outOrderNo,
    queryId: order.queryId,
    introduction: order.introduction,
    state: order.stateDescription ? `${order.state}/${order.stateDescription}` : order.state,
    amount: order.totalAmount ?? 0,
    canPayNow: isPaying(order),
  };
}
