import { createDecipheriv, createPublicKey, createSign, randomBytes, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { LocalPayFacts } from '../../../../local-wechat/pay';
import type { Body } from './views';

/** An answer of WeChat Pay, as a careful merchant reads it. */
export interface ApiAnswer {
  status: number;
  /** Parsed body, empty when there is none. */
  body: Body;
  /** Whether the signature headers vouch for the body. */
  verified: boolean;
  headers: Headers;
  /** Error code of a refusal. */
  code?: string | undefined;
  /** Inner code: the end of Request-ID. */
  inner: number;
}

export interface Tampering {
  headers?: Record<string, string | undefined>;
  /** Signs another body than the one that is sent. */
  signedBody?: string;
  rawBody?: string;
  timestamp?: number;
  serial?: string;
  mchid?: string;
}

export interface SignedMessage {
  headers: Headers | Record<string, string | string[] | undefined>;
  body: string;
}

function header(message: SignedMessage, name: string): string {
  const { headers } = message;
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return typeof value === 'string' ? value : '';
}

/** A merchant's APIv3 client written for these tests from WeChat's rules, on node:crypto and fetch only. */
export class Merchant {
  private readonly privateKey: string;
  private readonly platformKeys = new Map<string, string>();

  constructor(
    readonly facts: LocalPayFacts,
    private readonly now: () => number,
  ) {
    this.privateKey = readFileSync(facts.merchantPrivateKeyPath, 'utf8');
    this.trust(facts.platformKeyId, readFileSync(facts.platformPublicKeyPath, 'utf8'));
  }

  trust(id: string, pem: string): void {
    this.platformKeys.set(id, pem);
  }

  sign(text: string): string {
    return createSign('sha256').update(text).sign(this.privateKey, 'base64');
  }

  private authorization(method: string, path: string, body: string, tampering: Tampering): string {
    const timestamp = tampering.timestamp ?? Math.floor(this.now() / 1000);
    const nonce = randomBytes(16).toString('hex');
    const signed = tampering.signedBody ?? body;
    const pairs = {
      mchid: tampering.mchid ?? this.facts.mchid,
      nonce_str: nonce,
      signature: this.sign(`${method}\n${path}\n${timestamp}\n${nonce}\n${signed}\n`),
      timestamp,
      serial_no: tampering.serial ?? this.facts.merchantSerial,
    };
    const text = Object.entries(pairs).map(([name, value]) => `${name}="${value}"`);
    return `WECHATPAY2-SHA256-RSA2048 ${text.join(',')}`;
  }

  async call(method: string, path: string, content?: object, tampering: Tampering = {}): Promise<ApiAnswer> {
    const body = tampering.rawBody ?? (content === undefined ? '' : JSON.stringify(content));
    const headers: Record<string, string> = {
      Accept: 'application/json',
      'User-Agent': 'merchant-of-the-tests/1',
      'Wechatpay-Serial': this.facts.platformKeyId,
      Authorization: this.authorization(method, path, body, tampering),
      ...(body === '' ? {} : { 'Content-Type': 'application/json' }),
    };
    for (const [name, value] of Object.entries(tampering.headers ?? {})) {
      if (value === undefined) delete headers[name];
      else headers[name] = value;
    }
    return this.read(await this.send(method, path, headers, body));
  }

  private send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<Response> {
    return fetch(`${this.facts.baseUrl}${path}`, {
      method,
      headers,
      ...(body === '' ? {} : { body }),
      signal: AbortSignal.timeout(5_000),
    });
  }

  /** A download: its text as it is. */
  async text(path: string): Promise<{ status: number; text: string }> {
    const headers = {
      Accept: '*/*',
      'User-Agent': 'merchant-of-the-tests/1',
      Authorization: this.authorization('GET', path, '', {}),
    };
    const response = await this.send('GET', path, headers, '');
    return { status: response.status, text: await response.text() };
  }

  /** A download that is no text. */
  async bytes(path: string): Promise<Buffer> {
    const headers = {
      Accept: '*/*',
      'User-Agent': 'merchant-of-the-tests/1',
      Authorization: this.authorization('GET', path, '', {}),
    };
    return Buffer.from(await (await this.send('GET', path, headers, '')).arrayBuffer());
  }

  private async read(response: Response): Promise<ApiAnswer> {
    const text = await response.text();
    const body: Body = text === '' ? {} : JSON.parse(text);
    return {
      status: response.status,
      body,
      verified: this.verifies({ headers: response.headers, body: text }),
      headers: response.headers,
      code: body.code,
      inner: Number((response.headers.get('request-id') ?? '').split('-').pop()),
    };
  }

  get(path: string, tampering?: Tampering): Promise<ApiAnswer> {
    return this.call('GET', path, undefined, tampering);
  }

  post(path: string, content?: object, tampering?: Tampering): Promise<ApiAnswer> {
    return this.call('POST', path, content, tampering);
  }

  /** Checks the five signature headers over the raw body, with a tolerance of 300 s. */
  verifies(message: SignedMessage): boolean {
    const timestamp = header(message, 'wechatpay-timestamp');
    const pem = this.platformKeys.get(header(message, 'wechatpay-serial'));
    if (!pem || Math.abs(this.now() / 1000 - Number(timestamp)) > 300) return false;
    const text = `${timestamp}\n${header(message, 'wechatpay-nonce')}\n${message.body}\n`;
    const signature = Buffer.from(header(message, 'wechatpay-signature'), 'base64');
    return verify('sha256', Buffer.from(text), createPublicKey(pem), signature);
  }

  /** Decrypts what AES-256-GCM sealed; throws when the tag does not fit. */
  open(sealed: { ciphertext: string; nonce: string; associated_data?: string }): string {
    const bytes = Buffer.from(sealed.ciphertext, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(this.facts.apiV3Key), sealed.nonce);
    decipher.setAAD(Buffer.from(sealed.associated_data ?? ''));
    decipher.setAuthTag(bytes.subarray(-16));
    return decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8');
  }
}
