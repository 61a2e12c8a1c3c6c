import { verify } from 'node:crypto';
import type { PayContext } from '../context';
import type { Prepayment } from '../model';
import { settlePrepayment } from '../money/prepayments';

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

/** A person sees the cashier of `wx.requestPayment` and pays, or leaves it. */
export function requestPayment(
  context: PayContext,
  openid: string,
  request: PaymentRequest,
  outcome: 'pay' | 'leave',
): PaymentResult {
  if (!isSigned(context, request)) return failed('支付验证签名失败');
  const prepayment = context.prepayments.one('prepayId', request.package.replace(/^prepay_id=/, ''));
  if (prepayment?.openid !== openid) return failed('下单账号与支付账号不一致');
  const reason = obstacle(context, prepayment);
  if (reason) return failed(reason);
  if (outcome === 'leave') return { result: 'left', errMsg: 'requestPayment:fail cancel' };
  const { transactionId } = takePayment(context, prepayment);
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
