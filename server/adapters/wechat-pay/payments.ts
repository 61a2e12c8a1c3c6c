import { createSign, randomBytes } from 'node:crypto';
import { msOf } from '../../domain/time';
import type { CallOutcome, PreparedCall } from '../../ports/pay-score';
import type {
  PaymentAnswers,
  PaymentFacts,
  PaymentInputs,
  Payments,
  PaymentWriteKind,
  RefundFacts,
} from '../../ports/payments';
import { readPayment, readRefund } from './payment-answers';
import {
  closePayment,
  createPayment,
  createRefund,
  paymentQueryPath,
  refundQueryPath,
} from './payment-requests';
import { createTransport, type Transport, type TransportOptions } from './transport';

type Builders = {
  [K in PaymentWriteKind]: (
    config: TransportOptions['config'],
    input: PaymentInputs[K],
  ) => { number: string; path: string; body: object };
};

const BUILDERS: Builders = {
  'create-payment': createPayment,
  'close-payment': closePayment,
  'create-refund': createRefund,
};

type Parsed<T> = { value: T } | undefined;

const PARSERS: { [K in PaymentWriteKind]: (body: unknown) => Parsed<PaymentAnswers[K]> } = {
  'create-payment': (body) => {
    const prepayId = (body as { prepay_id?: unknown } | undefined)?.prepay_id;
    return typeof prepayId === 'string' ? { value: { prepayId } } : undefined;
  },
  'close-payment': () => ({ value: undefined }),
  'create-refund': (body) => wrapped(readRefund(body)),
};

/** Ordinary payment and refunds over APIv3 for a direct merchant. */
export function createPayments(options: TransportOptions): Payments {
  return new WechatPayments(options, createTransport(options));
}

class WechatPayments implements Payments {
  constructor(
    private readonly options: TransportOptions,
    private readonly transport: Transport,
  ) {}

  prepare<K extends PaymentWriteKind>(kind: K, input: PaymentInputs[K]): PreparedCall<K> {
    const { number, path, body } = BUILDERS[kind](this.options.config, input);
    return { kind, key: `${kind}:${number}`, method: 'POST', path, body: JSON.stringify(body) };
  }

  send<K extends PaymentWriteKind>(call: PreparedCall<K>): Promise<CallOutcome<PaymentAnswers[K]>> {
    return this.transport({ method: 'POST', path: call.path, body: call.body }, PARSERS[call.kind]);
  }

  queryPayment(outTradeNo: string): Promise<CallOutcome<PaymentFacts>> {
    const path = paymentQueryPath(this.options.config, outTradeNo);
    return this.transport({ method: 'GET', path, body: '' }, (body) => {
      const payment = readPayment(body);
      return wrapped(payment?.outTradeNo === outTradeNo ? payment : undefined);
    });
  }

  queryRefund(outRefundNo: string): Promise<CallOutcome<RefundFacts>> {
    return this.transport({ method: 'GET', path: refundQueryPath(outRefundNo), body: '' }, (body) => {
      const refund = readRefund(body);
      return wrapped(refund?.outRefundNo === outRefundNo ? refund : undefined);
    });
  }

  /** Source: WeChat Pay, JSAPI payment, call `wx.requestPayment`: RSA over appid, time, nonce and package. */
  paymentParameters(prepayId: string) {
    const { config, clock } = this.options;
    const timeStamp = String(Math.floor(msOf(clock.now()) / 1000));
    const nonceStr = randomBytes(16).toString('hex');
    const ticket = `prepay_id=${prepayId}`;
    const text = `${config.appid}\n${timeStamp}\n${nonceStr}\n${ticket}\n`;
    const paySign = createSign('RSA-SHA256').update(text, 'utf8').sign(config.merchantKey, 'base64');
    return { timeStamp, nonceStr, package: ticket, signType: 'RSA', paySign };
  }

  payment(resource: string): PaymentFacts | undefined {
    return readPayment(parsed(resource));
  }

  refund(resource: string): RefundFacts | undefined {
    return readRefund(parsed(resource));
  }
}

function wrapped<T>(value: T | undefined): Parsed<T> {
  return value === undefined ? undefined : { value };
}

function parsed(resource: string): unknown {
  try {
    return JSON.parse(resource);
  } catch {
    return undefined;
  }
}
