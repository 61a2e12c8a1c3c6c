import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type LocalWeChat, startLocalWeChat } from '../local-wechat';
import { readFaultScript } from '../local-wechat/control/fault-script';
import { takeDataDir } from '../local-wechat/data-dir';
import { type RunningPhone, startPhone } from '../local-wechat/phone/server';
import { buildWhenStale } from './build';
import { DEMO_BEGINS, playDemo } from './demo/play';
import { line, summary } from './demo/print';
import { ControlClient } from './local/control-client';
import { household } from './local/household';
import { type ProductOptions, productOn, TEMPLATE_WORDS } from './local/product';
import { prepareTerm } from './term/prepare-term';

/**
 * `npm start -- [--demo] [--data DIR] [--fresh] [--empty] [--trace] [--faults FILE] [--transaction-life MS]`: runs
 * everything and stays up until it is ended. An empty data folder gets a living institution first; `--empty` leaves it
 * empty. `--faults` plays a fault script from the start, `--transaction-life` shortens the cloud's 30 s (crash drills).
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      demo: { type: 'boolean', default: false },
      data: { type: 'string', default: '.local' },
      fresh: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      trace: { type: 'boolean', default: false },
      faults: { type: 'string' },
      'transaction-life': { type: 'string' },
    },
  });
  const drill = drillOf(values.faults, values['transaction-life']);
  await buildWhenStale();
  const dataDir = path.resolve(values.data);
  const began = performance.now();
  const lived = !values.demo && !values.empty && (await fillWhenEmpty(dataDir, values.fresh));
  const preparedAfter = performance.now() - began;
  const local = await startLocalWeChat(
    productOn({
      dataDir,
      fresh: (values.fresh && !lived) || values.demo,
      trace: values.trace,
      ports: portsFromEnvironment(),
      ...drill,
      ...(values.demo ? { clockMode: 'frozen', clockStart: DEMO_BEGINS } : {}),
    }),
  );
  const startedAfter = performance.now() - preparedAfter;
  const phone = await startPhone({
    projectDir: path.resolve(__dirname, '..'),
    control: { url: local.facts.control.url },
    people: household(),
    templates: TEMPLATE_WORDS,
    voucherPage: 'deduction/voucher/voucher?no={outOrderNo}',
    port: portNamed('PORT_PHONE'),
    watch: true,
  });
  stopOnSignal(local, phone);
  process.stdout.write(whereThingsAre(local, phone, values.data, startedAfter));
  if (values.demo) await demo(local);
}

/** What is to go wrong from the start. Throws an Error that names what is wrong with the script or the number. */
function drillOf(
  script: string | undefined,
  life: string | undefined,
): Pick<ProductOptions, 'faults' | 'transactionLifeMs'> {
  const transactionLifeMs = Number(life);
  if (life !== undefined && !(transactionLifeMs >= 10))
    throw new Error('--transaction-life takes ms, 10 at least.');
  return {
    ...(script === undefined ? {} : { faults: readFaultScript(readFileSync(script, 'utf8')) }),
    ...(life === undefined ? {} : { transactionLifeMs }),
  };
}

async function demo(local: LocalWeChat): Promise<void> {
  const control = new ControlClient(local.facts.control.url);
  const report = await playDemo(control, (step) => process.stdout.write(`${line(step)}\n`));
  process.stdout.write(`${await summary(control, report)}\n演示结束，本地微信继续运行，Ctrl-C 停止。\n`);
}

function portsFromEnvironment(): NonNullable<ProductOptions['ports']> {
  return {
    cloud: portNamed('PORT_CLOUD'),
    pay: portNamed('PORT_PAY'),
    control: portNamed('PORT_CONTROL'),
  };
}

function portNamed(name: string): number {
  const port = Number(process.env[name] ?? 0);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`${name} must be a port, 0 to 65535 (0: any free one).`);
}

function whereThingsAre(
  { facts }: LocalWeChat,
  phone: RunningPhone,
  dataDir: string,
  startedAfter: number,
): string {
  return [
    '本地微信已启动',
    `  手机     ${phone.url}   ← 在浏览器里打开`,
    `  cloud    ${facts.cloud.adminUrl}`,
    `  http     ${facts.cloud.httpAccessUrl}`,
    `  pay      ${facts.pay.baseUrl}`,
    `  control  ${facts.control.url}`,
    `  facts    ${path.join(dataDir, 'local.json')}`,
    `启动用时 ${(startedAfter / 1000).toFixed(1)} 秒`,
    '',
  ].join('\n');
}

/** A living institution in the middle of its term, so that there is something to look at. @returns whether it was made */
async function fillWhenEmpty(dataDir: string, fresh: boolean): Promise<boolean> {
  if (!fresh && existsSync(path.join(dataDir, 'cloud.db'))) return false;
  // Without a database there is nothing in it but what an interrupted first start has left.
  const folder = takeDataDir(dataDir, true);
  if (!process.stdout.isTTY) process.stdout.write('第一次启动，正在准备一家上课中的机构，约十几秒\n');
  try {
    await prepareTerm(dataDir, (done, what) =>
      progress(`第一次启动，正在准备一家上课中的机构  ${bar(done)}  ${what}`),
    );
    progress('');
    return true;
  } finally {
    folder.release();
  }
}

/** One line that is written over where there is a terminal; else a line now and then. */
function progress(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${text}`);
}

function bar(done: number): string {
  const full = Math.round(Math.min(1, Math.max(0, done)) * 20);
  return `${'█'.repeat(full)}${'░'.repeat(20 - full)}`;
}

/** One Ctrl-C comes twice under npm: from the terminal, and handed on by npm. */
const ONE_SIGNAL_MS = 1_000;

/** Ctrl-C, SIGTERM and a closed terminal end everything in order; a second signal ends it at once. */
function stopOnSignal(local: LocalWeChat, phone: RunningPhone): void {
  let stoppingSince: number | undefined;
  const stop = (): void => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > ONE_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    process.stdout.write('\n正在停止…\n');
    Promise.all([phone.close(), local.stop()]).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
