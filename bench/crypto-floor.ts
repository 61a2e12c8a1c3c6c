import {
  createCipheriv,
  createDecipheriv,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { processorTime } from './measure';

const ROUNDS = 500;

/**
 * Processor time of the cryptography that one deduction can't do without: two requests signed (create, complete),
 * three signatures checked (both answers and the callback), one callback decrypted. RSA-2048 with SHA-256 and
 * AES-256-GCM, as APIv3 wants them, with keys parsed once. Microseconds.
 */
export async function cryptoFloor(): Promise<number> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const text = randomBytes(600);
  const signature = sign('sha256', text, privateKey);
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(randomBytes(1000)), cipher.final()]);
  const tag = cipher.getAuthTag();
  const deduction = (): void => {
    for (let count = 0; count < 2; count += 1) sign('sha256', text, privateKey);
    for (let count = 0; count < 3; count += 1) verify('sha256', text, publicKey, signature);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAuthTag(tag);
    Buffer.concat([decipher.update(sealed), decipher.final()]);
  };
  for (let at = 0; at < ROUNDS / 10; at += 1) deduction();
  const taken = await processorTime(async () => {
    for (let at = 0; at < ROUNDS; at += 1) deduction();
  });
  return taken / ROUNDS;
}
