import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Clock } from '../../clock';

export interface Tickets {
  /** A ticket to do `what` with a path until that moment of virtual time. */
  issue(what: 'get' | 'put', path: string, until: number): string;
  /** Whether the ticket is ours, is for this, and has not run out. */
  admits(what: 'get' | 'put', path: string, ticket: string): boolean;
}

/** Signs addresses of stored files. The key lies in a file, so that addresses outlive a restart. */
export function openTickets(keyFile: string, clock: Clock): Tickets {
  if (!existsSync(keyFile)) writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 });
  const key = readFileSync(keyFile, 'utf8');
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('hex');
  return {
    issue: (what, path, until) => `${until}.${sign(`${what} ${path} ${until}`)}`,
    admits(what, path, ticket) {
      const [until = '', signature = ''] = ticket.split('.');
      const expected = Buffer.from(sign(`${what} ${path} ${until}`));
      const given = Buffer.from(signature);
      if (expected.length !== given.length || !timingSafeEqual(expected, given)) return false;
      return clock.now() < Number(until);
    },
  };
}
