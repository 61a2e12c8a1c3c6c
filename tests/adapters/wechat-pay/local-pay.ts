import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFaultRegistry, type FaultRegistry } from '../../../local-wechat/control/faults';
import { type LocalPay, type LocalPayFacts, startLocalPay } from '../../../local-wechat/pay';
import { type Deployment, readDeployment } from '../../../server/adapters/deployment';
import { createLog } from '../../../server/adapters/surroundings/log';
import { createBills } from '../../../server/adapters/wechat-pay/bills';
import { createCallbackReader } from '../../../server/adapters/wechat-pay/callbacks';
import { createPayScore } from '../../../server/adapters/wechat-pay/pay-score';
import { timeOf } from '../../../server/domain/time';
import type { Bills } from '../../../server/ports/bills';
import type { CallbackEvent, CallbackReader, PayScore } from '../../../server/ports/pay-score';
import type { Clock } from '../../../server/ports/surroundings';

export interface ProductAtLocalPay {
  pay: LocalPay;
  /** Gives up no answer that comes, however busy the machine is. */
  payScore: PayScore;
  /** For answers that never come. */
  impatient: PayScore;
  bills: Bills;
  callbacks: CallbackReader;
  faults: FaultRegistry;
  clock: Clock;
  /** Callbacks that were believed, and the reasons of those that were not. */
  events: CallbackEvent[];
  refused: string[];
  /** Everything the adapter logged. */
  lines: string[];
  /** Moves the time of both sides; what falls due on the way happens at its moment. */
  advance(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** The product's adapter and a local WeChat Pay, each knowing only what the other sends. */
export async function startProductAtLocalPay(): Promise<ProductAtLocalPay> {
  const folder = mkdtempSync(join(tmpdir(), 'adapters-'));
  let now = Date.UTC(2026, 11, 1, 9);
  const clock = { now: () => timeOf(now) };
  const faults = createFaultRegistry();
  const events: CallbackEvent[] = [];
  const refused: string[] = [];
  const lines: string[] = [];
  let callbacks: CallbackReader | undefined;
  const receiver = await startReceiver((headers, body) => {
    const event = callbacks?.read(headers, body) ?? { refused: 'not ready' };
    if ('refused' in event) refused.push(event.refused);
    else events.push(event);
    return !('refused' in event);
  });
  const pay = await startLocalPay({
    file: join(folder, 'pay.db'),
    keysDir: join(folder, 'keys'),
    clock: { now: () => now },
    appid: 'wx0000000000000001',
    resolveNotifyUrl: (url) => url.replace('https://pay.example.test', receiver.url),
    faults,
  });
  const deployment = deploymentAt(pay.facts);
  callbacks = createCallbackReader(deployment.pay, clock);
  const log = createLog(clock, { write: (line) => lines.push(line) });
  const { services } = deployment.settings;
  const connect = (timeoutMs: number) =>
    createPayScore({ config: deployment.pay, services, clock, log, timeoutMs });
  const bills = createBills({ config: deployment.pay, services, clock, log });
  return {
    ...{ payScore: connect(60_000), impatient: connect(1_000) },
    ...{ pay, bills, callbacks, faults, clock, events, refused, lines },
    async advance(seconds) {
      const target = now + seconds * 1000;
      for (;;) {
        const due = pay.due.nextDueAt();
        if (due === undefined || due > target) break;
        now = Math.max(now, due);
        await pay.due.runDue();
        await pay.due.settled();
      }
      now = target;
    },
    async close() {
      await pay.close();
      await receiver.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The environment that a deployment would have, read as it would read it. */
function deploymentAt(facts: LocalPayFacts): Deployment {
  const serviceId = facts.services[0]?.serviceId ?? '';
  return readDeployment({
    INSTITUTION_ID: 'sunny',
    OWNER_CODE: 'a-code-of-16-or-more',
    SERVICES: JSON.stringify({
      'per-class': { serviceId, maxDays: 365, maxQuantity: 50, maxUnitFen: 50_000 },
    }),
    PAY_MCHID: facts.mchid,
    PAY_APPID: facts.appid,
    PAY_MERCHANT_SERIAL: facts.merchantSerial,
    PAY_MERCHANT_PRIVATE_KEY: facts.merchantPrivateKeyPath,
    PAY_API_V3_KEY: facts.apiV3Key,
    PAY_API_V2_KEY: facts.apiV2Key,
    PAY_PLATFORM_KEYS: JSON.stringify({
      [facts.platformKeyId]: readFileSync(facts.platformPublicKeyPath, 'utf8'),
    }),
    PAY_NOTIFY_URL: 'https://pay.example.test/pay-notify',
    PAY_BASE_URL: facts.baseUrl,
  });
}

type Receive = (headers: Record<string, string>, body: string) => boolean;

/** Answers as `pay-notify` does: 204 for what is believed, 401 for what is not. */
async function startReceiver(receive: Receive): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
      response.writeHead(receive(headers, Buffer.concat(chunks).toString('utf8')) ? 204 : 401).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
