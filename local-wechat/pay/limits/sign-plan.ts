import type { Limits } from './table';

/** "WeChat Pay: create user sign plan", and the path of its query and stop. */
export const MERCHANT_SIGN_PLAN_NO = {
  merchant_sign_plan_no: { is: 'text', must: true, most: 32, shape: 'merchantNumber' },
} as const satisfies Limits;

export const CREATE_SIGN_PLAN = {
  service_id: { is: 'text', must: true, most: 32, shape: 'digits' },
  plan_id: { is: 'text', must: true, most: 32, shape: 'digits' },
  appid: { is: 'text', must: true, most: 32 },
  openid: { is: 'text', must: true, most: 128 },
  ...MERCHANT_SIGN_PLAN_NO,
  notify_url: { is: 'text', must: true, most: 1024, shape: 'notifyUrl' },
  sign_plan_detail: {
    is: 'list',
    must: true,
    least: 1,
    of: {
      plan_detail_no: { is: 'whole', must: true, least: 1 },
      merchant_plan_detail_no: { is: 'text', must: true, most: 32, shape: 'merchantNumber' },
    },
  },
} as const satisfies Limits;

/** "WeChat Pay: stop user sign plan". */
export const STOP_SIGN_PLAN = {
  stop_reason: { is: 'text', must: true, most: 128 },
} as const satisfies Limits;
