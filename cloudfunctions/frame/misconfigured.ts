import { systemClock } from '../../server/adapters/surroundings/clock';
import { createLog } from '../../server/adapters/surroundings/log';
import type { Ports } from '../../server/usecases/ports';
import { type Failure, failure } from './failure';

/** The ports; or, when the deployment's variables are wrong, an answer instead of a crash and their faults in the log. */
export function portsOr(ports: () => Ports): { ports: Ports } | { failure: Failure } {
  try {
    return { ports: ports() };
  } catch (error) {
    // Faults of the configuration name variables and never repeat a value.
    const why = error instanceof Error ? error.message : String(error);
    createLog(systemClock).error('function.misconfigured', { why });
    return { failure: failure('INTERNAL') };
  }
}
