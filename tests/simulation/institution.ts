import { handlers as catalog } from '../../cloudfunctions/catalog';
import { handlers as classroom } from '../../cloudfunctions/classroom';
import { HANDLERS } from '../../cloudfunctions/deduction';
import { handlers as finance } from '../../cloudfunctions/finance';
import { callbackFunction } from '../../cloudfunctions/frame/callback-function';
import { peopleFunction } from '../../cloudfunctions/frame/people-function';
import { timerFunction } from '../../cloudfunctions/frame/timer-function';
import { handlers as scoreGate } from '../../cloudfunctions/score-gate';
import { handlers as signing } from '../../cloudfunctions/signing';
import { handlers as staff } from '../../cloudfunctions/staff';
import type { Asked } from '../../dev/local/controls';
import type { FaultRegistry } from '../../local-wechat/control/faults';
import type { LocalPayInProcess } from '../../local-wechat/pay';
import { type ActionName, type Envelope, type FunctionName, PROTOCOL, type ResponseOf } from '../../protocol';
import { createMemoryStore, type MemoryStore } from '../../server/adapters/memory-store/memory-store';
import { createLog } from '../../server/adapters/surroundings/log';
import { timeOf } from '../../server/domain/time';
import { runAgenda } from '../../server/usecases/agenda/run-agenda';
import { storeCallback } from '../../server/usecases/callbacks/store-callback';
import type { Ports } from '../../server/usecases/ports';
import { deliverPush } from '../../server/usecases/pushing/deliver-push';
import { nightly } from '../../server/usecases/reporting/nightly';
import type { Chance } from './chance';
import type { MerchantConsole } from './console';
import { gatedPorts } from './gated-ports';
import type { HeldBack, Letter } from './held-back';
import { Moves } from './moves';
import { portsOn } from './ports';
import { Sight } from './sight';
import { StoreTroubles } from './store-troubles';
import type { Trace } from './trace';
import { openWeChat, type WeChat } from './wechat';
import { DIED, Workers } from './workers';

const FUNCTIONS = { catalog, classroom, finance, 'score-gate': scoreGate, signing, staff } as const;
const TIMER = { caller: () => ({ openid: undefined, source: 'wx_trigger' }), triggerSource: () => 'timer' };

/** What a person was answered; nothing when the function was ended before it answered. */
export type Told<T> = Envelope<T> | typeof DIED;

/** One institution with WeChat Pay behind it, in this process: the production functions on a store in memory. */
export class Institution {
  readonly sight = new Sight();
  readonly moves = new Moves();
  readonly store: MemoryStore;
  readonly pay: LocalPayInProcess;
  readonly faults: FaultRegistry;
  readonly console: MerchantConsole;
  readonly hearAgain: WeChat['repeat'];
  readonly storeTroubles = new StoreTroubles();
  readonly workers: Workers;
  /** Subscribe messages: what WeChat answers. */
  messageAnswer: 'sent' | 'no_quota' | 'failed' | 'busy' = 'sent';
  /** The next function that begins to run is ended at this point. */
  nextDiesAt: number | undefined;
  private readonly ports: Ports;
  private requests = 0;

  constructor(
    chance: Chance,
    readonly trace: Trace,
    private ms: number,
    readonly heldBack?: HeldBack,
  ) {
    this.workers = new Workers(chance, (point) => this.storeTroubles.meet(point));
    this.store = createMemoryStore({
      onCommit: (changes) => {
        this.sight.see(changes);
        this.moves.see(changes);
        this.trace.changes(changes);
      },
    });
    const wechat = openWeChat({
      chance,
      now: () => this.ms,
      wait: (ms) => this.skip(ms),
      receive: (body, headers) => this.receive({ body, headers }),
      tell: (...call) => this.trace.call(...call),
    });
    this.pay = wechat.pay;
    this.faults = wechat.faults;
    this.console = wechat.console;
    this.hearAgain = wechat.repeat;
    const clock = { now: () => timeOf(this.ms) };
    this.ports = portsOn(wechat.pay.facts, {
      ...{ store: this.store, clock, fetch: wechat.fetch },
      ids: { next: () => chance.word(16), code: () => chance.word(10).toUpperCase() },
      log: createLog(clock, { write: (line) => trace.log(line) }),
      messages: { send: async () => this.messageAnswer },
    });
  }

  now(): number {
    return this.ms;
  }

  /** The clock moves, and nobody does anything. */
  skip(ms: number): void {
    this.ms += Math.max(0, Math.floor(ms));
  }

  /** A name for one intention of a person. */
  newRequestId(): string {
    this.requests += 1;
    return `sim-request-${this.requests}`;
  }

  /** A person calls a function once. A mutating action is named by `requestId`. */
  async ask<F extends FunctionName, A extends ActionName<F>>(
    openid: string,
    name: F,
    action: A,
    asked: Asked<F, A>,
    requestId = this.newRequestId(),
  ): Promise<Told<ResponseOf<F, A>>> {
    const { mutates } = (PROTOCOL[name] as Record<string, { mutates: boolean }>)[action] ?? {
      mutates: false,
    };
    const data = mutates ? { ...asked, requestId } : asked;
    const answer = await this.run((ports) =>
      peopleFunction<Record<string, never>>(
        name,
        PROTOCOL[name] as never,
        FUNCTIONS[name as keyof typeof FUNCTIONS] as never,
        {
          ports: () => ports,
          openid: () => openid,
        },
      )({ action, data }),
    );
    const told = answer === DIED ? DIED : (JSON.parse(JSON.stringify(answer)) as Envelope<ResponseOf<F, A>>);
    this.trace.told(openid, `${name}.${action}`, told);
    return told;
  }

  async deduction(): Promise<void> {
    await this.timer('deduction', async (ports) => ({ ...(await runAgenda(ports, HANDLERS)) }));
  }

  async push(): Promise<void> {
    await this.timer('push', async (ports) => ({ ...(await runAgenda(ports, { push: deliverPush })) }));
  }

  async nightly(): Promise<void> {
    await this.timer('nightly', nightly);
  }

  /** Callbacks that waited for each other are heard. */
  async hearHeldBack(): Promise<void> {
    for (const letter of this.heldBack?.take() ?? []) await this.hear(letter);
  }

  private async receive(letter: Letter): Promise<number | undefined> {
    if (this.heldBack === undefined) return this.hear(letter);
    this.heldBack.keep(letter, this.ms);
    return 204;
  }

  /** A callback of WeChat Pay's arrives; undefined when no answer comes in time. */
  private async hear({ body, headers }: Letter): Promise<number | undefined> {
    const answer = await this.run((ports) =>
      callbackFunction(storeCallback, {
        ports: () => ports,
        caller: () => ({ openid: undefined, source: 'wx_http' }),
      })({ httpMethod: 'POST', headers, body, isBase64Encoded: false }),
    );
    return answer === DIED ? undefined : answer.statusCode;
  }

  private async timer(name: string, work: (ports: Ports) => Promise<Record<string, number>>): Promise<void> {
    await this.run((ports) => timerFunction(name, work, { ...TIMER, ports: () => ports })());
  }

  private run<T>(work: (ports: Ports) => Promise<T>): Promise<T | typeof DIED> {
    const dieAt = this.nextDiesAt;
    this.nextDiesAt = undefined;
    return this.workers.run((worker) => work(gatedPorts(this.ports, worker)), dieAt);
  }
}
