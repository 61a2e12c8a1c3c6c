import type { Fen } from '../domain/money';
import type { PaymentFacts } from '../domain/payment/payment';
import type { RefundFacts } from '../domain/payment/refund';
import type { Time } from '../domain/time';
import type { CallOutcome, PreparedCall } from './pay-score';

export type { PaymentFacts } from '../domain/payment/payment';
export type { RefundFacts } from '../domain/payment/refund';

/** Calls about ordinary payments and refunds that change something; same key, same bytes. */
export type PaymentWriteKind = 'create-payment' | 'close-payment' | 'create-refund';

export interface PaymentInputs {
  'create-payment': {
    outTradeNo: string;
    description: string;
    openid: string;
    amountFen: Fen;
    /** WeChat closes it by itself then. */
    expiresAt: Time;
  };
  'close-payment': { outTradeNo: string };
  'create-refund': {
    outRefundNo: string;
    transactionId: string;
    /** What is given back, and what the transaction was. */
    refundFen: Fen;
    totalFen: Fen;
    reason: string;
  };
}

export interface PaymentAnswers {
  'create-payment': { prepayId: string };
  'close-payment': undefined;
  'create-refund': RefundFacts;
}

/** WeChat Pay outside PayScore: ordinary payment in the Mini Program (JSAPI) and refunds. */
export interface Payments {
  prepare<K extends PaymentWriteKind>(kind: K, input: PaymentInputs[K]): PreparedCall<K>;
  send<K extends PaymentWriteKind>(call: PreparedCall<K>): Promise<CallOutcome<PaymentAnswers[K]>>;
  queryPayment(outTradeNo: string): Promise<CallOutcome<PaymentFacts>>;
  queryRefund(outRefundNo: string): Promise<CallOutcome<RefundFacts>>;
  /** Parameters of `wx.requestPayment`, signed with the merchant's key. */
  paymentParameters(
    prepayId: string,
  ): Record<'timeStamp' | 'nonceStr' | 'package' | 'signType' | 'paySign', string>;
  /** Facts inside a decrypted callback; undefined when it is not of that kind. */
  payment(resource: string): PaymentFacts | undefined;
  refund(resource: string): RefundFacts | undefined;
}
