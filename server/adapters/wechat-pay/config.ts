import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Millis } from '../../domain/time';
import { type Environment, isObject } from '../surroundings/environment';

/** The merchant's side of WeChat Pay. Keys are KeyObjects: they print as nothing when somebody logs them. */
export interface PayConfig {
  mchid: string;
  appid: string;
  /** Serial number of the merchant's API certificate (商户API证书). */
  merchantSerial: string;
  merchantKey: KeyObject;
  /** 32 bytes; decrypts callbacks. */
  apiV3Key: KeyObject;
  /** Signs the parameters of WeChat's order detail page. */
  apiV2Key: KeyObject;
  /** Serial → key. Several at a time: during a switch of keys WeChat signs with both. */
  platformKeys: ReadonlyMap<string, KeyObject>;
  /** Named in `Wechatpay-Serial`: WeChat answers with this key. */
  platformSerial: string;
  baseUrl: string;
  /** Receives every callback; at most 255 characters, without a query. */
  notifyUrl: string;
  /** How long a call may go without an answer. */
  timeoutMs: Millis;
}

/** Reads a key file; replaced in tests. */
export type ReadText = (path: string) => string;

const BASE_URL = 'https://api.mch.weixin.qq.com';

/**
 * The PAY_… variables of the environment (see docs/configuration.md). Faults go into `environment`; the result is
 * undefined when a key could not be read.
 */
export function readPayConfig(
  environment: Environment,
  readText: ReadText = (path) => readFileSync(path, 'utf8'),
): PayConfig | undefined {
  const texts = {
    mchid: environment.text('PAY_MCHID', /^\d{8,10}$/, 'is 8 to 10 digits'),
    appid: environment.text('PAY_APPID', /^wx[0-9a-z]{1,30}$/, 'begins with wx'),
    merchantSerial: environment.text('PAY_MERCHANT_SERIAL', /^[0-9A-Fa-f]{8,64}$/, 'is hexadecimal'),
    baseUrl: baseUrl(environment),
    notifyUrl: notifyUrl(environment),
    timeoutMs: timeoutMs(environment),
  };
  const merchantKey = privateKey(environment, readText);
  const apiV3Key = secret(environment, 'PAY_API_V3_KEY');
  const apiV2Key = secret(environment, 'PAY_API_V2_KEY');
  const platformKeys = readPlatformKeys(environment, readText);
  const platformSerial = preferredSerial(platformKeys);
  if (!merchantKey || !apiV3Key || !apiV2Key || platformSerial === undefined) return undefined;
  return { ...texts, merchantKey, apiV3Key, apiV2Key, platformKeys, platformSerial };
}

/** HTTPS, except on this very machine (a local WeChat Pay). */
function baseUrl(environment: Environment): string {
  const text = environment.optional('PAY_BASE_URL') ?? BASE_URL;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const loopback = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (
    url === undefined ||
    !(loopback || url.protocol === 'https:') ||
    url.pathname !== '/' ||
    url.search !== ''
  ) {
    environment.fault('PAY_BASE_URL', 'is not an https address without path');
  }
  return text.replace(/\/$/, '');
}

/** WeChat Pay "notify_url": HTTPS, reachable from outside, no parameters; 255 is the shortest of its limits. */
function notifyUrl(environment: Environment): string {
  const text = environment.text('PAY_NOTIFY_URL');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fits = url?.protocol === 'https:' && url.search === '' && url.hash === '' && text.length <= 255;
  if (text !== '' && !fits)
    environment.fault('PAY_NOTIFY_URL', 'is not an https address without query, ≤ 255 long');
  return text;
}

/** WeChat Pay answers within a second or two; a function's whole run must stay below its own limit. */
function timeoutMs(environment: Environment): Millis {
  const text = environment.optional('PAY_TIMEOUT_MS') ?? '5000';
  const fits = /^\d{3,5}$/.test(text) && Number(text) >= 500 && Number(text) <= 15_000;
  if (!fits) environment.fault('PAY_TIMEOUT_MS', 'is not a number of milliseconds from 500 to 15000');
  return Number(text);
}

function secret(environment: Environment, name: string): KeyObject | undefined {
  const text = environment.text(name, /^[0-9A-Za-z]{32}$/, 'is 32 letters and digits');
  return text === '' ? undefined : createSecretKey(text, 'utf8');
}

function privateKey(environment: Environment, readText: ReadText): KeyObject | undefined {
  const name = 'PAY_MERCHANT_PRIVATE_KEY';
  const given = environment.text(name);
  if (given === '') return undefined;
  return readKey(environment, name, () => createPrivateKey(pemText(given, readText)));
}

/** Public keys (`PUB_KEY_ID_…`) or platform certificates; both give the key to verify with. */
function readPlatformKeys(environment: Environment, readText: ReadText): Map<string, KeyObject> {
  const name = 'PAY_PLATFORM_KEYS';
  const keys = new Map<string, KeyObject>();
  const given = environment.object(name);
  for (const [serial, value] of Object.entries(given)) {
    if (typeof value !== 'string' || !/^(PUB_KEY_ID_)?[0-9A-Fa-f]{8,64}$/.test(serial)) {
      environment.fault(name, `"${serial.slice(0, 80)}" is not a serial with a PEM text or path`);
      continue;
    }
    const key = readKey(environment, name, () => createPublicKey(pemText(value, readText)));
    if (key !== undefined) keys.set(serial, key);
  }
  if (isObject(given) && Object.keys(given).length === 0) environment.fault(name, 'names no key');
  return keys;
}

/** Only the kind of error is told: OpenSSL's words could carry parts of the input. */
function readKey(environment: Environment, name: string, read: () => KeyObject): KeyObject | undefined {
  try {
    const key = read();
    if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return key;
    environment.fault(name, 'is not an RSA key of 2048 bits or more');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    environment.fault(name, `holds a key that can't be read (${code})`);
  }
  return undefined;
}

/** A PEM text, with real line ends or with `\n` as two characters as consoles keep it; otherwise a path. */
function pemText(given: string, readText: ReadText): string {
  return given.includes('-----BEGIN') ? given.replaceAll('\\n', '\n') : readText(given);
}

/** A public key doesn't expire, a certificate does: the first public key, else the first of all. */
function preferredSerial(keys: ReadonlyMap<string, KeyObject>): string | undefined {
  const serials = [...keys.keys()];
  return serials.find((serial) => serial.startsWith('PUB_KEY_ID_')) ?? serials[0];
}
