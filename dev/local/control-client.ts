import { Controls, Surprise } from './controls';

export { Surprise } from './controls';

/** Speaks to the control server of a running local WeChat: plays persons, moves the clock. */
export class ControlClient extends Controls {
  constructor(
    private readonly url: string,
    private readonly name = Date.now().toString(36),
  ) {
    super();
  }

  protected session(): string {
    return this.name;
  }

  protected async invoke(openid: string, name: string, data: object): Promise<unknown> {
    return (await this.post<{ result: unknown }>('/call', { openid, name, data })).result;
  }

  async now(): Promise<number> {
    return (await this.get<{ now: number }>('/clock')).now;
  }

  /** Moves the clock; everything due on the way has happened when this resolves. */
  async advance(ms: number, timers: 'all' | 'once'): Promise<void> {
    await this.post('/clock/advance', { ms, timers });
  }

  async setPerson(openid: string, facts: { score?: number; balanceFen?: number }): Promise<void> {
    await this.request('PUT', `/people/${openid}`, facts);
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
    return this.request('GET', route);
  }

  post<T>(route: string, body: unknown): Promise<T> {
    return this.request('POST', route, body);
  }

  /** Any route. @throws Surprise on an error answer, TypeError when the connection breaks */
  async request<T>(method: string, route: string, body?: unknown): Promise<T> {
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
