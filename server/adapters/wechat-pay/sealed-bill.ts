import { constants, createDecipheriv, createHash, type KeyObject, privateDecrypt } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { isObject } from '../surroundings/environment';
import { text } from './answers';

const TAG_BYTES = 16;
/** A day's bill of one institution, unzipped; more is not a bill. */
const MOST_BYTES = 64 * 1024 * 1024;

/** One part of an encrypted bill, as its application names it. */
export interface SealedPart {
  url: string;
  hash: string;
  /** Base64: the part's own AES key, encrypted with the public key of the merchant's certificate. */
  encryptedKey: string;
  nonce: string;
}

/** `download_bill_list` in the order of its parts; undefined when a part lacks something. */
export function readSealedParts(body: unknown): SealedPart[] | undefined {
  const list = isObject(body) && Array.isArray(body.download_bill_list) ? body.download_bill_list : [];
  const parts = list.map((entry: unknown) => ({
    sequence: isObject(entry) ? Number(entry.bill_sequence) : Number.NaN,
    url: text(entry, 'download_url'),
    hash: text(entry, 'hash_value'),
    encryptedKey: text(entry, 'encrypt_key'),
    nonce: text(entry, 'nonce'),
  }));
  const whole = parts.filter(
    (part): part is SealedPart & { sequence: number } =>
      [part.url, part.hash, part.encryptedKey, part.nonce].every((value) => value !== undefined) &&
      Number.isInteger(part.sequence),
  );
  if (whole.length === 0 || whole.length < parts.length) return undefined;
  return whole.sort((a, b) => a.sequence - b.sequence);
}

/**
 * The text of a downloaded part: decrypted (AEAD_AES_256_GCM, no additional data, binary), unzipped, and checked. The
 * tag alone proves that it is WeChat's, its key having come in a signed answer. The pages don't say of which form of
 * the file the hash is, so any of the three will do.
 * Source: WeChat Pay Score, apply for the bill, https://pay.weixin.qq.com/doc/v3/merchant/4013394586.
 * @throws Error when the key, the tag, the compression or the hash is wrong
 */
export function openSealedPart(file: Buffer, part: SealedPart, merchantKey: KeyObject): string {
  const key = privateDecrypt(
    { key: merchantKey, padding: constants.RSA_PKCS1_OAEP_PADDING },
    Buffer.from(part.encryptedKey, 'base64'),
  );
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(part.nonce, 'utf8'), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(file.subarray(-TAG_BYTES));
  const zipped = Buffer.concat([decipher.update(file.subarray(0, -TAG_BYTES)), decipher.final()]);
  const plain = gunzipSync(zipped, { maxOutputLength: MOST_BYTES });
  if (![plain, zipped, file].some((form) => sha1(form) === part.hash.toLowerCase())) {
    throw new Error('the bill is not the one whose hash was signed');
  }
  return plain.toString('utf8');
}

function sha1(bytes: Buffer): string {
  return createHash('sha1').update(bytes).digest('hex');
}
