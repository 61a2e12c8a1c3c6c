import type { ActionHandler } from '../gateway/request';
import { TcbError } from '../tcb-error';

/**
 * What `cloud.cloudPay` covers: payments by order, as of APIv2. Neither PayScore nor deduction plans are among them.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/open/pay/CloudPay.unifiedOrder.html
 */
const COVERED = [
  'unifiedOrder',
  'queryOrder',
  'closeOrder',
  'refund',
  'queryRefund',
  'downloadBill',
  'downloadFundFlow',
];

const NOT_BOUND = Buffer.from(
  JSON.stringify({
    return_code: 'FAIL',
    return_msg: '商户号未绑定云支付 (cloud payment is not bound; the local WeChat Pay speaks APIv3)',
  }),
);

/** `wx.wxPayApi`: refuses what cloudPay has not, and what it has as from a merchant who did not bind cloud payment. */
export const cloudPayAction: ActionHandler = async ({ body }) => {
  const api = String(body['apiName'] ?? '');
  if (!COVERED.includes(api)) {
    throw new TcbError(
      'INVALID_PARAM',
      `-604100 API not found: cloudPay has no "${api}". PayScore and its plans are not covered by cloudPay: ` +
        'call APIv3 of WeChat Pay.',
    );
  }
  // Bytes, since the SDK takes only an error for JSON.
  return { bytes: NOT_BOUND, contentType: 'application/octet-stream' };
};
