/**
 * What WeChat Pay keeps. Names follow WeChat's fields in camel case; moments are milliseconds since the epoch and
 * amounts fen. The shapes that a merchant sees are made of these in `plans/entity.ts` and `orders/entity.ts`.
 */
export interface PlanDetail {
  planDetailNo: number;
  planDetailName: string;
  originalPrice: number;
  planDiscountDescription: string;
  actualPrice: number;
}

export interface Plan {
  planId: string;
  merchantPlanNo: string;
  serviceId: string;
  planName: string;
  planDuration: number;
  planState: 'NORMAL' | 'STOP';
  totalOriginalPrice: number;
  totalActualPrice: number;
  details: PlanDetail[];
  stopTime?: number;
  /** Digest of the creating request: the same number with other parameters is refused. */
  digest: string;
}

export type SignState = 'UNSIGNED' | 'SIGNED' | 'SIGN_PLAN_CANCEL' | 'COMPLETE' | 'EXPIRE';
export type CancelSignType = 'NOT_CANCEL' | 'USER' | 'MERCHANT' | 'REVOKE_SERVICE';
export type PlanDetailState = 'NOT_USED' | 'USING' | 'USED' | 'SIGN_PLAN_DETAIL_CANCEL';

export interface SignedDetail extends PlanDetail {
  merchantPlanDetailNo: string;
  state: PlanDetailState;
  orderId?: string;
  actualPayPrice?: number;
  useTime?: number;
  completeTime?: number;
  cancelTime?: number;
}

export interface SignPlan {
  signPlanId: string;
  merchantSignPlanNo: string;
  openid: string;
  serviceId: string;
  planId: string;
  planName: string;
  notifyUrl: string;
  package: string;
  packageDiesAt: number;
  signState: SignState;
  cancelSignType: CancelSignType;
  cancelSignTime?: number;
  cancelReason?: string;
  signTime?: number;
  planOverTime?: number;
  planDuration: number;
  goingDetailNo: number;
  totalOriginalPrice: number;
  totalActualPrice: number;
  details: SignedDetail[];
  digest: string;
}

export interface Charge {
  name: string;
  amount: number;
  description?: string;
  count?: number;
}

export interface TimeRange {
  start_time?: string;
  end_time?: string;
  start_time_remark?: string;
  end_time_remark?: string;
}

export interface Collected {
  amount: number;
  /** NEWTON: taken by WeChat. MCH: the merchant says it was paid elsewhere (`sync`). */
  paidType: 'NEWTON' | 'MCH';
  paidTime: number;
  transactionId?: string;
}

export interface ServiceOrder {
  outOrderNo: string;
  orderId: string;
  queryId: string;
  signPlanId: string;
  planDetailNo: number;
  openid: string;
  serviceId: string;
  notifyUrl: string;
  introduction: string;
  timeRange: TimeRange;
  location?: { start_location?: string; end_location?: string };
  attach?: string;
  postPayments: Charge[];
  postDiscounts: Charge[];
  /** Most that the order may be completed with. */
  riskAmount: number;
  state: 'CREATED' | 'DOING' | 'DONE' | 'REVOKED' | 'EXPIRED';
  stateDescription?: 'USER_CONFIRM' | 'MCH_COMPLETE';
  totalAmount?: number;
  needCollection?: boolean;
  collected?: Collected;
  completedAt?: number;
  /** Failed deductions so far. */
  attempts: number;
  lastAttemptAt?: number;
  /** Unpaid for more than 30 days after completion. */
  overdue: boolean;
  digest: string;
  completeDigest?: string;
}

export type TradeType = 'AUTH' | 'JSAPI';

export interface Transaction {
  transactionId: string;
  tradeType: TradeType;
  /** The merchant's number, or one made by WeChat for automatic deductions. */
  outTradeNo: string;
  openid: string;
  amount: number;
  paidAt: number;
  /** Data package as the trade bill prints it, e.g. `wxzff|<order_id>|<out_order_no>`. */
  attach: string;
  /** What was bought, as the trade bill prints it. */
  description: string;
  /** The service order that was paid, if any. */
  outOrderNo?: string;
}

export type RefundStatus = 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL';

export interface Refund {
  outRefundNo: string;
  refundId: string;
  transactionId: string;
  outTradeNo: string;
  amount: number;
  total: number;
  reason?: string;
  notifyUrl?: string;
  status: RefundStatus;
  createdAt: number;
  successAt?: number;
  digest: string;
}

/** A bill that was asked for, to be fetched within five minutes. */
export interface BillTicket {
  token: string;
  /** The file's bytes, base64. */
  content: string;
  diesAt: number;
}

/** An order without service: "JSAPI payment". */
export interface Prepayment {
  outTradeNo: string;
  prepayId: string;
  openid: string;
  amount: number;
  description: string;
  attach?: string;
  notifyUrl: string;
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
  transactionId?: string;
  /** The prepay_id is good for two hours. */
  diesAt: number;
  /** The order closes by itself at `time_expire`, if that was given. */
  closesAt?: number;
  digest: string;
}
