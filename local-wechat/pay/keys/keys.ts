import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeCertificate } from './certificate';

/** A key with which WeChat signs, under the id or serial number that `Wechatpay-Serial` names. */
export interface PlatformKey {
  readonly id: string;
  readonly privateKey: KeyObject;
}

export interface PayKeys {
  readonly merchantSerial: string;
  readonly merchantPublicKey: KeyObject;
  readonly merchantPrivateKeyPath: string;
  readonly merchantCertificatePath: string;
  readonly apiV3Key: string;
  readonly apiV2Key: string;
  readonly platformPublicKey: PlatformKey;
  readonly platformPublicKeyPath: string;
  readonly platformCertificate: PlatformKey & { readonly pem: string };
  readonly platformCertificatePath: string;
}

interface KeyFacts {
  merchantSerial: string;
  platformKeyId: string;
  certificateSerial: string;
  apiV3Key: string;
  apiV2Key: string;
}

const FILES = {
  facts: 'keys.json',
  merchantKey: 'apiclient_key.pem',
  merchantCertificate: 'apiclient_cert.pem',
  platformKey: 'wechatpay_private_key.pem',
  platformPublicKey: 'wechatpay_public_key.pem',
  certificateKey: 'wechatpay_certificate_key.pem',
  certificate: 'wechatpay_certificate.pem',
};

/** 40 hexadecimal digits: positive and of full length as a DER integer. */
const newSerial = (): string => `5${randomBytes(20).toString('hex').slice(1)}`.toUpperCase();
/** 32 letters and digits, as merchants type them into WeChat's console. */
const newSecret = (): string => randomBytes(16).toString('hex');

function makeKeys(folder: string, mchid: string, bits: number): void {
  const pair = () => generateKeyPairSync('rsa', { modulusLength: bits });
  const [merchant, platform, certified] = [pair(), pair(), pair()];
  const facts: KeyFacts = {
    merchantSerial: newSerial(),
    platformKeyId: `PUB_KEY_ID_0${mchid}${'0'.repeat(14)}01`,
    certificateSerial: newSerial(),
    apiV3Key: newSecret(),
    apiV2Key: newSecret(),
  };
  const write = (file: string, content: string | Buffer): void =>
    writeFileSync(join(folder, file), content, { mode: 0o600 });
  const privatePem = (key: KeyObject): string => String(key.export({ type: 'pkcs8', format: 'pem' }));
  write(FILES.merchantKey, privatePem(merchant.privateKey));
  write(FILES.platformKey, privatePem(platform.privateKey));
  write(FILES.certificateKey, privatePem(certified.privateKey));
  write(FILES.platformPublicKey, platform.publicKey.export({ type: 'spki', format: 'pem' }));
  write(
    FILES.merchantCertificate,
    makeCertificate({ serial: facts.merchantSerial, commonName: mchid, ...merchant }),
  );
  write(
    FILES.certificate,
    makeCertificate({ serial: facts.certificateSerial, commonName: 'Local WeChat Pay', ...certified }),
  );
  write(FILES.facts, JSON.stringify(facts, null, 2));
}

/** Makes all keys in a folder beside and moves it into place, so that two programs starting at once agree. */
function makeKeysOnce(keysDir: string, mchid: string, bits: number): void {
  if (existsSync(join(keysDir, FILES.facts))) return;
  mkdirSync(dirname(keysDir), { recursive: true });
  const folder = mkdtempSync(`${keysDir}-`);
  makeKeys(folder, mchid, bits);
  try {
    renameSync(folder, keysDir);
  } catch (error) {
    rmSync(folder, { recursive: true });
    if (!existsSync(join(keysDir, FILES.facts))) throw error;
  }
}

/**
 * The keys of both sides, made on first use and kept in `keysDir`: the merchant's RSA key and certificate, WeChat
 * Pay's public key, a platform certificate, and the merchant's APIv3 and APIv2 keys.
 */
export function openKeys(keysDir: string, mchid: string, bits = 2048): PayKeys {
  makeKeysOnce(keysDir, mchid, bits);
  const read = (file: string): string => readFileSync(join(keysDir, file), 'utf8');
  const facts = JSON.parse(read(FILES.facts)) as KeyFacts;
  return {
    merchantSerial: facts.merchantSerial,
    merchantPublicKey: createPublicKey(read(FILES.merchantKey)),
    merchantPrivateKeyPath: join(keysDir, FILES.merchantKey),
    merchantCertificatePath: join(keysDir, FILES.merchantCertificate),
    apiV3Key: facts.apiV3Key,
    apiV2Key: facts.apiV2Key,
    platformPublicKey: { id: facts.platformKeyId, privateKey: createPrivateKey(read(FILES.platformKey)) },
    platformPublicKeyPath: join(keysDir, FILES.platformPublicKey),
    platformCertificate: {
      id: facts.certificateSerial,
      privateKey: createPrivateKey(read(FILES.certificateKey)),
      pem: read(FILES.certificate),
    },
    platformCertificatePath: join(keysDir, FILES.certificate),
  };
}
