import { type KeyObject, sign } from 'node:crypto';

/**
 * Self-made X.509 certificates (RFC 5280), since Node can read but not write them. They carry what WeChat's do and
 * programs use: a serial number, a name, a validity and an RSA key.
 */
const TAG = {
  integer: 0x02,
  bits: 0x03,
  none: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
};

/** sha256WithRSAEncryption, 1.2.840.113549.1.1.11. */
const SHA256_RSA = '2a864886f70d01010b';
/** commonName, 2.5.4.3. */
const COMMON_NAME = '550403';

function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const length = content.length;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = Buffer.from(length.toString(16).padStart(length < 0x100 ? 2 : 4, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length]), bytes, content]);
}

const hex = (tag: number, content: string): Buffer => der(tag, Buffer.from(content, 'hex'));
const text = (tag: number, content: string): Buffer => der(tag, Buffer.from(content, 'utf8'));

function distinguishedName(commonName: string): Buffer {
  const attribute = der(TAG.sequence, hex(TAG.oid, COMMON_NAME), text(TAG.utf8, commonName));
  return der(TAG.sequence, der(TAG.set, attribute));
}

export interface CertificateFacts {
  /** 40 hexadecimal digits, the first 1 to 7. */
  serial: string;
  commonName: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** Valid from 2020 to the end of 2049, because the virtual clock may stand anywhere. */
export const CERTIFICATE_FROM = '200101000000Z';
export const CERTIFICATE_TO = '491231235959Z';

/** A self-signed certificate in PEM. */
export function makeCertificate(facts: CertificateFacts): string {
  const algorithm = der(TAG.sequence, hex(TAG.oid, SHA256_RSA), der(TAG.none));
  const name = distinguishedName(facts.commonName);
  const toBeSigned = der(
    TAG.sequence,
    der(TAG.version, hex(TAG.integer, '02')),
    hex(TAG.integer, facts.serial),
    algorithm,
    name,
    der(TAG.sequence, text(TAG.utcTime, CERTIFICATE_FROM), text(TAG.utcTime, CERTIFICATE_TO)),
    name,
    facts.publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', toBeSigned, facts.privateKey);
  const certificate = der(
    TAG.sequence,
    toBeSigned,
    algorithm,
    der(TAG.bits, Buffer.concat([Buffer.from([0]), signature])),
  );
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
