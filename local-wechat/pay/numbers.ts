import { randomBytes, randomInt } from 'node:crypto';
import { compactDay, compactTime } from './times';

/** Numbers which WeChat gives out, in the shapes seen in its documents' samples. */
function digits(count: number): string {
  let text = '';
  while (text.length < count) text += String(randomInt(0, 1_000_000_000)).padStart(9, '0');
  return text.slice(0, count);
}

/** 32 digits beginning with 0100. */
export const newPlanId = (now: number): string => `0100${compactTime(now)}${digits(14)}`;

/** 32 digits beginning with 0102. */
export const newSignPlanId = (now: number): string => `0102${compactTime(now)}${digits(14)}`;

/** 34 digits. */
export const newOrderId = (now: number): string => `150000${compactTime(now)}${digits(14)}`;

/** 28 digits beginning with 42000. */
export const newTransactionId = (now: number): string => `4200002026${compactDay(now)}${digits(10)}`;

/** The order number of an automatic deduction: made by WeChat, not the merchant's. */
export const newDeductionTradeNo = (now: number): string => `1000${compactTime(now)}${digits(10)}`;

/** 29 digits beginning with 5030. */
export const newRefundId = (now: number): string => `5030${compactTime(now)}${digits(11)}`;

/** The ticket of WeChat's signing page, never longer than 2048 characters. */
export const newPackage = (): string => randomBytes(96).toString('base64url');

/** What the order page gives back to the Mini Program in `referrerInfo.extraData.query_id`, at most 64 characters. */
export const newQueryId = (): string => randomBytes(24).toString('base64url');

/** `wx` and 34 more, valid for two hours. */
export const newPrepayId = (now: number): string => `wx${compactTime(now)}${randomBytes(10).toString('hex')}`;

/** `Request-ID` of an answer: it ends in the inner error code, 0 when all went well. */
export const newRequestId = (inner: number): string =>
  `${randomBytes(20).toString('hex').toUpperCase()}-${inner}`;
