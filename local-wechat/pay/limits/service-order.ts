import type { Limits } from './table';

const TIME_RANGE = {
  start_time: { is: 'text', must: true, shape: 'moment' },
  end_time: { is: 'text', shape: 'moment' },
  start_time_remark: { is: 'text', most: 20 },
  end_time_remark: { is: 'text', most: 20 },
} as const satisfies Limits;

const LOCATION = {
  start_location: { is: 'text', most: 50 },
  end_location: { is: 'text', most: 50 },
} as const satisfies Limits;

const DEVICE = {
  start_device_id: { is: 'text', most: 60 },
  end_device_id: { is: 'text', most: 60 },
  materiel_no: { is: 'text', most: 64 },
} as const satisfies Limits;

const PAYMENTS = {
  is: 'list',
  must: true,
  least: 1,
  most: 100,
  of: {
    name: { is: 'text', must: true, most: 20 },
    amount: { is: 'whole', must: true, least: 0 },
    description: { is: 'text', most: 30 },
    count: { is: 'whole', least: 1, most: 100 },
  },
} as const;

const DISCOUNTS = {
  is: 'list',
  most: 30,
  of: {
    name: { is: 'text', must: true, most: 20 },
    description: { is: 'text', most: 30 },
    amount: { is: 'whole', must: true, least: 0 },
    count: { is: 'whole', least: 1, most: 100 },
  },
} as const;

const OWNER = {
  appid: { is: 'text', must: true, most: 32 },
  service_id: { is: 'text', must: true, most: 32, shape: 'digits' },
} as const satisfies Limits;

export const OUT_ORDER_NO = {
  out_order_no: { is: 'text', must: true, most: 32, shape: 'orderNumber' },
} as const satisfies Limits;

/** "WeChat Pay: create service order of a sign plan". */
export const OPEN_ORDER = {
  ...OWNER,
  sign_plan_id: { is: 'text', must: true, most: 32, shape: 'digits' },
  plan_detail_no: { is: 'whole', must: true, least: 1 },
  openid: { is: 'text', must: true, most: 128 },
  notify_url: { is: 'text', must: true, most: 256, shape: 'notifyUrl' },
  service_introduction: { is: 'text', must: true, most: 20 },
  time_range: { is: 'group', must: true, of: TIME_RANGE },
  location: { is: 'group', of: LOCATION },
  attach: { is: 'text', most: 256 },
  out_trade_no: { is: 'text', must: true, most: 32, shape: 'merchantNumber' },
} as const satisfies Limits;

/** "WeChat Pay Score: query service order"; exactly one of the two numbers. */
export const QUERY_ORDER = {
  ...OWNER,
  out_order_no: { is: 'text', most: 32, shape: 'orderNumber' },
  query_id: { is: 'text', most: 64 },
} as const satisfies Limits;

/** "WeChat Pay Score: complete service order". */
export const COMPLETE_ORDER = {
  ...OWNER,
  post_payments: PAYMENTS,
  post_discounts: DISCOUNTS,
  total_amount: { is: 'whole', must: true, least: 0 },
  time_range: { is: 'group', of: { ...TIME_RANGE, start_time: { is: 'text', shape: 'moment' } } },
  location: { is: 'group', of: LOCATION },
  profit_sharing: { is: 'flag' },
  goods_tag: { is: 'text', most: 32 },
  device: { is: 'group', of: DEVICE },
} as const satisfies Limits;

/** "WeChat Pay Score: modify the amount of a service order". The documents call service_id optional. */
export const MODIFY_ORDER = {
  appid: OWNER.appid,
  service_id: { is: 'text', most: 32, shape: 'digits' },
  post_payments: PAYMENTS,
  post_discounts: DISCOUNTS,
  total_amount: { is: 'whole', must: true, least: 0 },
  reason: { is: 'text', must: true, most: 50 },
  device: { is: 'group', of: DEVICE },
} as const satisfies Limits;

/** "WeChat Pay Score: cancel service order". */
export const CANCEL_ORDER = {
  ...OWNER,
  reason: { is: 'text', must: true, most: 50 },
} as const satisfies Limits;

/** "WeChat Pay Score: collect payment of a service order" (`/pay`). */
export const COLLECT_ORDER = { ...OWNER } as const satisfies Limits;

/** "WeChat Pay Score: synchronise the state of a service order". */
export const SYNC_ORDER = {
  ...OWNER,
  type: { is: 'text', must: true, oneOf: ['Order_Paid'] },
  detail: {
    is: 'group',
    must: true,
    of: { paid_time: { is: 'text', must: true, shape: 'moment' } },
  },
} as const satisfies Limits;
