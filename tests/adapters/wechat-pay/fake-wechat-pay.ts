import { createCipheriv, createSign, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fen } from '../../../server/domain/money';
import { msOf, parseTime, type Time } from '../../../server/domain/time';
import type { ServiceLimits } from '../../../server/ports/settings';

/** Keys of both sides, made for this run. */
const merchant = generateKeyPairSync('rsa', { modulusLength: 2048 });
const platform = generateKeyPairSync('rsa', { modulusLength: 2048 });
const older = generateKeyPairSync('rsa', { modulusLength: 2048 });

export const PLATFORM_SERIAL = 'PUB_KEY_ID_0119000000012024000000000000000001';
export const OLDER_SERIAL = '5157F09EFDC096DE15EBE81A47057A7232F1B8E1';
export const API_V3_KEY = '0123456789abcdef0123456789abcdef';

export function timeText(text: string): Time {
  const time = parseTime(text);
  if (time === undefined) throw new Error(`no time: ${text}`);
  return time;
}

export const NOW = timeText('2026-11-22T10:00:00+08:00');
export const clock = { now: () => NOW };
export const NOW_SECONDS = Math.floor(msOf(NOW) / 1000);

export const SERVICES: Record<string, ServiceLimits> = {
  'per-class': {
    serviceId: '00004000000000001701234567890123',
    maxDays: 365,
    maxQuantity: 60,
    maxUnitFen: fen(50_000),
  },
};

const pem = (
  key: { export: (options: { type: 'pkcs8' | 'spki'; format: 'pem' }) => string | Buffer },
  type: 'pkcs8' | 'spki',
) => key.export({ type, format: 'pem' }).toString();

/** The variables of a deployment that talks to a fake WeChat Pay. */
export function variables(baseUrl = 'http://127.0.0.1:9'): Record<string, string> {
  return {
    INSTITUTION_ID: 'sunny',
    OWNER_CODE: 'a-code-of-16-or-more',
    SERVICES: JSON.stringify(SERVICES),
    TEMPLATES: JSON.stringify({ notice: 'tmpl-1', class: { id: 'tmpl-2', fields: { title: 'thing1' } } }),
    PAY_MCHID: '1900000001',
    PAY_APPID: 'wx0000000000000001',
    PAY_MERCHANT_SERIAL: '4A3B2C1D4A3B2C1D4A3B2C1D4A3B2C1D4A3B2C1D',
    PAY_MERCHANT_PRIVATE_KEY: pem(merchant.privateKey, 'pkcs8').replaceAll('\n', '\\n'),
    PAY_API_V3_KEY: API_V3_KEY,
    PAY_API_V2_KEY: API_V3_KEY,
    PAY_PLATFORM_KEYS: JSON.stringify({
      [OLDER_SERIAL]: pem(older.publicKey, 'spki'),
      [PLATFORM_SERIAL]: pem(platform.publicKey, 'spki'),
    }),
    PAY_NOTIFY_URL: 'https://pay.example.test/pay-notify',
    PAY_BASE_URL: baseUrl,
  };
}

export interface Signing {
  serial?: string;
  seconds?: number;
  signature?: (genuine: string) => string;
  /** What is signed instead of the body that is sent. */
  over?: string;
}

/** The headers with which WeChat Pay signs an answer or a callback. */
export function signedHeaders(body: string, signing: Signing = {}): Record<string, string> {
  const {
    serial = PLATFORM_SERIAL,
    seconds = NOW_SECONDS,
    signature = (genuine: string) => genuine,
  } = signing;
  const nonce = randomBytes(8).toString('hex');
  const key = serial === OLDER_SERIAL ? older.privateKey : platform.privateKey;
  const genuine = createSign('RSA-SHA256')
    .update(`${seconds}\n${nonce}\n${signing.over ?? body}\n`)
    .sign(key, 'base64');
  return {
    'Wechatpay-Serial': serial,
    'Wechatpay-Timestamp': String(seconds),
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Signature': signature(genuine),
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  };
}

/** A callback's body: the resource encrypted as WeChat Pay does it. */
export function callbackBody(
  eventType: string,
  resource: string,
  changes: Record<string, unknown> = {},
): string {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(API_V3_KEY), Buffer.from(nonce));
  cipher.setAAD(Buffer.from('payscore'));
  const bytes = Buffer.concat([cipher.update(resource, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return JSON.stringify({
    id: 'EV-2018022511223320873',
    create_time: '2026-11-22T09:59:58+08:00',
    event_type: eventType,
    resource_type: 'encrypt-resource',
    summary: '签约计划签约成功',
    resource: {
      original_type: 'payscore',
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: bytes.toString('base64'),
      nonce,
      associated_data: 'payscore',
    },
    ...changes,
  });
}

export interface Seen {
  method: string;
  path: string;
  body: string;
  headers: IncomingMessage['headers'];
  /** Whether the Authorization header is a good signature of exactly this request. */
  genuine: boolean;
}

export interface FakeAnswer {
  status?: number;
  body?: string | Buffer;
  signing?: Signing | 'none';
  headers?: Record<string, string>;
  /** Never answers; the connection is cut on `close`. */
  silent?: boolean;
}

export interface FakeWechatPay {
  baseUrl: string;
  seen: Seen[];
  answer: FakeAnswer;
  close(): Promise<void>;
}

/** A WeChat Pay that gives one answer to everything and remembers what it was asked. */
export async function startFakeWechatPay(): Promise<FakeWechatPay> {
  const fake: FakeWechatPay = { baseUrl: '', seen: [], answer: {}, close: async () => undefined };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const seen = seenOf(request, Buffer.concat(chunks).toString('utf8'));
      fake.seen.push(seen);
      const { status = 200, body = '{}', signing = {}, headers = {}, silent = false } = fake.answer;
      if (silent) return;
      const signed = signing === 'none' ? {} : signedHeaders(body.toString(), signing);
      response.writeHead(status, { 'Request-ID': '08A1-0', ...signed, ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  fake.baseUrl = `http://127.0.0.1:${portOf(server)}`;
  fake.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return fake;
}

function portOf(server: Server): number {
  const address = server.address() as AddressInfo;
  return address.port;
}

function seenOf(request: IncomingMessage, body: string): Seen {
  const { method = '', url: path = '', headers } = request;
  const pairs = new Map(
    [...(headers.authorization ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  const text = `${method}\n${path}\n${pairs.get('timestamp')}\n${pairs.get('nonce_str')}\n${body}\n`;
  const genuine = createVerify('RSA-SHA256')
    .update(text)
    .verify(merchant.publicKey, pairs.get('signature') ?? '', 'base64');
  return { method, path, body, headers, genuine };
}
