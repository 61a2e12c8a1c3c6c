import type { Person } from './identity';

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

/** A template of subscribe messages in words: WeChat's console knows them, a message carries only ids. */
export interface TemplateWords {
  readonly id: string;
  readonly title: string;
  /** Label of each field, e.g. `thing1` → 课程. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Facts that the server writes into the phone's page: the counterpart of `phonePage` in serve/pages.ts. */
export interface PhoneFacts {
  /** Who holds this phone. */
  readonly openid: string;
  /** Is there a local WeChat behind the server? Without one the phone runs a Mini Program alone. */
  readonly hasWeChat: boolean;
  /** Everybody who may hold a phone here: the friends of this one. */
  readonly people: readonly Person[];
  readonly templates: readonly TemplateWords[];
  /** Page of the Mini Program that explains a deduction; `{outOrderNo}` stands for its order. */
  readonly voucherPage?: string;
  /** Theme that the phone starts with. */
  readonly theme: 'light' | 'dark';
  /** WeChat's text size that the phone starts with: 17 is the standard, 23 very large. */
  readonly fontSize: number;
}

/** The phone's way to its server, and through it to the local WeChat. */
export class PhoneServer {
  readonly openid: string;
  readonly hasWeChat: boolean;
  readonly people: readonly Person[];
  readonly templates: readonly TemplateWords[];
  readonly voucherPage: string | undefined;

  constructor(facts: PhoneFacts) {
    this.openid = facts.openid;
    this.hasWeChat = facts.hasWeChat;
    this.people = facts.people;
    this.templates = facts.templates;
    this.voucherPage = facts.voucherPage;
  }

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
