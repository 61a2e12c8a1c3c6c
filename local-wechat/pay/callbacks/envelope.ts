import { createCipheriv, randomBytes } from 'node:crypto';

export interface Sealed {
  algorithm: 'AEAD_AES_256_GCM';
  ciphertext: string;
  nonce: string;
  associated_data: string;
}

/**
 * "WeChat Pay APIv3: decrypt callbacks and certificates": AES-256-GCM under the APIv3 key's 32 bytes; the 16-byte tag
 * follows the ciphertext. The nonce has nothing to do with that of the headers.
 */
export function seal(plaintext: string, associatedData: string, apiV3Key: string): Sealed {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key), nonce);
  cipher.setAAD(Buffer.from(associatedData));
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: sealed.toString('base64'),
    nonce,
    associated_data: associatedData,
  };
}
