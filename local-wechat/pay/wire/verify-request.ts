import { type KeyObject, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type RefusalDetail, refuse } from '../errors';

/** Most that a request's timestamp may differ from WeChat's clock. */
const CLOCK_TOLERANCE_SECONDS = 300;
/** How much of the signed text an answer to a wrong signature shows. */
const SHOWN_OF_SIGNED_TEXT = 512;

export interface ReceivedRequest {
  method: string;
  /** Path with query, exactly as it came over the wire. */
  url: string;
  headers: IncomingHttpHeaders;
  /** Body exactly as it came. */
  body: string;
}

export interface Merchant {
  mchid: string;
  serial: string;
  publicKey: KeyObject;
}

interface Authorization {
  mchid: string;
  nonce: string;
  signature: string;
  timestamp: string;
  serial: string;
}

function readAuthorization(header: string | undefined): Authorization {
  const [scheme, rest] = header?.split(/ (.*)/s) ?? [];
  const pairs = new Map<string, string>();
  for (const [, name, value] of (rest ?? '').matchAll(/(\w+)="([^"]*)"/g))
    if (name !== undefined && value !== undefined) pairs.set(name, value);
  const pick = (name: string): string => {
    const value = pairs.get(name);
    if (value) return value;
    return refuse('authorizationInvalid', undefined, {
      location: 'authorization',
      field: name,
      issue: `缺少${name}`,
    });
  };
  if (scheme !== 'WECHATPAY2-SHA256-RSA2048') refuse('authorizationInvalid');
  return {
    mchid: pick('mchid'),
    nonce: pick('nonce_str'),
    signature: pick('signature'),
    timestamp: pick('timestamp'),
    serial: pick('serial_no'),
  };
}

/**
 * "WeChat Pay APIv3: request signing": checks the Authorization header for real. SIGN_ERROR carries
 * `detail.sign_information`, the text that WeChat signed over, which is how a wrong signature is found.
 */
export function verifyRequest(request: ReceivedRequest, merchant: Merchant, now: number): void {
  if (!request.headers.accept || !request.headers['user-agent']) refuse('headersMissing');
  const given = readAuthorization(request.headers.authorization);
  if (given.mchid !== merchant.mchid) refuse('mchidUnknown');
  if (given.serial !== merchant.serial)
    refuse('serialUnknown', undefined, {
      location: 'authorization',
      field: 'serial_no',
      value: given.serial,
    });
  if (Math.abs(now / 1000 - Number(given.timestamp)) <= CLOCK_TOLERANCE_SECONDS) {
    verifySignature(request, given, merchant.publicKey);
    return;
  }
  refuse('clockOff', undefined, { location: 'authorization', field: 'timestamp', value: given.timestamp });
}

function verifySignature(request: ReceivedRequest, given: Authorization, publicKey: KeyObject): void {
  const { method, url, body } = request;
  const signed = `${method}\n${url}\n${given.timestamp}\n${given.nonce}\n${body}\n`;
  if (verify('sha256', Buffer.from(signed), publicKey, Buffer.from(given.signature, 'base64'))) return;
  const detail: RefusalDetail = {
    location: 'authorization',
    field: 'signature',
    issue: 'sign not match',
    sign_information: {
      method,
      url,
      sign_message_length: Buffer.byteLength(signed),
      truncated_sign_message: signed.slice(0, SHOWN_OF_SIGNED_TEXT),
    },
  };
  refuse('signWrong', undefined, detail);
}
