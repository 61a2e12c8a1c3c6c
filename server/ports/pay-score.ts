import type { Fen } from '../domain/money';
import type { OrderFacts, SignPlanFacts } from '../domain/order/wechat-facts';
import type { Time } from '../domain/time';
import type { PaymentWriteKind } from './payments';

export type { OrderFacts, OrderPayment, SignPlanFacts } from '../domain/order/wechat-facts';

/** Calls that change something at WeChat Pay. Each has one key: same key, same bytes, for ever. */
export type WriteKind =
  | 'create-plan'
  | 'stop-plan'
  | 'create-sign-plan'
  | 'stop-sign-plan'
  | 'open-order'
  | 'complete-order'
  | 'modify-order'
  | 'cancel-order'
  | 'sync-order'
  | 'pay-order';

export interface WriteInputs {
  'create-plan': {
    serviceKey: string;
    merchantPlanNo: string;
    name: string;
    /** Days from signing. */
    durationDays: number;
    details: { name: string; originalFen: Fen; priceFen: Fen; discount?: string }[];
  };
  'stop-plan': { merchantPlanNo: string };
  'create-sign-plan': {
    serviceKey: string;
    planId: string;
    openid: string;
    merchantSignPlanNo: string;
    details: { no: number; outTradeNo: string }[];
  };
  'stop-sign-plan': { merchantSignPlanNo: string; reason: string };
  'open-order': {
    serviceKey: string;
    signPlanId: string;
    detailNo: number;
    openid: string;
    outTradeNo: string;
    introduction: string;
    startTime: Time;
    /** Left out when unknown (a unit of several classes). */
    endTime?: Time;
    place?: string;
  };
  'complete-order': {
    serviceKey: string;
    outTradeNo: string;
    lineName: string;
    chargeFen: Fen;
    startTime: Time;
    endTime: Time;
  };
  'modify-order': {
    serviceKey: string;
    outTradeNo: string;
    lineName: string;
    chargeFen: Fen;
    reason: string;
  };
  'cancel-order': { serviceKey: string; outTradeNo: string; reason: string };
  'sync-order': { serviceKey: string; outTradeNo: string; paidAt: Time };
  'pay-order': { serviceKey: string; outTradeNo: string };
}

/** Every call that changes something at WeChat Pay. */
export type CallKind = WriteKind | PaymentWriteKind;

/** A call as it will go over the wire, made once, stored before it is sent, repeated byte for byte. */
export interface PreparedCall<K extends CallKind = CallKind> {
  kind: K;
  /** `{kind}:{business number}` */
  key: string;
  method: 'POST';
  path: string;
  body: string;
}

export interface Answers {
  'create-plan': PlanFacts;
  'stop-plan': PlanFacts;
  'create-sign-plan': { signPlan: SignPlanFacts; package: string };
  'stop-sign-plan': SignPlanFacts;
  'open-order': OrderFacts;
  'complete-order': OrderFacts;
  'modify-order': OrderFacts;
  'cancel-order': undefined;
  'sync-order': OrderFacts;
  'pay-order': undefined;
}

export interface PlanFacts {
  planId: string;
  state: string;
}

/**
 * What came of a call. `refused`: WeChat answered and did not do it. `busy`: not done, try later (429, 271316754).
 * `unknown`: it may have been done (time-out, 5xx, an answer whose signature does not verify): query first.
 */
export type CallOutcome<T> =
  | { kind: 'done'; value: T; requestId: string }
  | { kind: 'refused'; status: number; code: string; innerCode?: string; message: string; requestId: string }
  | { kind: 'busy'; reason: string }
  | { kind: 'unknown'; reason: string };

/** WeChat Pay Score: plans, sign plans, service orders. */
export interface PayScore {
  /** Builds the exact bytes of a call; deterministic. */
  prepare<K extends WriteKind>(kind: K, input: WriteInputs[K]): PreparedCall<K>;
  send<K extends WriteKind>(call: PreparedCall<K>): Promise<CallOutcome<Answers[K]>>;
  queryPlan(merchantPlanNo: string): Promise<CallOutcome<PlanFacts>>;
  querySignPlan(merchantSignPlanNo: string): Promise<CallOutcome<SignPlanFacts>>;
  queryOrder(serviceKey: string, outTradeNo: string): Promise<CallOutcome<OrderFacts>>;
  /** Parameters of `wx.openBusinessView({businessType: 'wxpayScoreDetail'})`, signed with the APIv2 key. */
  orderDetailParameters(serviceKey: string, outTradeNo: string): Record<string, string>;
}

/** A call's intent, stored before it is sent and never deleted; attempts are appended. `_id` is the call's key. */
export interface Intent {
  _id: string;
  kind: CallKind;
  /** Order or course version it belongs to. */
  subject: string;
  path: string;
  body: string;
  createdAt: Time;
  state: 'pending' | 'done' | 'refused';
  attempts: { at: Time; outcome: string }[];
}

/** A verified callback of WeChat Pay, stored before it was answered. `_id` is the event's id. */
export interface StoredNotification {
  _id: string;
  eventType: string;
  /** Business number: `merchant_sign_plan_no`, `out_order_no`, `out_refund_no`; empty when there is none. */
  businessNo: string;
  /** The decrypted resource, JSON as it came. */
  resource: string;
  receivedAt: Time;
  state: 'stored' | 'applied' | 'ignored';
  appliedAt?: Time;
}

/** What `pay-notify` needs of WeChat Pay: verify over the raw body, then decrypt with the tag checked. */
export interface CallbackReader {
  /** @returns the event, or the reason (for the log) why it is not WeChat's. */
  read(headers: Record<string, string>, rawBody: string): CallbackEvent | { refused: string };
  /** Facts inside a decrypted resource; undefined when it is not of that kind. */
  signPlan(resource: string): SignPlanFacts | undefined;
  serviceOrder(resource: string): OrderFacts | undefined;
}

export interface CallbackEvent {
  id: string;
  eventType: string;
  createdAt: string;
  resource: string;
  businessNo: string;
}
