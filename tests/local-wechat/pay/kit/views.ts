/** What a merchant expects to read in answers and callbacks; times and enums are plain texts here. */
export interface PlanView {
  plan_id: string;
  service_id: string;
  merchant_plan_no: string;
  plan_state: string;
  deduction_quantity: number;
  plan_detail_list: Record<string, unknown>[];
  stop_time?: string;
}

export interface SignedDetailView {
  plan_detail_no: number;
  merchant_plan_detail_no: string;
  plan_detail_state: string;
  actual_price: number;
  order_id?: string;
  actual_pay_price?: number;
  use_time: string;
  complete_time: string;
  cancel_time: string;
}

export interface SignPlanView {
  sign_plan_id: string;
  merchant_sign_plan_no: string;
  service_id: string;
  openid: string;
  plan_id: string;
  sign_state: string;
  cancel_sign_type: string;
  going_detail_no: number;
  plan_over_time: string;
  sign_time: string;
  signed_detail_list: SignedDetailView[];
}

export interface Offered {
  sign_plan: SignPlanView;
  package: string;
}

export interface CollectionView {
  state: string;
  total_amount: number;
  paying_amount: number;
  paid_amount: number;
  details?: { amount: number | string; paid_type: string; paid_time: string; transaction_id?: string }[];
}

export interface OrderView {
  out_order_no: string;
  order_id: string;
  service_id: string;
  state: string;
  state_description?: string;
  total_amount?: number;
  need_collection?: boolean;
  collection?: CollectionView;
}

export interface RefundView {
  refund_id: string;
  out_refund_no: string;
  transaction_id: string;
  status: string;
  amount: { total: number; refund: number };
}

/** A refusal, or any answer before a test says what it expects. */
export interface Body extends Record<string, unknown> {
  code?: string;
  message?: string;
  detail?: {
    field?: string;
    value?: unknown;
    issue?: string;
    location?: string;
    sign_information?: Record<string, string | number>;
  };
}

export interface Envelope {
  id: string;
  create_time: string;
  event_type: string;
  resource_type: string;
  summary: string;
  resource: {
    original_type: string;
    algorithm: string;
    ciphertext: string;
    nonce: string;
    associated_data?: string;
  };
}
