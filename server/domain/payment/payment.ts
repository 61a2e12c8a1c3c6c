import { canMove, type Machine, move } from '../machine';
import type { Fen } from '../money';
import { MINUTE, type Millis, type Time } from '../time';

/** One ordinary payment (直接支付) of a unit that was taught, by its number at WeChat Pay. */
export interface Payment {
  /** `out_trade_no`: `{orderId}P{n}`. */
  _id: string;
  institutionId: string;
  orderId: string;
  unitNo: number;
  payerOpenid: string;
  amountFen: Fen;
  title: string;
  state: PaymentState;
  createdAt: Time;
  /** WeChat closes it by itself then. */
  expiresAt: Time;
  prepayId?: string;
  transactionId?: string;
  paidAt?: Time;
  /** Polls without news: the back-off counts them. */
  polls: number;
  revision: number;
}

export type PaymentState = 'creating' | 'open' | 'closing' | 'paid' | 'closed';

export const PAYMENT_MACHINE: Machine<PaymentState> = {
  // Closing: WeChat made it unheard, and nobody ever had its sheet.
  creating: ['open', 'closing', 'closed'],
  open: ['paid', 'closing', 'closed'],
  // Paid in the last moment: the money counts, a closing that lost the race does not.
  closing: ['paid', 'closed'],
  paid: [],
  closed: [],
};

/** How long a payment sheet can be used. */
export const PAYMENT_LIFE: Millis = 30 * MINUTE;

/** A payment as WeChat tells it. */
export interface PaymentFacts {
  outTradeNo: string;
  /** `SUCCESS`, `NOTPAY`, `USERPAYING`, `CLOSED`, `PAYERROR`, `REFUND`, `REVOKED`. */
  tradeState: string;
  transactionId?: string;
  totalFen?: Fen;
  paidAt?: Time;
}

/**
 * Brings a payment to what WeChat says; unknown and older states change nothing.
 * Source: WeChat Pay, JSAPI payment, query order, `trade_state`.
 */
export function applyPayment(payment: Payment, facts: PaymentFacts, now: Time): Payment {
  const to = target(facts.tradeState);
  if (to === undefined || !canMove(PAYMENT_MACHINE, payment.state, to)) return payment;
  return {
    ...payment,
    state: move('payment', PAYMENT_MACHINE, payment.state, to),
    ...(to === 'paid' ? { paidAt: facts.paidAt ?? now } : {}),
    ...(facts.transactionId ? { transactionId: facts.transactionId } : {}),
  };
}

function target(tradeState: string): PaymentState | undefined {
  switch (tradeState) {
    case 'SUCCESS':
    case 'REFUND':
      return 'paid';
    case 'CLOSED':
    case 'REVOKED':
      return 'closed';
    default:
      return undefined;
  }
}

/** `out_trade_no` of the n-th payment of an order. */
export function paymentNo(orderId: string, n: number): string {
  return `${orderId}P${n}`;
}
