import type { Clock } from '../clock';
import { Redactor, shortOpenid } from './redaction';
import { traceLine } from './trace-line';

export interface LogEntry {
  kind: 'function' | 'cloud' | 'http' | 'openapi' | 'pay' | 'output' | 'clock';
  /** Who asked: a function's name, `wx_client`, an address. */
  from: string;
  what: string;
  /** The openid it is about; shortened before it is kept. */
  who?: string | undefined;
  /** How long it took in real time. */
  ms?: number | undefined;
  error?: string | undefined;
  /** More about it; secrets and openids are taken out before it is kept. */
  detail?: unknown;
}

export interface LoggedEntry extends LogEntry {
  seq: number;
  /** Virtual time, RFC 3339 at +08:00. */
  at: string;
}

/** The last calls between Mini Program, functions, cloud and WeChat Pay. */
export interface RequestLog {
  record(entry: LogEntry): void;
  /** Oldest first. */
  entries(): LoggedEntry[];
}

export interface RequestLogOptions {
  /** Gets every entry as one line as it happens. */
  print?: ((line: string) => void) | undefined;
  redactor?: Redactor;
}

const KEPT = 2000;

export function createRequestLog(clock: Clock, options: RequestLogOptions = {}): RequestLog {
  const { print, redactor = new Redactor() } = options;
  const kept: LoggedEntry[] = [];
  let seq = 0;
  return {
    record(entry) {
      seq += 1;
      const logged: LoggedEntry = {
        seq,
        at: beijingTime(clock.now()),
        ...entry,
        what: redactor.clean(entry.what) as string,
        who: entry.who === undefined ? undefined : shortOpenid(entry.who),
        ms: entry.ms === undefined ? undefined : Math.round(entry.ms * 10) / 10,
        error: entry.error === undefined ? undefined : (redactor.clean(entry.error) as string),
        detail: redactor.clean(entry.detail),
      };
      kept.push(logged);
      if (kept.length > KEPT) kept.splice(0, kept.length - KEPT);
      print?.(traceLine(logged));
    },
    entries: () => [...kept],
  };
}

/** RFC 3339 at +08:00 with milliseconds. */
export function beijingTime(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
}
