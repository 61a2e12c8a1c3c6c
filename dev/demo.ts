import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalWeChat } from '../local-wechat';
import { DEMO_BEGINS, playDemo } from './demo/play';
import { line, summary } from './demo/print';
import { ControlClient } from './local/control-client';
import { productOn } from './local/product';

/**
 * `npm run demo`: starts everything on a fresh data folder, plays the demo, compares the books, and exits; non-zero
 * on any surprise or any fen that doesn't agree.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, trace: { type: 'boolean' } } });
  const dataDir = values.data ?? mkdtempSync(path.join(tmpdir(), 'lfpl-demo-'));
  const local = await startLocalWeChat(
    productOn({
      dataDir,
      fresh: true,
      clockMode: 'frozen',
      clockStart: DEMO_BEGINS,
      ...(values.trace ? { trace: true } : {}),
    }),
  );
  const started = performance.now();
  try {
    const control = new ControlClient(local.facts.control.url);
    const { report } = await playDemo(control, (step) => process.stdout.write(`${line(step)}\n`));
    process.stdout.write(`${await summary(control, report)}\n`);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`用时 ${seconds} 秒，数据在 ${dataDir}\n`);
    return report.faults.length === 0 ? 0 : 1;
  } finally {
    await local.stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `demo: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  },
);
