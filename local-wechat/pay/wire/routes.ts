import { refuse } from '../errors';
import {
  CERTIFICATES,
  CREATE_PREPAYMENT,
  CREATE_REFUND,
  DOWNLOAD_BILL,
  ECHO,
  MCHID,
  OUT_REFUND_NO,
  OUT_TRADE_NO,
  REFUND_ID,
  REPEAT_REFUND,
  SCORE_BILL,
  TRADE_BILL,
  TRANSACTION_ID,
} from '../limits/money';
import { CREATE_PLAN, MERCHANT_PLAN_NO } from '../limits/plan';
import {
  CANCEL_ORDER,
  COLLECT_ORDER,
  COMPLETE_ORDER,
  MODIFY_ORDER,
  OPEN_ORDER,
  OUT_ORDER_NO,
  QUERY_ORDER,
  SYNC_ORDER,
} from '../limits/service-order';
import { CREATE_SIGN_PLAN, MERCHANT_SIGN_PLAN_NO, STOP_SIGN_PLAN } from '../limits/sign-plan';
import { applyForBill, downloadBill } from '../money/bills';
import {
  checkMchid,
  closePrepayment,
  createPrepayment,
  queryByOutTradeNo,
  queryByTransactionId,
} from '../money/prepayments';
import { createRefund, queryRefund, repeatRefund } from '../money/refunds';
import { applyForScoreBill } from '../money/score-bill';
import { cancelOrder, collectOrder, modifyOrder, queryOrder, syncOrder } from '../orders/change';
import { completeOrder } from '../orders/complete';
import { openOrder } from '../orders/open';
import { createPlan, queryPlan, stopPlan } from '../plans/plans';
import { createSignPlan, querySignPlan, stopSignPlan } from '../plans/sign-plans';
import { certificates } from '../security/certificates';
import { echo } from '../security/echo';
import { type Route, route } from './route';

const PLANS = '/v3/payscore/plan/payscore-plans';
const SIGN_PLANS = '/v3/payscore/sign-plan/user-sign-plans';
const ORDERS = '/v3/payscore/serviceorder';
const ORDER = `${ORDERS}/{out_order_no}`;

const planRoutes: Route[] = [
  route('POST', PLANS, { body: CREATE_PLAN }, (context, { body }) => createPlan(context, body)),
  route(
    'GET',
    `${PLANS}/merchant-plan-no/{merchant_plan_no}`,
    { path: MERCHANT_PLAN_NO },
    (context, { path }) => queryPlan(context, path.merchant_plan_no),
  ),
  route(
    'POST',
    `${PLANS}/merchant-plan-no/{merchant_plan_no}/stop`,
    { path: MERCHANT_PLAN_NO },
    (context, { path }) => stopPlan(context, path.merchant_plan_no),
  ),
];

const signPlanRoutes: Route[] = [
  route('POST', SIGN_PLANS, { body: CREATE_SIGN_PLAN }, (context, { body }) => createSignPlan(context, body)),
  route(
    'GET',
    `${SIGN_PLANS}/merchant-sign-plan-no/{merchant_sign_plan_no}`,
    { path: MERCHANT_SIGN_PLAN_NO },
    (context, { path }) => querySignPlan(context, path.merchant_sign_plan_no),
  ),
  route(
    'POST',
    `${SIGN_PLANS}/merchant-sign-plan-no/{merchant_sign_plan_no}/stop`,
    { path: MERCHANT_SIGN_PLAN_NO, body: STOP_SIGN_PLAN },
    (context, { path, body }) => stopSignPlan(context, path.merchant_sign_plan_no, body.stop_reason),
  ),
];

const orderRoutes: Route[] = [
  route('POST', '/v3/payscore/sign-plan/serviceorder', { body: OPEN_ORDER }, (context, { body }) =>
    openOrder(context, body),
  ),
  route('GET', ORDERS, { query: QUERY_ORDER }, (context, { query }) => queryOrder(context, query)),
  route(
    'POST',
    `${ORDER}/complete`,
    { path: OUT_ORDER_NO, body: COMPLETE_ORDER },
    (context, { path, body }) => completeOrder(context, path.out_order_no, body),
  ),
  route('POST', `${ORDER}/modify`, { path: OUT_ORDER_NO, body: MODIFY_ORDER }, (context, { path, body }) =>
    modifyOrder(context, path.out_order_no, body),
  ),
  route('POST', `${ORDER}/cancel`, { path: OUT_ORDER_NO, body: CANCEL_ORDER }, (context, { path, body }) =>
    cancelOrder(context, path.out_order_no, body),
  ),
  route('POST', `${ORDER}/pay`, { path: OUT_ORDER_NO, body: COLLECT_ORDER }, (context, { path, body }) =>
    collectOrder(context, path.out_order_no, body),
  ),
  route('POST', `${ORDER}/sync`, { path: OUT_ORDER_NO, body: SYNC_ORDER }, (context, { path, body }) =>
    syncOrder(context, path.out_order_no, body),
  ),
];

const REFUNDS = '/v3/refund/domestic/refunds';

const refundRoutes: Route[] = [
  route('POST', REFUNDS, { body: CREATE_REFUND }, (context, { body }) => createRefund(context, body)),
  route('GET', `${REFUNDS}/{out_refund_no}`, { path: OUT_REFUND_NO }, (context, { path }) =>
    queryRefund(context, path.out_refund_no),
  ),
  route(
    'POST',
    `${REFUNDS}/{refund_id}/apply-abnormal-refund`,
    { path: REFUND_ID, body: REPEAT_REFUND },
    (context, { path, body }) => repeatRefund(context, path.refund_id, body.out_refund_no),
  ),
];

const TRANSACTIONS = '/v3/pay/transactions';
const TRADE = `${TRANSACTIONS}/out-trade-no/{out_trade_no}`;

const transactionRoutes: Route[] = [
  route('POST', `${TRANSACTIONS}/jsapi`, { body: CREATE_PREPAYMENT }, (context, { body }) =>
    createPrepayment(context, body),
  ),
  route('GET', TRADE, { path: OUT_TRADE_NO, query: MCHID }, (context, { path, query }) => {
    checkMchid(context, query.mchid);
    return queryByOutTradeNo(context, path.out_trade_no);
  }),
  route(
    'GET',
    `${TRANSACTIONS}/id/{transaction_id}`,
    { path: TRANSACTION_ID, query: MCHID },
    (context, { path, query }) => {
      checkMchid(context, query.mchid);
      return queryByTransactionId(context, path.transaction_id);
    },
  ),
  route('POST', `${TRADE}/close`, { path: OUT_TRADE_NO, body: MCHID }, (context, { path, body }) => {
    checkMchid(context, body.mchid);
    return closePrepayment(context, path.out_trade_no);
  }),
];

const otherRoutes: Route[] = [
  route('GET', '/v3/bill/tradebill', { query: TRADE_BILL }, (context, { query }) =>
    applyForBill(context, query),
  ),
  route('GET', '/v3/billdownload/file', { query: DOWNLOAD_BILL }, (context, { query }) =>
    downloadBill(context, query.token),
  ),
  route('GET', '/v3/payscore/merchant-bill', { query: SCORE_BILL }, (context, { query }) =>
    applyForScoreBill(context, query),
  ),
  route('GET', '/v3/payscore/bill/downloadurl', { query: DOWNLOAD_BILL }, (context, { query }) =>
    downloadBill(context, query.token),
  ),
  route('GET', '/v3/certificates', { query: CERTIFICATES }, (context) => certificates(context)),
  route('POST', '/v3/security/echo', { body: ECHO }, (context, { body }) => echo(context, body)),
];

/** Calls which need a permission that a service with "confirmed by plan" has not. */
const forbiddenRoutes: Route[] = [ORDERS, `${ORDERS}/direct-complete`, '/v3/payscore/permissions'].map(
  (template) => ({ method: 'POST', template, answer: () => refuse('noAuth') }),
);

/** Every call that the local WeChat Pay answers; anything else is 404. */
export const ROUTES: readonly Route[] = [
  ...planRoutes,
  ...signPlanRoutes,
  ...orderRoutes,
  ...refundRoutes,
  ...transactionRoutes,
  ...otherRoutes,
  ...forbiddenRoutes,
];
