import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { seal } from '../../local-wechat/pay/callbacks/envelope';
import { openKeys, type PayKeys } from '../../local-wechat/pay/keys/keys';
import { PlatformSigner, type SignatureFlaw } from '../../local-wechat/pay/keys/platform-signer';
import type { World } from './world';

/** A callback as it goes over the wire. */
export interface Letter {
  headers: Record<string, string>;
  body: string;
}

export interface LetterChange {
  id?: string;
  eventType?: string;
  resource?: unknown;
  /** Who signs; WeChat Pay itself when missing. */
  signedBy?: PayKeys;
  /** What is wrong with the signature on purpose. */
  flaw?: SignatureFlaw;
  apiV3Key?: string;
  /** Moment of signing, ms; now when missing. */
  at?: number;
  /** Written in place of the envelope, and signed as it is. */
  rawBody?: string;
}

/** Writes callbacks with the keys that lie in the world's data folder, as WeChat Pay does or as a forger might. */
export class LetterWriter {
  private readonly keys: PayKeys;

  constructor(private readonly world: World) {
    this.keys = openKeys(path.join(world.dataDir, 'keys'), world.local.facts.pay.mchid);
  }

  async write(change: LetterChange = {}): Promise<Letter> {
    const keys = change.signedBy ?? this.keys;
    const { id = randomUUID(), eventType = 'PAYSCORE.USER_PAID', resource = {} } = change;
    const sealed = seal(JSON.stringify(resource), 'payscore', change.apiV3Key ?? this.keys.apiV3Key);
    const envelope = {
      ...{ id, create_time: '2026-09-01T10:00:00+08:00', event_type: eventType },
      ...{ resource_type: 'encrypt-resource', summary: '' },
      resource: { original_type: 'payscore', ...sealed },
    };
    const body = change.rawBody ?? JSON.stringify(envelope);
    const signer = new PlatformSigner(keys, () => ({ ...this.world.local.pay.switches.get() }));
    // A forger names the genuine key.
    const key = { ...keys.platformPublicKey, id: this.keys.platformPublicKey.id };
    return { body, headers: signer.headers(body, change.at ?? (await this.world.now()), key, change.flaw) };
  }

  /** Posts to the real pay-notify over HTTP access. @returns the HTTP status and how long the answer took, ms */
  async post({ headers, body }: Letter, method = 'POST'): Promise<{ status: number; ms: number }> {
    const started = performance.now();
    const response = await fetch(`${this.world.local.facts.cloud.httpAccessUrl}/pay-notify`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'POST' ? { body } : {}),
    });
    await response.text();
    return { status: response.status, ms: performance.now() - started };
  }
}
