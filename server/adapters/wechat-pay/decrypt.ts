import { createDecipheriv, type KeyObject } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `resource` of a callback, `encrypt_certificate` of a certificate: the same three texts. */
export interface Encrypted {
  /** Base64 of the ciphertext followed by its 16-byte tag. */
  ciphertext: string;
  nonce: string;
  /** Additional authenticated data; may be missing. */
  associatedData?: string;
}

/**
 * Decrypts AEAD_AES_256_GCM with the APIv3 key. The tag is checked (`final` does it): a changed ciphertext, nonce or
 * associated data decrypts to nothing.
 * Source: WeChat Pay APIv3, https://pay.weixin.qq.com/docs/merchant/development/interface-rules/certificate-callback-decryption.html.
 * @returns undefined when it is not WeChat's, or the key is wrong
 */
export function decrypt(
  key: KeyObject,
  { ciphertext, nonce, associatedData }: Encrypted,
): string | undefined {
  const bytes = Buffer.from(ciphertext, 'base64');
  const iv = Buffer.from(nonce, 'utf8');
  if (bytes.length < TAG_BYTES || iv.length !== NONCE_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(associatedData ?? '', 'utf8'));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
    return text.toString('utf8');
  } catch {
    return undefined;
  }
}
