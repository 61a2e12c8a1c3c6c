import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Letters and digits without look-alikes: 32 of them, 5 bits each. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 12;

/**
 * The code of an invitation: 12 characters, 60 bits. Made from the deployment's secret and the request, so that
 * the same request shows the same code again although only its hash is kept.
 */
export function invitationCode(secret: string, openid: string, requestId: string): string {
  const digest = createHmac('sha256', secret).update(`invitation:${openid}:${requestId}`).digest();
  return Array.from(digest.subarray(0, LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** What is stored instead of the code: a reader of the database can't use it. */
export function codeHash(code: string): string {
  return createHash('sha256').update(`invitation:${code.toUpperCase()}`).digest('hex');
}

/** Compares without telling by its time how much was right. */
export function sameSecret(presented: string, expected: string): boolean {
  return timingSafeEqual(digest(presented), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
