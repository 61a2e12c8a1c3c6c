import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildWhenStale } from '../../dev/build';
import { openInstitution } from '../../dev/demo/institution';
import { productOn } from '../../dev/local/product';
import { type LocalWeChat, startLocalWeChat } from '../../local-wechat';
import type { LocalPayFacts } from '../../local-wechat/pay';
import { PatientClient } from './patient-client';

/** A Tuesday morning in China. */
const BEGINS = Date.parse('2026-09-01T10:00:00+08:00');

/** Waits of real time. */
export interface Patience {
  /** After which a call to WeChat Pay that gets no answer is given up. */
  payTimeoutMs: string;
  /** Of a transaction, which a killed worker leaves open. */
  transactionLifeMs: number;
}

/** Sooner than in production, so that tests need not wait. */
const IMPATIENT: Patience = { payTimeoutMs: '1000', transactionLifeMs: 1_500 };

export type Trusts = 'both' | 'certificate';

function platformKeys(pay: LocalPayFacts, trusts: Trusts): string {
  const certificate = { [pay.platformCertificateSerial]: pay.platformCertificatePath };
  const publicKey = { [pay.platformKeyId]: pay.platformPublicKeyPath };
  return JSON.stringify(trusts === 'both' ? { ...publicKey, ...certificate } : certificate);
}

/** One institution on a local WeChat of its own, with a clock that stands still, for many histories one after another. */
export class Stand {
  protected constructor(
    private readonly dataDir: string,
    readonly local: LocalWeChat,
    readonly control: PatientClient,
  ) {}

  /** @param trusts how the merchant knows WeChat's signatures: in a change-over both ways, or not begun with it yet */
  static async open(trusts: Trusts = 'both', patience = IMPATIENT): Promise<Stand> {
    await buildWhenStale();
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lfpl-settings-'));
    const product = productOn({ dataDir, clockMode: 'frozen', clockStart: BEGINS });
    const local = await startLocalWeChat({
      ...product,
      transactionLifeMs: patience.transactionLifeMs,
      functionEnv: (pay) => ({
        ...product.functionEnv(pay),
        PAY_TIMEOUT_MS: patience.payTimeoutMs,
        PAY_PLATFORM_KEYS: platformKeys(pay, trusts),
      }),
    });
    if (trusts === 'certificate') local.pay.switches.put({ platformKeys: 'certificate' });
    const control = new PatientClient(local.facts.control.url);
    await openInstitution(control);
    return new Stand(dataDir, local, control);
  }

  /** The database file, for whoever reads what is stored past every function. */
  get databaseFile(): string {
    return path.join(this.dataDir, 'cloud.db');
  }

  async close(): Promise<void> {
    await this.local.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
