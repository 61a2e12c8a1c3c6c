import type { ActionName, Envelope, FunctionName, RequestOf, ResponseOf } from '../../protocol';
import { PROTOCOL } from '../../protocol';

/** A request without its requestId, which is made where it is sent. */
export type Asked<F extends FunctionName, A extends ActionName<F>> = Omit<RequestOf<F, A>, 'requestId'>;

/** An answer that the story did not expect; the demo ends with it. */
export class Surprise extends Error {}

/**
 * What a story needs of a local WeChat: people who call functions, WeChat's own pages, and the clock. Played over
 * HTTP on everything real (`ControlClient`), or in one process when a term must be played in seconds (`Rehearsal`).
 */
export abstract class Controls {
  private requests = 0;

  /** What a person does in the Mini Program: calls a function as herself. @throws Surprise on an error answer */
  async call<F extends FunctionName, A extends ActionName<F>>(
    openid: string,
    name: F,
    action: A,
    asked: Asked<F, A>,
  ): Promise<ResponseOf<F, A>> {
    const answer = await this.ask(openid, name, action, asked);
    if (answer.ok) return answer.data;
    throw new Surprise(
      `${name}.${action}: ${answer.error.code} ${JSON.stringify(answer.error.detail ?? {})}`,
    );
  }

  /** The same, with the error as an answer. */
  ask<F extends FunctionName, A extends ActionName<F>>(
    openid: string,
    name: F,
    action: A,
    asked: Asked<F, A>,
  ): Promise<Envelope<ResponseOf<F, A>>> {
    const mutates = (PROTOCOL[name] as Record<string, { mutates: boolean }>)[action]?.mutates === true;
    this.requests += 1;
    const data = mutates ? { ...asked, requestId: `${this.session()}-${this.requests}-demo` } : asked;
    return this.invoke(openid, name, { action, data }) as Promise<Envelope<ResponseOf<F, A>>>;
  }

  /** Names this run, so that the requestIds of two runs on one data folder differ. */
  protected abstract session(): string;
  protected abstract invoke(openid: string, name: string, event: object): Promise<unknown>;

  abstract now(): Promise<number>;
  /** Moves the clock; everything due on the way has happened when this resolves. */
  abstract advance(ms: number, timers: 'all' | 'once'): Promise<void>;
  abstract setPerson(openid: string, facts: { score?: number; balanceFen?: number }): Promise<void>;
  /** On WeChat's sign page. */
  abstract sign(pack: string, outcome: 'sign' | 'leave'): Promise<string>;
  /** "Pay now" on WeChat's page of a service order. */
  abstract payNow(openid: string, outOrderNo: string): Promise<void>;
  /** The answer in WeChat's subscribe dialog. */
  abstract subscribe(openid: string, templateIds: string[]): Promise<void>;
}
