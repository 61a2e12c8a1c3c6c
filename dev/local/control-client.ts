import type { ActionName, Envelope, FunctionName, RequestOf, ResponseOf } from '../../protocol';
import { PROTOCOL } from '../../protocol';

/** A request without its requestId, which the client makes. */
type Asked<F extends FunctionName, A extends ActionName<F>> = Omit<RequestOf<F, A>, 'requestId'>;

/** An answer that the story did not expect; the demo ends with it. */
export class Surprise extends Error {}

/** Speaks to the control server of a running local WeChat: plays persons, moves the clock. */
export class ControlClient {
  private requests = 0;

  constructor(
    private readonly url: string,
    private readonly session = Date.now().toString(36),
  ) {}

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
  async ask<F extends FunctionName, A extends ActionName<F>>(
    openid: string,
    name: F,
    action: A,
    asked: Asked<F, A>,
  ): Promise<Envelope<ResponseOf<F, A>>> {
    const mutates = (PROTOCOL[name] as Record<string, { mutates: boolean }>)[action]?.mutates === true;
    this.requests += 1;
    const data = mutates ? { ...asked, requestId: `${this.session}-${this.requests}-demo` } : asked;
    const body = { openid, name, data: { action, data } };
    const { result } = await this.post<{ result: Envelope<ResponseOf<F, A>> }>('/call', body);
    return result;
  }

  async now(): Promise<number> {
    return (await this.get<{ now: number }>('/clock')).now;
  }

  /** Moves the clock; everything due on the way has happened when this resolves. */
  async advance(ms: number, timers: 'all' | 'once'): Promise<void> {
    await this.post('/clock/advance', { ms, timers });
  }

  async setPerson(openid: string, facts: { score?: number; balanceFen?: number }): Promise<void> {
    await this.send('PUT', `/people/${openid}`, facts);
  }

  /** On WeChat's sign page. */
  async sign(pack: string, outcome: 'sign' | 'leave'): Promise<string> {
    return (await this.post<{ result: string }>('/wechat/sign', { package: pack, outcome })).result;
  }

  /** "Pay now" on WeChat's page of a service order. */
  async payNow(openid: string, outOrderNo: string): Promise<void> {
    await this.post('/wechat/pay-now', { openid, outOrderNo });
  }

  /** The answer in WeChat's subscribe dialog. */
  async subscribe(openid: string, templateIds: string[]): Promise<void> {
    await this.post('/wechat/subscribe', { openid, templateIds, accept: true });
  }

  get<T>(route: string): Promise<T> {
    return this.send('GET', route);
  }

  post<T>(route: string, body: unknown): Promise<T> {
    return this.send('POST', route, body);
  }

  private async send<T>(method: string, route: string, body?: unknown): Promise<T> {
    const response = await fetch(this.url + route, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Surprise(`${method} ${route}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }
}
