import { constants, privateDecrypt, publicEncrypt } from 'node:crypto';
import type { PayContext } from '../context';
import { refuseField } from '../errors';
import type { ECHO } from '../limits/money';
import type { Checked } from '../limits/table';

type Echo = Checked<typeof ECHO>;

/** Sensitive fields are encrypted by RSA-OAEP with SHA-1. */
const PADDING = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };

/** Opens what the merchant encrypted with WeChat's key, and encrypts it with the merchant's. */
function reEncrypted(context: PayContext, ciphertext: string): string {
  const { platformPublicKey, platformCertificate, merchantPublicKey } = context.keys;
  for (const { privateKey } of [platformPublicKey, platformCertificate]) {
    try {
      const plain = privateDecrypt({ key: privateKey, ...PADDING }, Buffer.from(ciphertext, 'base64'));
      return publicEncrypt({ key: merchantPublicKey, ...PADDING }, plain).toString('base64');
    } catch {}
  }
  return refuseField('/encrypted_echo_message', ciphertext, '敏感信息解密失败');
}

/** "WeChat Pay: test of signing and encryption": says the message back, in the answer and by SECURITY_ECHO.SUCCESS. */
export function echo(context: PayContext, request: Echo): object {
  const { echo_message, encrypted_echo_message, notify_url } = request;
  const encrypted = encrypted_echo_message
    ? { encrypted_echo_message: reEncrypted(context, encrypted_echo_message) }
    : {};
  const answer = { echo_message, ...encrypted };
  if (notify_url)
    context.callbacks.tell({
      eventType: 'SECURITY_ECHO.SUCCESS',
      url: notify_url,
      subject: 'echo',
      resource: { mchid: context.mchid, ...answer },
    });
  return answer;
}
