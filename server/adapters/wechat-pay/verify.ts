import { createVerify, type KeyObject } from 'node:crypto';

/** WeChat Pay's own validators take 5 minutes. */
const TOLERANCE_SECONDS = 300;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Reads one header, whatever its case; undefined when it is missing or empty. */
export type HeaderReader = (name: string) => string | undefined;

/**
 * Whether these bytes were signed by WeChat Pay, now. The same for answers and callbacks.
 * The signed text is time, nonce and the raw body, each followed by a line feed; anything that parses and prints the
 * body again breaks it. WeChat sends a few wrong signatures on purpose (`WECHATPAY/SIGNTEST/…`); they must fail here
 * like any other.
 * Source: WeChat Pay APIv3, https://pay.weixin.qq.com/docs/merchant/development/interface-rules/signature-verification.html.
 * @param nowSeconds since the epoch
 * @returns undefined when it is genuine, else the reason for the log
 */
export function faultOfSignature(
  header: HeaderReader,
  body: Buffer,
  keys: ReadonlyMap<string, KeyObject>,
  nowSeconds: number,
): string | undefined {
  const serial = header('wechatpay-serial');
  const timestamp = header('wechatpay-timestamp');
  const nonce = header('wechatpay-nonce');
  const signature = header('wechatpay-signature');
  if (!serial || !timestamp || !nonce || !signature) return 'signature headers are missing';
  const type = header('wechatpay-signature-type');
  if (type !== undefined && type !== 'WECHATPAY2-SHA256-RSA2048') return 'unknown kind of signature';
  const key = keys.get(serial);
  if (key === undefined) return 'unknown serial';
  if (!/^\d{1,12}$/.test(timestamp)) return 'timestamp is no number';
  if (Math.abs(nowSeconds - Number(timestamp)) > TOLERANCE_SECONDS) return 'timestamp is too far from now';
  if (!BASE64.test(signature)) return 'signature is not base64';
  const genuine = createVerify('RSA-SHA256')
    .update(`${timestamp}\n${nonce}\n`)
    .update(body)
    .update('\n')
    .verify(key, signature, 'base64');
  return genuine ? undefined : 'signature is wrong';
}
