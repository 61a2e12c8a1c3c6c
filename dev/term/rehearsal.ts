import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { handlers as catalog } from '../../cloudfunctions/catalog';
import { handlers as classroom } from '../../cloudfunctions/classroom';
import { HANDLERS } from '../../cloudfunctions/deduction';
import { handlers as finance } from '../../cloudfunctions/finance';
import { callbackFunction } from '../../cloudfunctions/frame/callback-function';
import { peopleFunction } from '../../cloudfunctions/frame/people-function';
import { handlers as reports } from '../../cloudfunctions/reports';
import { handlers as scoreGate } from '../../cloudfunctions/score-gate';
import { handlers as signing } from '../../cloudfunctions/signing';
import { handlers as staff } from '../../cloudfunctions/staff';
import { handlers as transfer } from '../../cloudfunctions/transfer';
import { type LocalPay, startLocalPay } from '../../local-wechat/pay';
import { createVirtualClock, type VirtualClock } from '../../local-wechat/virtual-clock';
import { type FunctionName, PROTOCOL } from '../../protocol';
import { readDeployment } from '../../server/adapters/deployment';
import { createMemoryStore, type MemoryStore } from '../../server/adapters/memory-store/memory-store';
import { randomIds } from '../../server/adapters/surroundings/ids';
import { createBills } from '../../server/adapters/wechat-pay/bills';
import { createCallbackReader } from '../../server/adapters/wechat-pay/callbacks';
import { createPayScore } from '../../server/adapters/wechat-pay/pay-score';
import { createPayments } from '../../server/adapters/wechat-pay/payments';
import { timeOf } from '../../server/domain/time';
import { runAgenda } from '../../server/usecases/agenda/run-agenda';
import { storeCallback } from '../../server/usecases/callbacks/store-callback';
import type { Ports } from '../../server/usecases/ports';
import { deliverPush } from '../../server/usecases/pushing/deliver-push';
import { nightly } from '../../server/usecases/reporting/nightly';
import { recordView } from '../../server/usecases/reporting/record-view';
import { Controls } from '../local/controls';
import { APPID, settingsFor } from '../local/product';
import type { TermControls } from './visitors';

const MINUTE = 60_000;
const FUNCTIONS = {
  catalog,
  classroom,
  finance,
  reports,
  'score-gate': scoreGate,
  signing,
  staff,
  transfer,
} as const;
const SILENT = {
  info: () => {},
  warn: () => {},
  error: (event: string, facts?: object) => console.error(event, facts),
};

/**
 * The product in this process on a store in memory, with the real local WeChat Pay behind it: the same use cases and
 * the same signatures without the SDK's HTTP between them, so that a term is played in seconds. What it leaves in
 * memory is moved into the cloud's database afterwards.
 */
export class Rehearsal extends Controls implements TermControls {
  readonly store: MemoryStore = createMemoryStore();
  private constructor(
    private readonly clock: VirtualClock,
    readonly pay: LocalPay,
    readonly ports: Ports,
    private readonly door: Server,
  ) {
    super();
    this.store = ports.store as MemoryStore;
  }

  /** @param start virtual time, ms since the epoch */
  static async open(dataDir: string, start: number): Promise<Rehearsal> {
    const clock = createVirtualClock({
      store: { load: () => undefined, save: () => {} },
      start,
      mode: 'frozen',
    });
    const wired: { ports?: Ports } = {};
    const door = await openDoor(() => wired.ports);
    const { port } = door.address() as AddressInfo;
    const pay = await startLocalPay({
      file: path.join(dataDir, 'pay.db'),
      keysDir: path.join(dataDir, 'keys'),
      clock,
      appid: APPID,
      resolveNotifyUrl: () => `http://127.0.0.1:${port}/pay-notify`,
    });
    clock.attach(pay.due);
    wired.ports = portsOn(pay, clock);
    return new Rehearsal(clock, pay, wired.ports, door);
  }

  async close(): Promise<void> {
    await this.clock.close();
    await this.pay.close();
    this.door.closeAllConnections();
    this.door.close();
  }

  protected session(): string {
    return 'term';
  }

  protected async invoke(openid: string, name: string, event: object): Promise<unknown> {
    const surroundings = { ports: () => this.ports, openid: () => openid };
    const known = name as FunctionName;
    const main = peopleFunction<Record<string, never>>(
      name,
      PROTOCOL[known] as never,
      FUNCTIONS[known] as never,
      surroundings,
    );
    return JSON.parse(JSON.stringify(await main(event))) as unknown;
  }

  async now(): Promise<number> {
    return this.clock.now();
  }

  async advance(ms: number, timers: 'all' | 'once'): Promise<void> {
    const steps = timers === 'all' ? Math.max(1, Math.round(ms / MINUTE)) : 1;
    for (let i = 0; i < steps; i += 1) {
      await this.clock.advance(ms / steps);
      await runAgenda(this.ports, HANDLERS);
      await runAgenda(this.ports, { push: deliverPush });
    }
  }

  async setPerson(openid: string, facts: { score?: number; balanceFen?: number }): Promise<void> {
    this.pay.people.put(openid, facts);
  }

  async sign(pack: string, outcome: 'sign' | 'leave'): Promise<string> {
    return this.pay.wechat.sign(pack, outcome).result;
  }

  async payNow(openid: string, outOrderNo: string): Promise<void> {
    this.pay.wechat.payNow(openid, outOrderNo);
  }

  look(openid: string, courseId: string): Promise<void> {
    return recordView(this.ports, openid, courseId);
  }

  async payDirectly(openid: string, parameters: Parameters<TermControls['payDirectly']>[1]): Promise<void> {
    this.pay.wechat.requestPayment(openid, parameters, 'pay');
  }

  async night(): Promise<void> {
    await nightly(this.ports);
  }

  async subscribe(): Promise<void> {
    // Subscribe messages of the past would only fill the list of service notifications.
  }
}

function portsOn(pay: LocalPay, clock: VirtualClock): Ports {
  const deployment = readDeployment(settingsFor(pay.facts));
  const time = { now: () => timeOf(clock.now()) };
  const wire = { config: deployment.pay, clock: time, log: SILENT };
  return {
    store: createMemoryStore(),
    payScore: createPayScore({ ...wire, services: deployment.settings.services }),
    payments: createPayments(wire),
    bills: createBills({ ...wire, services: deployment.settings.services }),
    callbacks: createCallbackReader(deployment.pay, time),
    messages: { send: async () => 'no_quota' },
    files: {
      links: async (ids) => ids.map(() => undefined),
      remove: async () => {},
      read: async () => 'missing',
      write: async (path) => path,
    },
    clock: time,
    ids: randomIds,
    log: SILENT,
    settings: deployment.settings,
  };
}

/** Where WeChat Pay's callbacks arrive meanwhile: the same frame as in `pay-notify`. */
function openDoor(ports: () => Ports | undefined): Promise<Server> {
  const main = callbackFunction(storeCallback, {
    ports: () => {
      const wired = ports();
      if (wired === undefined) throw new Error('not wired yet');
      return wired;
    },
    caller: () => ({ openid: undefined, source: 'wx_http' }),
  });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const answer = await main({
        httpMethod: request.method,
        headers: request.headers,
        body,
        isBase64Encoded: false,
      });
      response.writeHead(answer.statusCode, answer.headers).end(answer.body);
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
