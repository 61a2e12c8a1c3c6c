import { createSign, type KeyObject } from 'node:crypto';

export interface SignedRequest {
  method: 'GET' | 'POST';
  /** Path with query, exactly as on the wire. */
  path: string;
  /** Exactly as on the wire; empty for GET. */
  body: string;
}

export interface Signer {
  mchid: string;
  merchantSerial: string;
  merchantKey: KeyObject;
}

/**
 * The `Authorization` header of a request: SHA256 with RSA over method, path, time, nonce and body, each followed by
 * a line feed.
 * Source: WeChat Pay APIv3, https://pay.weixin.qq.com/docs/merchant/development/interface-rules/signature-generation.html.
 * @param seconds since the epoch; WeChat refuses more than 5 minutes of difference
 */
export function authorization(
  signer: Signer,
  request: SignedRequest,
  seconds: number,
  nonce: string,
): string {
  const text = `${request.method}\n${request.path}\n${seconds}\n${nonce}\n${request.body}\n`;
  const signature = createSign('RSA-SHA256').update(text, 'utf8').sign(signer.merchantKey, 'base64');
  const pairs = {
    mchid: signer.mchid,
    nonce_str: nonce,
    signature,
    timestamp: String(seconds),
    serial_no: signer.merchantSerial,
  };
  const joined = Object.entries(pairs).map(([name, value]) => `${name}="${value}"`);
  return `WECHATPAY2-SHA256-RSA2048 ${joined.join(',')}`;
}
