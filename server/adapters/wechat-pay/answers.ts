import { type Fen, fen } from '../../domain/money';
import { parseTime, type Time } from '../../domain/time';
import type { OrderFacts, OrderPayment, PlanFacts, SignPlanFacts } from '../../ports/pay-score';
import { isObject } from '../surroundings/environment';

/*
 * WeChat Pay's answers, read leniently: fields may be added or missing, times may be empty texts, one sample shows an
 * amount as a text, and states may be words that no page lists. What is not known is left out or kept as text; the
 * domain decides. Only an answer that doesn't say what it is about, or in which state that is, has no meaning.
 */

/** Plan entity (P1–P3 of the plan's life: create, query, stop). */
export function readPlan(body: unknown): PlanFacts | undefined {
  const planId = text(body, 'plan_id');
  const state = text(body, 'plan_state');
  return planId === undefined || state === undefined ? undefined : { planId, state };
}

/** Sign plan entity, in answers and callbacks. */
export function readSignPlan(body: unknown): SignPlanFacts | undefined {
  const signPlanId = text(body, 'sign_plan_id');
  const merchantSignPlanNo = text(body, 'merchant_sign_plan_no');
  const state = text(body, 'sign_state');
  if (signPlanId === undefined || merchantSignPlanNo === undefined || state === undefined) return undefined;
  return {
    signPlanId,
    merchantSignPlanNo,
    state,
    ...optional('cancelType', text(body, 'cancel_sign_type')),
    ...optional('cancelTime', time(body, 'cancel_sign_time')),
    ...optional('signTime', time(body, 'sign_time')),
    ...optional('planOverTime', time(body, 'plan_over_time')),
  };
}

/** Answer of "create user sign plan": the entity and the pre-sign token for `wx.openBusinessView`. */
export function readCreatedSignPlan(body: unknown): { signPlan: SignPlanFacts; package: string } | undefined {
  const signPlan = isObject(body) ? readSignPlan(body.sign_plan) : undefined;
  const token = text(body, 'package');
  return signPlan === undefined || token === undefined ? undefined : { signPlan, package: token };
}

/**
 * Service order, in answers and callbacks. Called out_order_no in answers, out_trade_no in the request that opens it.
 */
export function readOrder(body: unknown): OrderFacts | undefined {
  const outTradeNo = text(body, 'out_order_no') ?? text(body, 'out_trade_no');
  const state = text(body, 'state');
  if (!isObject(body) || outTradeNo === undefined || state === undefined) return undefined;
  const collection = body.collection;
  return {
    outTradeNo,
    state,
    ...optional('stateDescription', text(body, 'state_description')),
    ...optional('collectionState', text(collection, 'state')),
    ...optional('totalFen', amount(collection, 'total_amount') ?? amount(body, 'total_amount')),
    ...optional('paidFen', amount(collection, 'paid_amount')),
    ...optional(
      'needCollection',
      typeof body.need_collection === 'boolean' ? body.need_collection : undefined,
    ),
    payments: readPayments(collection),
  };
}

/** A row without an amount proves no payment and is left out. */
function readPayments(collection: unknown): OrderPayment[] {
  const details = isObject(collection) && Array.isArray(collection.details) ? collection.details : [];
  return details.flatMap((detail: unknown): OrderPayment[] => {
    const amountFen = amount(detail, 'amount');
    if (amountFen === undefined) return [];
    return [
      {
        ...optional('transactionId', text(detail, 'transaction_id')),
        amountFen,
        paidType: text(detail, 'paid_type') ?? '',
        ...optional('paidAt', time(detail, 'paid_time')),
      },
    ];
  });
}

/** A text that is there and not empty. */
export function text(object: unknown, name: string): string | undefined {
  const value = isObject(object) ? object[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** RFC 3339, or the compact form `yyyyMMddHHmmss` that service orders use for some times. */
export function time(object: unknown, name: string): Time | undefined {
  const value = text(object, name);
  const parts = value === undefined ? null : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(value);
  if (value === undefined || parts === null) return value === undefined ? undefined : parseTime(value);
  const [, year, month, day, hour, minute, second] = parts;
  return parseTime(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
}

/** Whole fen, as a number or as a text of digits. */
export function amount(object: unknown, name: string): Fen | undefined {
  const value = isObject(object) ? object[name] : undefined;
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? fen(number) : undefined;
}

/** `{name: value}`, or nothing: an absent field is left out, never set to undefined. */
export function optional<N extends string, V>(name: N, value: V | undefined): { [K in N]?: V } {
  const result: { [K in N]?: V } = {};
  if (value !== undefined) result[name] = value;
  return result;
}
