import type { Limits } from './table';

/** "WeChat Pay: create plan", and the path of "query plan" and "stop plan". */
export const MERCHANT_PLAN_NO = {
  merchant_plan_no: { is: 'text', must: true, most: 32, shape: 'merchantNumber' },
} as const satisfies Limits;

export const CREATE_PLAN = {
  service_id: { is: 'text', must: true, most: 32, shape: 'digits' },
  appid: { is: 'text', must: true, most: 32 },
  ...MERCHANT_PLAN_NO,
  plan_name: { is: 'text', must: true, most: 20 },
  plan_duration: { is: 'whole', must: true, least: 1 },
  deduction_quantity: { is: 'whole', must: true, least: 1 },
  total_original_price: { is: 'whole', must: true, least: 0 },
  total_actual_price: { is: 'whole', must: true, least: 0 },
  plan_detail_list: {
    is: 'list',
    must: true,
    least: 1,
    of: {
      plan_detail_name: { is: 'text', must: true, most: 20 },
      original_price: { is: 'whole', must: true, least: 0 },
      plan_discount_description: { is: 'text', most: 20 },
      actual_price: { is: 'whole', must: true, least: 0 },
    },
  },
} as const satisfies Limits;
