import type { Clock, Log } from '../../ports/surroundings';
import { withoutSecrets } from './secrets';

type Facts = Record<string, string | number | boolean | undefined>;

export interface LogOptions {
  write?: (line: string) => void;
  /** Values that are taken out wherever they stand: the deployment's keys and codes. */
  secrets?: readonly string[];
}

/**
 * The operator's log: one JSON object a line, to be searched in CloudBase's log console.
 * Whatever a caller hands over, secrets are taken out here (see `secrets.ts`).
 */
export function createLog(clock: Clock, options: LogOptions = {}): Log {
  const { write = console.log, secrets = [] } = options;
  const put = (level: string, event: string, facts: Facts = {}) => {
    const line = { at: clock.now(), level, event: withoutSecrets('event', event, secrets) };
    write(JSON.stringify({ ...line, ...cleaned(facts, secrets) }));
  };
  return {
    info: (event, facts) => put('info', event, facts),
    warn: (event, facts) => put('warn', event, facts),
    error: (event, facts) => put('error', event, facts),
  };
}

/** A fact named like the line's own fields must not replace them. */
function cleaned(facts: Facts, secrets: readonly string[]): Facts {
  const entries = Object.entries(facts).map(([name, value]) => {
    const free = ['at', 'level', 'event'].includes(name) ? `${name}_` : name;
    return [free, typeof value === 'string' ? withoutSecrets(name, value, secrets) : value];
  });
  return Object.fromEntries(entries);
}
