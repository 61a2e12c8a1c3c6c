import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { ControlClient } from '../../dev/local/control-client';
import { household } from '../../dev/local/household';
import { productOn, TEMPLATE_WORDS } from '../../dev/local/product';
import { TERM_NOW } from '../../dev/term/play-term';
import { prepareTerm } from '../../dev/term/prepare-term';
import { type LocalWeChat, startLocalWeChat } from '../../local-wechat';
import { clockStore, openLocalDb } from '../../local-wechat/local-db';
import { type RunningPhone, startPhone } from '../../local-wechat/phone/server';
import { openBrowser } from '../phone/browser';
import { type Cast, moveIn } from './cast';

const PROJECT = path.resolve(__dirname, '../..');

/** The living institution on a Sunday morning in the middle of its term, its clock standing still. */
export class Town {
  private constructor(
    readonly cast: Cast,
    readonly control: ControlClient,
    readonly browser: Browser,
    private readonly local: LocalWeChat,
    private readonly phone: RunningPhone,
    private readonly dataDir: string,
  ) {}

  /** @param played data of a term that was played before; without it one is played now, which takes a while */
  static async open(played?: string): Promise<Town> {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'lfpl-sweep-'));
    if (played === undefined) await prepareTerm(dataDir, () => {});
    else cpSync(played, dataDir, { recursive: true });
    standStill(dataDir);
    const local = await startLocalWeChat(productOn({ dataDir }));
    const control = new ControlClient(local.facts.control.url);
    const [cast, phone, browser] = await Promise.all([
      moveIn(control),
      startPhone({
        projectDir: PROJECT,
        control: { url: local.facts.control.url },
        people: household(),
        templates: TEMPLATE_WORDS,
        voucherPage: 'deduction/voucher/voucher?no={outOrderNo}',
      }),
      openBrowser(),
    ]);
    return new Town(cast, control, browser, local, phone, dataDir);
  }

  /** The workbench; `phone` below it is one phone. */
  get url(): string {
    return this.phone.url;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.phone.close();
    await this.local.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** The term leaves its clock running; pictures are of one and the same moment. */
function standStill(dataDir: string): void {
  const db = openLocalDb(path.join(dataDir, 'local.db'));
  clockStore(db).save({ mode: 'frozen', value: TERM_NOW });
  db.close();
}
