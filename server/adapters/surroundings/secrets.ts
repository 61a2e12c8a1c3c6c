import { createHash } from 'node:crypto';

const HIDDEN = '[hidden]';
/** Names of facts whose value is never printed. */
const SECRET_NAME =
  /(api|private|merchant|platform)\w*key|secret|token|cipher|signature|^sign$|password|package|authorization|ownercode|phone/i;
const OPENID_NAME = /openid$|^payer$|^by$/i;
/** WeChat's openids: 28 characters beginning with `o`, wherever they stand in a text. */
const OPENID = /(?<![0-9A-Za-z_-])o[0-9A-Za-z_-]{27}(?![0-9A-Za-z_-])/g;
const PEM = /-----BEGIN [A-Z ]+-----[\s\S]*?(-----END [A-Z ]+-----|$)/g;
/** Base64 of 48 bytes and more: ciphertexts, signatures, key bodies. Ids and hashes in hex are left alone. */
const LONG_BASE64 = /[A-Za-z0-9+/]{64,}={0,2}/g;

/** A value as it may stand in the log, by the name it goes under and by what it looks like. */
export function withoutSecrets(name: string, value: string, secrets: readonly string[] = []): string {
  if (SECRET_NAME.test(name)) return HIDDEN;
  if (OPENID_NAME.test(name)) return shortOpenid(value);
  return secrets
    .reduce((text, secret) => text.replaceAll(secret, HIDDEN), value)
    .replace(PEM, HIDDEN)
    .replace(LONG_BASE64, (text) => (/^[0-9a-f]{64}$/.test(text) ? text : HIDDEN))
    .replace(OPENID, shortOpenid);
}

/** First four characters and eight of a hash: tells people apart in a log, and names nobody. */
export function shortOpenid(openid: string): string {
  if (openid === '') return '';
  return `${openid.slice(0, 4)}~${createHash('sha256').update(openid).digest('hex').slice(0, 8)}`;
}
