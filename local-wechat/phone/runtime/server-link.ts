/** A refusal of the local WeChat, with the text it gave. */
export class ServerError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What happened between the Mini Program and WeChat: a line of the control panel's timeline. */
export interface CallRecord {
  readonly kind: 'function' | 'wechat' | 'api';
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly request: unknown;
  readonly answer: unknown;
}

/** The phone's way to its server, and through it to the local WeChat. */
export class PhoneServer {
  constructor(
    /** Who holds this phone. */
    readonly openid: string,
    /** Is there a local WeChat behind the server? Without one the phone runs a Mini Program alone. */
    readonly hasWeChat: boolean,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('POST', path, body);
  }

  /** Asks the local WeChat's control server. @throws ServerError */
  async control<T>(method: string, path: string, body?: unknown): Promise<T> {
    if (!this.hasWeChat) throw new ServerError('NO_LOCAL_WECHAT', '这台手机没有连接本地微信');
    return this.send<T>(method, `/control${path}`, body);
  }

  /** Tells the control panel around this phone, if there is one. */
  tell(message: { type: string; [key: string]: unknown }): void {
    if (window.parent !== window)
      window.parent.postMessage({ ...message, openid: this.openid }, location.origin);
  }

  record(call: CallRecord): void {
    this.tell({ type: 'call', call });
  }

  private async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const init =
      body === undefined
        ? { method }
        : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(path, init);
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) throw refusal(answer, response.status);
    return answer as T;
  }
}

function refusal(answer: unknown, status: number): ServerError {
  const error: unknown =
    typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : undefined;
  if (typeof error === 'object' && error !== null && 'message' in error) {
    return new ServerError('code' in error ? String(error.code) : String(status), String(error.message));
  }
  return new ServerError(String(status), `HTTP ${status}`);
}
