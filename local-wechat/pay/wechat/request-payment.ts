import { verify } from 'node:crypto';
import type { PayContext } from '../context';
import type { Prepayment } from '../model';
import { settlePrepayment } from '../money/prepayments';
import { WeChatActError } from './errors';

/** What a Mini Program gives to `wx.requestPayment`. */
export interface PaymentRequest {
  timeStamp: string;
  nonceStr: string;
  /** `prepay_id=…` */
  package: string;
  signType: string;
  paySign: string;
}

export interface PaymentResult {
  result: 'paid' | 'left' | 'refused';
  /** As `wx.requestPayment` reports it. */
  errMsg: string;
  transactionId?: string;
}

/** What the cashier shows before a person decides. */
export interface Cashier {
  description: string;
  amountFen: number;
}

const failed = (reason: string): PaymentResult => ({
  result: 'refused',
  errMsg: `requestPayment:fail ${reason}`,
});

/** `paySign`: SHA256withRSA by the merchant over appId, timeStamp, nonceStr and package, each with LF. */
function isSigned(context: PayContext, request: PaymentRequest): boolean {
  const text = `${context.appid}\n${request.timeStamp}\n${request.nonceStr}\n${request.package}\n`;
  const signature = Buffer.from(request.paySign, 'base64');
  return (
    request.signType === 'RSA' &&
    verify('sha256', Buffer.from(text), context.keys.merchantPublicKey, signature)
  );
}

/** The order behind a request, or why the cashier does not open. */
function orderOf(context: PayContext, openid: string, request: PaymentRequest): Prepayment | string {
  if (!isSigned(context, request)) return '支付验证签名失败';
  const prepayment = context.prepayments.one('prepayId', request.package.replace(/^prepay_id=/, ''));
  if (prepayment?.openid !== openid) return '下单账号与支付账号不一致';
  return obstacle(context, prepayment) ?? prepayment;
}

/** What the cashier of `wx.requestPayment` shows. Throws WeChatActError with the words of the refusal. */
export function cashier(context: PayContext, openid: string, request: PaymentRequest): Cashier {
  const order = orderOf(context, openid, request);
  if (typeof order === 'string') throw new WeChatActError('CASHIER_REFUSED', order);
  return { description: order.description, amountFen: order.amount };
}

/** A person sees the cashier of `wx.requestPayment` and pays, or leaves it. */
export function requestPayment(
  context: PayContext,
  openid: string,
  request: PaymentRequest,
  outcome: 'pay' | 'leave',
): PaymentResult {
  const order = orderOf(context, openid, request);
  if (typeof order === 'string') return failed(order);
  if (outcome === 'leave') return { result: 'left', errMsg: 'requestPayment:fail cancel' };
  const { transactionId } = takePayment(context, order);
  return { result: 'paid', errMsg: 'requestPayment:ok', transactionId };
}

/** Why an order can't be paid now, if there is a reason. */
export function obstacle(context: PayContext, prepayment: Prepayment): string | undefined {
  if (prepayment.state === 'CLOSED') return '订单已关闭';
  if (prepayment.state !== 'NOTPAY') return '该订单已支付';
  return context.clock.now() < prepayment.diesAt ? undefined : '预支付交易会话已过期';
}

/** Takes from the balance what it holds; the rest comes from another card. */
export function takePayment(context: PayContext, prepayment: Prepayment): { transactionId: string } {
  const { balanceFen } = context.people.get(prepayment.openid);
  context.people.take(prepayment.openid, Math.min(prepayment.amount, balanceFen));
  return settlePrepayment(context, prepayment);
}
