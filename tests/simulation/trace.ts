import { createHash, type Hash } from 'node:crypto';
import type { Change } from '../../server/adapters/memory-store/history';
import type { Told } from './institution';
import type { SentCall } from './rules/wire';
import { DIED } from './workers';

/** Something a person was shown. */
export interface Shown {
  openid: string;
  what: string;
  answer: string;
}

/**
 * Everything that can be seen of a history from outside, as it happens, and a digest over all of it: two histories
 * with the same digest were the same, byte for byte. Signatures and nonces are no part of it.
 */
export class Trace {
  /** Lines of the operator's log. */
  readonly logged: string[] = [];
  readonly shown: Shown[] = [];
  /** Calls that change something at WeChat Pay. */
  readonly sent: SentCall[] = [];
  private readonly hash: Hash = createHash('sha256');

  /** @param tell hears of every line, for whoever replays one history */
  constructor(private readonly tell: ((line: string) => void) | undefined = undefined) {}

  line(text: string): void {
    this.hash.update(text).update('\n');
    this.tell?.(text);
  }

  /** What is written shows in the digest by what is left in the end; line by line only to whoever listens. */
  changes(changes: readonly Change[]): void {
    if (this.tell === undefined) return;
    for (const { name, id, document } of changes)
      this.tell(`  = ${name} ${id} ${document === undefined ? 'removed' : JSON.stringify(document)}`);
  }

  call(method: string, url: string, body: string, outcome: string): void {
    if (method === 'POST') this.sent.push({ path: url, body });
    this.line(`  > ${method} ${url.replace(/token=.*/, 'token')} ${body} ${outcome}`);
  }

  told(openid: string, what: string, told: Told<unknown>): void {
    const answer = told === DIED ? 'died' : told.ok ? 'ok' : told.error.code;
    this.line(`  < ${openid} ${what} ${answer}`);
    if (told !== DIED) this.shown.push({ openid, what, answer: JSON.stringify(told) });
  }

  log(line: string): void {
    this.logged.push(line);
  }

  /** @param left everything that is stored in the end */
  digest(left: unknown): string {
    return this.hash.copy().update(JSON.stringify(left)).digest('hex');
  }
}
