import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalWeChat } from '../local-wechat';
import { buildWhenStale } from './build';
import { checkPlayed, DEMO_BEGINS, playDemo } from './demo/play';
import { line, summary } from './demo/print';
import { ControlClient } from './local/control-client';
import { productOn } from './local/product';

/**
 * `npm run demo [-- --data DIR] [--check] [--trace]`: starts everything on a fresh data folder, plays the demo, compares
 * the books, and exits; non-zero on any surprise or any fen that doesn't agree. `--check` plays nothing and compares
 * the books of the demo that was played on DIR before.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      check: { type: 'boolean', default: false },
      trace: { type: 'boolean', default: false },
    },
  });
  if (values.check && values.data === undefined)
    throw new Error('--check needs --data DIR of a played demo.');
  const dataDir = values.data ?? mkdtempSync(path.join(tmpdir(), 'lfpl-demo-'));
  await buildWhenStale();
  const local = await startLocalWeChat(
    productOn({
      dataDir,
      fresh: !values.check,
      trace: values.trace,
      clockMode: 'frozen',
      clockStart: DEMO_BEGINS,
    }),
  );
  try {
    const agree = await playAndCheck(new ControlClient(local.facts.control.url), values.check);
    const kept = values.data !== undefined || !agree;
    const seconds = (performance.now() / 1000).toFixed(1);
    process.stdout.write(`用时 ${seconds} 秒${kept ? `，数据在 ${dataDir}` : ''}\n`);
    if (!kept) process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
    return agree ? 0 : 1;
  } finally {
    await local.stop();
  }
}

/** @returns whether every book agrees */
async function playAndCheck(control: ControlClient, checkOnly: boolean): Promise<boolean> {
  const report = checkOnly
    ? await checkPlayed(control)
    : await playDemo(control, (step) => process.stdout.write(`${line(step)}\n`));
  process.stdout.write(`${await summary(control, report)}\n`);
  return report.faults.length === 0;
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
