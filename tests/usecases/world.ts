import { handlers as catalogHandlers } from '../../cloudfunctions/catalog';
import { handlers as classroomHandlers } from '../../cloudfunctions/classroom';
import { HANDLERS } from '../../cloudfunctions/deduction';
import { handlers as financeHandlers } from '../../cloudfunctions/finance';
import { type Answer, peopleFunction } from '../../cloudfunctions/frame/people-function';
import { handlers as reportsHandlers } from '../../cloudfunctions/reports';
import { handlers as scoreGateHandlers } from '../../cloudfunctions/score-gate';
import { handlers as signingHandlers } from '../../cloudfunctions/signing';
import { handlers as staffHandlers } from '../../cloudfunctions/staff';
import { handlers as transferHandlers } from '../../cloudfunctions/transfer';
import {
  type ActionName,
  type FunctionName,
  PROTOCOL,
  type RequestOf,
  type ResponseOf,
} from '../../protocol';
import { createMemoryStore, type MemoryStoreOptions } from '../../server/adapters/memory-store/memory-store';
import { fen } from '../../server/domain/money';
import { msOf, parseTime, type Time, timeOf } from '../../server/domain/time';
import type { BillAnswer, ScoreBillAnswer } from '../../server/ports/bills';
import type { Messages } from '../../server/ports/surroundings';
import { runAgenda } from '../../server/usecases/agenda/run-agenda';
import type { Ports } from '../../server/usecases/ports';
import { deliverPush } from '../../server/usecases/pushing/deliver-push';
import { PretendPay } from './pretend-pay';
import { PretendPayments } from './pretend-payments';

export const OWNER_CODE = 'the-code-of-the-first-start';

type CallData<F extends FunctionName, A extends ActionName<F>> = Omit<RequestOf<F, A>, 'requestId'> & {
  requestId?: string;
};

const HANDLERS_OF = {
  catalog: catalogHandlers,
  'score-gate': scoreGateHandlers,
  signing: signingHandlers,
  classroom: classroomHandlers,
  staff: staffHandlers,
  finance: financeHandlers,
  reports: reportsHandlers,
  transfer: transferHandlers,
} as const;

/** Everything of the product except HTTP: real functions on a store in memory, with a clock that stands still. */
export class World {
  readonly store;
  readonly pay = new PretendPay(() => this.now());
  readonly payments = new PretendPayments();
  /** WeChat Pay's trade bills by day; a day without one had no trade. */
  readonly bills = new Map<string, BillAnswer>();
  /** PayScore's bills, likewise. */
  readonly scoreBills = new Map<string, ScoreBillAnswer>();
  readonly ports: Ports;
  /** Subscribe messages sent; what WeChat answers is set by tests. */
  readonly messages: Parameters<Messages['send']>[0][] = [];
  messageAnswer: Awaited<ReturnType<Messages['send']>> = 'sent';
  readonly removedFiles: string[] = [];
  /** Cloud storage. */
  readonly files = new Map<string, Uint8Array>();
  readonly logged: { event: string; facts: unknown }[] = [];
  private ms = msOf(at('2026-03-02T09:00:00+08:00'));
  private ids = 0;

  constructor(options: MemoryStoreOptions = {}) {
    this.store = createMemoryStore(options);
    const note = (event: string, facts?: unknown) => this.logged.push({ event, facts });
    const limits = { maxDays: 730, maxQuantity: 60, maxUnitFen: fen(1_000_000) };
    this.ports = {
      store: this.store,
      payScore: this.pay,
      payments: this.payments,
      bills: {
        tradeBill: async (day) => this.bills.get(day) ?? { rows: [] },
        scoreBill: async (day) => this.scoreBills.get(day) ?? { rows: [] },
      },
      callbacks: {
        read: () => ({ refused: 'none here' }),
        signPlan: () => undefined,
        serviceOrder: () => undefined,
      },
      messages: {
        send: async (message) => {
          this.messages.push(message);
          return this.messageAnswer;
        },
      },
      files: {
        links: async (ids) => ids.map((id) => `https://files.test/${encodeURIComponent(id)}`),
        remove: async (ids) => {
          this.removedFiles.push(...ids);
          for (const id of ids) this.files.delete(id);
        },
        read: async (id, most) => {
          const content = this.files.get(id);
          if (content === undefined) return 'missing';
          return content.byteLength > most ? 'too_big' : content;
        },
        write: async (path, content) => {
          this.files.set(`cloud://env.bucket/${path}`, content);
          return `cloud://env.bucket/${path}`;
        },
      },
      clock: { now: () => this.now() },
      ids: { next: () => this.nextId(), code: () => 'CODE234567' },
      log: { info: note, warn: note, error: note },
      settings: {
        institutionId: 'inst',
        services: {
          'per-class': { serviceId: '1', ...limits },
          'whole-course': { serviceId: '2', ...limits },
        },
        templates: { class: 'tc', deduction: 'td', notice: 'tn' },
        ownerCode: OWNER_CODE,
      },
    };
  }

  now(): Time {
    return timeOf(this.ms);
  }

  advance(ms: number): void {
    this.ms += ms;
  }

  goTo(text: string): void {
    this.ms = msOf(at(text));
  }

  private nextId(): string {
    this.ids += 1;
    return `id${String(this.ids).padStart(14, '0')}`;
  }

  /** Calls a function as this person, as the Mini Program would; a mutating one with a requestId of its own. */
  async ask<F extends FunctionName, A extends ActionName<F>>(
    openid: string,
    name: F,
    action: A,
    data: CallData<F, A>,
  ): Promise<Answer> {
    return this.raw(openid, name, { action, data: this.withRequestId(name, action, data) });
  }

  /** Like `ask`, for a call that is expected to succeed. */
  async call<F extends FunctionName, A extends ActionName<F>>(
    openid: string,
    name: F,
    action: A,
    data: CallData<F, A>,
  ): Promise<ResponseOf<F, A>> {
    const answer = await this.ask(openid, name, action, data);
    if (!answer.ok) throw new Error(`${name}.${action}: ${JSON.stringify(answer.error)} ${this.lastLog()}`);
    return answer.data as ResponseOf<F, A>;
  }

  /** The code of the error with which a call is refused. */
  async refusal<F extends FunctionName, A extends ActionName<F>>(
    openid: string,
    name: F,
    action: A,
    data: CallData<F, A>,
  ): Promise<string> {
    const answer = await this.ask(openid, name, action, data);
    if (answer.ok) throw new Error(`${name}.${action} was not refused: ${JSON.stringify(answer.data)}`);
    return answer.error.code;
  }

  /** Whatever is sent, by whomever: also what is no proper call. */
  async raw(openid: string | undefined, name: FunctionName, event: unknown): Promise<Answer> {
    const surroundings = { ports: () => this.ports, openid: () => openid };
    const main = peopleFunction<Record<string, never>>(
      name,
      PROTOCOL[name] as never,
      HANDLERS_OF[name] as never,
      surroundings,
    );
    const answer = await main(event);
    const off = this.logged.find((line) => line.event === 'answer.off_protocol');
    if (off !== undefined) throw new Error(`off the protocol: ${JSON.stringify(off.facts)}`);
    return JSON.parse(JSON.stringify(answer)) as Answer;
  }

  private withRequestId(name: FunctionName, action: string, data: object): object {
    const actions: Record<string, { mutates: boolean }> = PROTOCOL[name];
    if (!actions[action]?.mutates || 'requestId' in data) return data;
    return { ...data, requestId: `request-${this.nextId()}` };
  }

  private lastLog(): string {
    return JSON.stringify(this.logged.at(-1));
  }

  /** What the timer of `deduction` does. */
  async deduction(): Promise<void> {
    await runAgenda(this.ports, HANDLERS);
    const restless = this.logged.find((line) => line.event === 'order.not_at_rest');
    if (restless !== undefined) throw new Error(`never at rest: ${JSON.stringify(restless.facts)}`);
  }

  /** What the timer of `push` does. */
  async push(): Promise<void> {
    await runAgenda(this.ports, { push: deliverPush });
  }
}

/** @throws Error for what is no time */
export function at(text: string): Time {
  const time = parseTime(text);
  if (time === undefined) throw new Error(`no time: ${text}`);
  return time;
}
