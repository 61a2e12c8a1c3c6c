import type { Limits } from './table';

/** "WeChat Pay: apply for refund". Exactly one of transaction_id and out_trade_no. */
export const CREATE_REFUND = {
  transaction_id: { is: 'text', most: 32 },
  out_trade_no: { is: 'text', least: 6, most: 32, shape: 'orderNumber' },
  out_refund_no: { is: 'text', must: true, most: 64, shape: 'refundNumber' },
  reason: { is: 'text', most: 80 },
  notify_url: { is: 'text', most: 256, shape: 'notifyUrl' },
  funds_account: { is: 'text', oneOf: ['AVAILABLE', 'UNSETTLED'] },
  amount: {
    is: 'group',
    must: true,
    of: {
      refund: { is: 'whole', must: true, least: 1 },
      total: { is: 'whole', must: true, least: 1 },
      currency: { is: 'text', must: true, oneOf: ['CNY'] },
      from: { is: 'any' },
    },
  },
  goods_detail: { is: 'any' },
} as const satisfies Limits;

/** "WeChat Pay: query refund". */
export const OUT_REFUND_NO = {
  out_refund_no: { is: 'text', must: true, most: 64, shape: 'refundNumber' },
} as const satisfies Limits;

/** "WeChat Pay: send an abnormal refund again", to another account of the user or of the merchant. */
export const REFUND_ID = {
  refund_id: { is: 'text', must: true, most: 32, shape: 'digits' },
} as const satisfies Limits;

export const REPEAT_REFUND = {
  out_refund_no: { is: 'text', must: true, most: 64, shape: 'refundNumber' },
  type: { is: 'text', must: true, oneOf: ['USER_BANK_CARD', 'MERCHANT_BANK_CARD'] },
  bank_type: { is: 'text', most: 16 },
  bank_account: { is: 'text', most: 1024 },
  real_name: { is: 'text', most: 1024 },
} as const satisfies Limits;

/** "WeChat Pay: JSAPI or Mini Program order". */
export const CREATE_PREPAYMENT = {
  appid: { is: 'text', must: true, most: 32 },
  mchid: { is: 'text', must: true, most: 32 },
  description: { is: 'text', must: true, most: 127 },
  out_trade_no: { is: 'text', must: true, least: 6, most: 32, shape: 'orderNumber' },
  time_expire: { is: 'text', most: 64, shape: 'rfc3339' },
  attach: { is: 'text', most: 128 },
  notify_url: { is: 'text', must: true, most: 256, shape: 'notifyUrl' },
  goods_tag: { is: 'text', most: 32 },
  support_fapiao: { is: 'flag' },
  amount: {
    is: 'group',
    must: true,
    of: {
      total: { is: 'whole', must: true, least: 1 },
      currency: { is: 'text', oneOf: ['CNY'] },
    },
  },
  payer: { is: 'group', must: true, of: { openid: { is: 'text', must: true, most: 128 } } },
  detail: { is: 'any' },
  scene_info: { is: 'any' },
  settle_info: { is: 'any' },
} as const satisfies Limits;

/** Path of "query order by merchant number" and "close order". */
export const OUT_TRADE_NO = {
  out_trade_no: { is: 'text', must: true, least: 6, most: 32, shape: 'orderNumber' },
} as const satisfies Limits;

/** Path of "query order by WeChat's number". */
export const TRANSACTION_ID = {
  transaction_id: { is: 'text', must: true, most: 32, shape: 'digits' },
} as const satisfies Limits;

/** The merchant itself, named once more in queries and in "close order". */
export const MCHID = { mchid: { is: 'text', must: true, most: 32 } } as const satisfies Limits;

/** "WeChat Pay: apply for trade bill". */
export const TRADE_BILL = {
  bill_date: { is: 'text', must: true, shape: 'billDate' },
  bill_type: { is: 'text', oneOf: ['ALL', 'SUCCESS', 'REFUND'] },
} as const satisfies Limits;

/** "WeChat Pay Score: apply for the bill" (支付分：申请获取对账单). */
export const SCORE_BILL = {
  bill_date: { is: 'text', must: true, shape: 'scoreBillDate' },
  service_id: { is: 'text', must: true, most: 32 },
  tar_type: { is: 'text', must: true, oneOf: ['GZIP'] },
  encryption_algorithm: { is: 'text', must: true, oneOf: ['AEAD_AES_256_GCM'] },
} as const satisfies Limits;

/** "WeChat Pay: download bill". */
export const DOWNLOAD_BILL = { token: { is: 'text', must: true, most: 128 } } as const satisfies Limits;

/** "WeChat Pay: test of signing and encryption". */
export const ECHO = {
  echo_message: { is: 'text', must: true, most: 1024 },
  notify_url: { is: 'text', most: 256, shape: 'notifyUrl' },
  encrypted_echo_message: { is: 'text', most: 1024 },
} as const satisfies Limits;

/** "WeChat Pay: get platform certificates". */
export const CERTIFICATES = {
  algorithm_type: { is: 'text', oneOf: ['RSA', 'ALL'] },
} as const satisfies Limits;
