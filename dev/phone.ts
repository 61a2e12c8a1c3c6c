import path from 'node:path';
import { parseArgs } from 'node:util';
import { startPhone } from '../local-wechat/phone/server';

/** `npm run phone -- --project DIR [--port N]`: runs any native Mini Program in the browser, without the local cloud. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { project: { type: 'string', default: '.' }, port: { type: 'string', default: '0' } },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port must be 0 to 65535');
  const phone = await startPhone({ projectDir: path.resolve(values.project), port, watch: true });
  process.stdout.write(`手机  ${phone.url}   ← 在浏览器里打开，Ctrl-C 停止\n`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void phone.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
