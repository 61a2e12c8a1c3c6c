/** What passed between a merchant and WeChat Pay, without keys, signatures, packages or whole openids. */
export type LoggedCall = LoggedRequest | LoggedCallback;

export interface LoggedRequest {
  direction: 'request';
  at: number;
  method: string;
  path: string;
  body: unknown;
  status: number;
  /** Error code of the answer, if any. */
  code?: string | undefined;
  requestId: string;
  /** What went wrong on demand. */
  fault?: string | undefined;
}

export interface LoggedCallback {
  direction: 'callback';
  at: number;
  url: string;
  eventType: string;
  id: string;
  /** The merchant's answer; nothing when none came in time. */
  status?: number | undefined;
  fault?: string | undefined;
}

const KEPT = 1_000;
const SECRET = /^(package|prepay_id|authorization_code|encrypted_echo_message)$/;

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([field, inner]) => {
    if (SECRET.test(field)) return [field, '…'];
    if (field === 'openid' && typeof inner === 'string') return [field, `${inner.slice(0, 6)}…`];
    return [field, withoutSecrets(inner)];
  });
  return Object.fromEntries(fields);
}

/** The last calls, oldest first; kept in memory only. */
export class RequestLog {
  private calls: LoggedCall[] = [];

  /** `tell` hears of every call as it is kept. */
  constructor(private readonly tell?: (call: LoggedCall) => void) {}

  request(call: Omit<LoggedRequest, 'direction'>): void {
    this.keep({ direction: 'request', ...call, body: withoutSecrets(call.body) });
  }

  callback(call: Omit<LoggedCallback, 'direction'>): void {
    this.keep({ direction: 'callback', ...call });
  }

  all(): LoggedCall[] {
    return [...this.calls];
  }

  private keep(call: LoggedCall): void {
    this.calls.push(call);
    this.tell?.(call);
    if (this.calls.length > 2 * KEPT) this.calls = this.calls.slice(-KEPT);
  }
}
