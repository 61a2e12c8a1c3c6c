import { X509Certificate } from 'node:crypto';
import { seal } from '../callbacks/envelope';
import type { PayContext } from '../context';
import { refuse } from '../errors';
import { rfc3339 } from '../times';

/** "WeChat Pay: get platform certificates", encrypted with the APIv3 key; not there for public-key merchants. */
export function certificates(context: PayContext): object {
  const { keys } = context;
  if (context.switches().platformKeys === 'publicKey')
    refuse('resourceUnknown', '商户使用微信支付公钥验签，无可用的平台证书');
  const { id, pem } = keys.platformCertificate;
  const certificate = new X509Certificate(pem);
  return {
    data: [
      {
        serial_no: id,
        effective_time: rfc3339(Date.parse(certificate.validFrom)),
        expire_time: rfc3339(Date.parse(certificate.validTo)),
        encrypt_certificate: seal(pem, 'certificate', keys.apiV3Key),
      },
    ],
  };
}
