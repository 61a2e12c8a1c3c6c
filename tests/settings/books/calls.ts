import type { LocalPay } from '../../../local-wechat/pay';

/** How often something passed between the merchant and WeChat Pay about one order: the places where it can go wrong. */
export interface Occasions {
  /** Calls of the API. */
  calls: number;
  /** Callbacks. */
  callbacks: number;
}

/** Counts what has passed about an order; its numbers all begin with its id. */
export function occasionsOf(pay: LocalPay, orderId: string): Occasions {
  const calls = pay
    .requests()
    .filter((one) => one.direction === 'request')
    .filter(({ path, body }) => `${path} ${JSON.stringify(body ?? '')}`.includes(orderId));
  const callbacks = pay.callbacks().filter((one) => one.subject.startsWith(orderId));
  return { calls: calls.length, callbacks: callbacks.length };
}
