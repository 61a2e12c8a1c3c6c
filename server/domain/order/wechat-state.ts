import type { OrderFacts } from './wechat-facts';

/**
 * A service order's place in its life, read from WeChat's triple. `unknown` is an answer too: it changes nothing
 * and is asked again.
 */
export type WeChatOrderState =
  | 'waiting'
  | 'open'
  | 'paying'
  | 'paid'
  | 'paid_elsewhere'
  | 'zero'
  | 'cancelled'
  | 'expired'
  | 'unknown';

/**
 * Maps WeChat's triple (state, state_description, collection.state) to exactly one of ours, for every input.
 *
 * | state | description | collection | ours |
 * | --- | --- | --- | --- |
 * | CREATED | any | any | waiting |
 * | DOING | USER_CONFIRM | none | open |
 * | DOING | MCH_COMPLETE | none or USER_PAYING | paying |
 * | DONE | any | USER_PAID, first by WeChat | paid |
 * | DONE | any | USER_PAID, first synced by us (MCH) | paid_elsewhere |
 * | DONE | any | none or USER_PAID, nothing to collect | zero |
 * | REVOKED, EXPIRED | any | any | cancelled, expired |
 * | anything else | | | unknown |
 *
 * Source: WeChat Pay, PayScore service order, states. `complete` answering 200 is not money: only DONE is.
 */
export function weChatOrderState(facts: OrderFacts): WeChatOrderState {
  switch (facts.state) {
    case 'CREATED':
      return 'waiting';
    case 'DOING':
      return doing(facts);
    case 'DONE':
      return done(facts);
    case 'REVOKED':
      return 'cancelled';
    case 'EXPIRED':
      return 'expired';
    default:
      return 'unknown';
  }
}

function doing(facts: OrderFacts): WeChatOrderState {
  if (facts.stateDescription === 'USER_CONFIRM' && facts.collectionState === undefined) return 'open';
  if (facts.stateDescription !== 'MCH_COMPLETE') return 'unknown';
  return facts.collectionState === undefined || facts.collectionState === 'USER_PAYING'
    ? 'paying'
    : 'unknown';
}

function done(facts: OrderFacts): WeChatOrderState {
  const { collectionState } = facts;
  if (collectionState !== undefined && collectionState !== 'USER_PAID') return 'unknown';
  if (nothingToCollect(facts)) return 'zero';
  if (collectionState === undefined) return 'unknown';
  // A later payment is a second one, whoever took it: it doesn't change how the order was settled.
  return facts.payments[0]?.paidType === 'MCH' ? 'paid_elsewhere' : 'paid';
}

function nothingToCollect({ totalFen, needCollection, payments }: OrderFacts): boolean {
  if (payments.some((payment) => payment.amountFen > 0)) return false;
  return totalFen === 0 || (totalFen === undefined && needCollection === false);
}
