import { randomBytes } from 'node:crypto';
import { compactDay, compactTime } from './times';

/** Where numbers come from; a simulation gives its own, so that the same seed gives the same numbers. */
export type RandomBytes = (count: number) => Buffer;

/** Numbers which WeChat gives out, in the shapes seen in its documents' samples. */
export class Numbers {
  constructor(private readonly random: RandomBytes = randomBytes) {}

  /** 32 digits beginning with 0100. */
  planId(now: number): string {
    return `0100${compactTime(now)}${this.digits(14)}`;
  }

  /** 32 digits beginning with 0102. */
  signPlanId(now: number): string {
    return `0102${compactTime(now)}${this.digits(14)}`;
  }

  /** 34 digits. */
  orderId(now: number): string {
    return `150000${compactTime(now)}${this.digits(14)}`;
  }

  /** 28 digits beginning with 42000. */
  transactionId(now: number): string {
    return `4200002026${compactDay(now)}${this.digits(10)}`;
  }

  /** The order number of an automatic deduction: made by WeChat, not the merchant's. */
  deductionTradeNo(now: number): string {
    return `1000${compactTime(now)}${this.digits(10)}`;
  }

  /** 29 digits beginning with 5030. */
  refundId(now: number): string {
    return `5030${compactTime(now)}${this.digits(11)}`;
  }

  /** The ticket of WeChat's signing page, never longer than 2048 characters. */
  package(): string {
    return this.random(96).toString('base64url');
  }

  /** What the order page gives back to the Mini Program in `referrerInfo.extraData.query_id`, at most 64 characters. */
  queryId(): string {
    return this.random(24).toString('base64url');
  }

  /** `wx` and 34 more, valid for two hours. */
  prepayId(now: number): string {
    return `wx${compactTime(now)}${this.random(10).toString('hex')}`;
  }

  /** Lets a bill be fetched. */
  billToken(): string {
    return this.random(24).toString('base64url');
  }

  /** Id of a callback's envelope: 36 characters, a UUID of random numbers (RFC 9562). */
  eventId(): string {
    const bytes = this.random(16);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = bytes.toString('hex');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  /** `Request-ID` of an answer: it ends in the inner error code, 0 when all went well. */
  requestId(inner: number): string {
    return `${this.random(20).toString('hex').toUpperCase()}-${inner}`;
  }

  /** Bytes from 250 on are passed over, so that every digit is as likely as another. */
  private digits(count: number): string {
    let text = '';
    while (text.length < count) {
      for (const byte of this.random(2 * count)) if (byte < 250) text += String(byte % 10);
    }
    return text.slice(0, count);
  }
}
