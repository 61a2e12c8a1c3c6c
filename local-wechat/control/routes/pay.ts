import type { LocalPay } from '../../pay';
import { oneOf, textOf, textsByName } from '../fields';
import type { ControlRoutes } from '../router';

/** People, what they do inside WeChat, WeChat Pay's books and its switches. */
export function payRoutes(pay: LocalPay): ControlRoutes {
  return {
    'GET /people': () => ({ people: pay.people.all() }),
    'GET /people/:openid': ({ params }) => pay.people.get(params['openid'] ?? ''),
    'PUT /people/:openid': ({ params, body }) => pay.people.put(params['openid'] ?? '', body),
    'GET /wechat/sign-page': ({ query }) => pay.wechat.signPage(query.get('package') ?? ''),
    'POST /wechat/sign': ({ body }) =>
      pay.wechat.sign(textOf(body, 'package'), oneOf(body, 'outcome', ['sign', 'leave'] as const)),
    'POST /wechat/cancel-plan': ({ body }) => pay.wechat.cancelPlan(textOf(body, 'signPlanId')),
    'POST /wechat/revoke-service': ({ body }) =>
      pay.wechat.revokeService(textOf(body, 'openid'), textOf(body, 'serviceId')),
    'POST /wechat/order-page': ({ body }) =>
      pay.wechat.orderPage(textOf(body, 'openid'), textsByName(body, 'request')),
    'POST /wechat/cashier': ({ body }) => pay.wechat.cashier(textOf(body, 'openid'), paymentRequest(body)),
    'POST /wechat/request-payment': ({ body }) =>
      pay.wechat.requestPayment(
        textOf(body, 'openid'),
        paymentRequest(body),
        oneOf(body, 'outcome', ['pay', 'leave'] as const),
      ),
    'POST /wechat/pay-now': ({ body }) =>
      pay.wechat.payNow(textOf(body, 'openid'), textOf(body, 'outOrderNo')),
    'GET /books': () => pay.books(),
    'GET /callbacks': () => ({ callbacks: pay.callbacks() }),
    'GET /switches': () => pay.switches.get(),
    'PUT /switches': ({ body }) => pay.switches.put(body),
  };
}

/** The five texts that a Mini Program gives to `wx.requestPayment`. */
function paymentRequest(body: Record<string, unknown>) {
  const {
    timeStamp = '',
    nonceStr = '',
    package: ticket = '',
    signType = '',
    paySign = '',
  } = textsByName(body, 'request');
  return { timeStamp, nonceStr, package: ticket, signType, paySign };
}
