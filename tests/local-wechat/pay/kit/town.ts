import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFaultRegistry, type FaultRegistry } from '../../../../local-wechat/control/faults';
import { type LocalPay, type LocalPayOptions, startLocalPay } from '../../../../local-wechat/pay';
import { Inbox } from './inbox';
import { Merchant } from './merchant';

export const APPID = 'wx0000000000000001';
const HOST = 'https://merchant.example';
/** A Tuesday, 10:00 in China. */
export const START = Date.parse('2026-12-01T10:00:00+08:00');

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** A local WeChat Pay with a merchant, a callback door, a clock that stands still, and faults on demand. */
export interface Town {
  pay: LocalPay;
  merchant: Merchant;
  inbox: Inbox;
  faults: FaultRegistry;
  now(): number;
  /** Moves the clock, doing what comes due on the way. */
  advance(ms: number): Promise<void>;
  /** Stops WeChat Pay without leave-taking and starts it again on the same file. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Keys are made once for all tests, since RSA keys take time. */
const keysDir = join(__dirname, '../../../../node_modules/.cache/local-wechat-pay-test-keys');

export async function openTown(options: Partial<LocalPayOptions> = {}): Promise<Town> {
  let now = START;
  const clock = { now: () => now };
  const file = join(tmpdir(), `pay-${randomUUID()}.db`);
  const faults = createFaultRegistry();
  const inbox = new Inbox(clock.now);
  const door = await inbox.listen();
  const start = (): Promise<LocalPay> =>
    startLocalPay({
      file,
      keysDir,
      clock,
      appid: APPID,
      resolveNotifyUrl: (url) => url.replace(HOST, door),
      faults,
      ...options,
    });
  const pay = await start();
  const town: Town = {
    pay,
    merchant: new Merchant(pay.facts, clock.now),
    inbox,
    faults,
    now: clock.now,
    async advance(ms) {
      const target = now + ms;
      for (;;) {
        const next = town.pay.due.nextDueAt();
        if (next === undefined || next > target) break;
        now = Math.max(now, next);
        await town.pay.due.runDue();
        await town.pay.due.settled();
      }
      now = target;
    },
    async restart() {
      await town.pay.close();
      town.pay = await start();
      town.merchant = new Merchant(town.pay.facts, clock.now);
      inbox.merchant = town.merchant;
    },
    async close() {
      await town.pay.close();
      await inbox.close();
      for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    },
  };
  inbox.merchant = town.merchant;
  return town;
}
