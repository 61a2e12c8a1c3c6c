import { randomBytes, sign } from 'node:crypto';
import type { PaySwitches } from '../switches';
import type { PayKeys, PlatformKey } from './keys';
import { Share } from './share';

/** What is wrong on purpose with a signature. */
export type SignatureFlaw = 'probe' | 'wrong' | 'unknown-serial' | 'stale';

const STALE_SECONDS = 3_600;

/**
 * Signs what WeChat Pay sends, "WeChat Pay APIv3: verify signatures": SHA256withRSA over
 * `timestamp LF nonce LF body LF`.
 */
export class PlatformSigner {
  private readonly certificateShare = new Share();

  constructor(
    private readonly keys: PayKeys,
    private readonly switches: () => Readonly<PaySwitches>,
  ) {}

  /** Signs when a request asks for no key: the certificate, unless there is only the public key. */
  get defaultKey(): PlatformKey {
    const { platformPublicKey, platformCertificate } = this.keys;
    return this.switches().platformKeys === 'publicKey' ? platformPublicKey : platformCertificate;
  }

  /** The key which a request's `Wechatpay-Serial` asks for; undefined when it names none that is in use. */
  keyFor(serial: string | undefined): PlatformKey | undefined {
    const { platformPublicKey, platformCertificate } = this.keys;
    const current =
      this.switches().platformKeys === 'both' ? [platformCertificate, platformPublicKey] : [this.defaultKey];
    return serial === undefined ? this.defaultKey : current.find((key) => key.id === serial);
  }

  /** The key of the next callback; during a change-over callbacks mix both. */
  callbackKey(): PlatformKey {
    const { platformKeys, certificateCallbackShare } = this.switches();
    const { platformPublicKey, platformCertificate } = this.keys;
    if (platformKeys === 'certificate') return platformCertificate;
    const byCertificate = platformKeys === 'both' && this.certificateShare.picks(certificateCallbackShare);
    return byCertificate ? platformCertificate : platformPublicKey;
  }

  /** The five headers that vouch for a body; `flaw` makes them wrong in one known way. */
  headers(body: string, now: number, key: PlatformKey, flaw?: SignatureFlaw): Record<string, string> {
    const timestamp = String(Math.floor(now / 1000) - (flaw === 'stale' ? STALE_SECONDS : 0));
    const nonce = randomBytes(16).toString('hex');
    const signed = flaw === 'wrong' ? `${body} ` : body;
    const signature = sign('sha256', Buffer.from(`${timestamp}\n${nonce}\n${signed}\n`), key.privateKey);
    const text = signature.toString('base64');
    return {
      'Wechatpay-Timestamp': timestamp,
      'Wechatpay-Nonce': nonce,
      'Wechatpay-Serial': flaw === 'unknown-serial' ? '5FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF' : key.id,
      'Wechatpay-Signature': flaw === 'probe' ? `WECHATPAY/SIGNTEST/${text.slice(20)}` : text,
      'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
    };
  }
}
