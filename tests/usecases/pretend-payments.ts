import type { CallOutcome, PreparedCall } from '../../server/ports/pay-score';
import type {
  PaymentAnswers,
  PaymentFacts,
  PaymentInputs,
  Payments,
  PaymentWriteKind,
  RefundFacts,
} from '../../server/ports/payments';

/** Ordinary payments and refunds in memory: what WeChat knows is set by tests. */
export class PretendPayments implements Payments {
  readonly payments = new Map<string, PaymentFacts>();
  readonly refunds = new Map<string, RefundFacts>();
  /** The next answers, by kind of call; without one a call is done. */
  readonly answers: { kind: PaymentWriteKind; outcome: CallOutcome<never> }[] = [];
  readonly sent: PreparedCall[] = [];

  prepare<K extends PaymentWriteKind>(kind: K, input: PaymentInputs[K]): PreparedCall<K> {
    const number = 'outTradeNo' in input ? input.outTradeNo : input.outRefundNo;
    return { kind, key: `${kind}:${number}`, method: 'POST', path: `/${kind}`, body: JSON.stringify(input) };
  }

  async send<K extends PaymentWriteKind>(call: PreparedCall<K>): Promise<CallOutcome<PaymentAnswers[K]>> {
    this.sent.push(call);
    const planned = this.answers.findIndex((a) => a.kind === call.kind);
    const answer = planned < 0 ? undefined : this.answers.splice(planned, 1)[0];
    if (answer) return answer.outcome;
    return { kind: 'done', value: this.done(call) as PaymentAnswers[K], requestId: 'r-0' };
  }

  private done(call: PreparedCall): PaymentAnswers[PaymentWriteKind] {
    const input = JSON.parse(call.body) as Record<string, string & number>;
    if (call.kind === 'create-refund') {
      const facts: RefundFacts = { outRefundNo: input['outRefundNo'] ?? '', status: 'PROCESSING' };
      this.refunds.set(facts.outRefundNo, facts);
      return facts;
    }
    const outTradeNo = input['outTradeNo'] ?? '';
    const state = call.kind === 'create-payment' ? 'NOTPAY' : 'CLOSED';
    this.payments.set(outTradeNo, { outTradeNo, tradeState: state });
    return call.kind === 'create-payment' ? { prepayId: `pre-${outTradeNo}` } : undefined;
  }

  async queryPayment(outTradeNo: string): Promise<CallOutcome<PaymentFacts>> {
    return found(this.payments.get(outTradeNo));
  }

  async queryRefund(outRefundNo: string): Promise<CallOutcome<RefundFacts>> {
    return found(this.refunds.get(outRefundNo));
  }

  paymentParameters(prepayId: string) {
    return { timeStamp: '1', nonceStr: 'n', package: `prepay_id=${prepayId}`, signType: 'RSA', paySign: 's' };
  }

  payment = (resource: string) => JSON.parse(resource) as PaymentFacts;
  refund = (resource: string) => JSON.parse(resource) as RefundFacts;
}

function found<T>(value: T | undefined): CallOutcome<T> {
  if (value !== undefined) return { kind: 'done', value, requestId: 'r-0' };
  return { kind: 'refused', status: 404, code: 'RESOURCE_NOT_EXISTS', message: '', requestId: 'r-0' };
}
