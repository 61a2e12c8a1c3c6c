import type { Clock } from '../clock';
import { shortOpenid, withoutSecrets } from './redaction';

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

const KEPT = 2000;

export function createRequestLog(clock: Clock, print?: (line: string) => void): RequestLog {
  const kept: LoggedEntry[] = [];
  let seq = 0;
  return {
    record(entry) {
      seq += 1;
      const logged: LoggedEntry = {
        seq,
        at: beijingTime(clock.now()),
        ...entry,
        what: withoutSecrets(entry.what) as string,
        who: entry.who === undefined ? undefined : shortOpenid(entry.who),
        ms: entry.ms === undefined ? undefined : Math.round(entry.ms * 10) / 10,
        error: entry.error === undefined ? undefined : (withoutSecrets(entry.error) as string),
        detail: withoutSecrets(entry.detail),
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

function traceLine(entry: LoggedEntry): string {
  const parts = [entry.at.slice(0, 23), entry.kind.padEnd(8), `${entry.from} → ${entry.what}`];
  if (entry.who !== undefined) parts.push(`(${entry.who})`);
  if (entry.ms !== undefined) parts.push(`${entry.ms} ms`);
  if (entry.error !== undefined) parts.push(`FAILED: ${entry.error}`);
  return parts.join(' ');
}
