import { faultSpec } from '../fault-script';
import type { FaultRegistry } from '../faults';
import type { ControlRoutes } from '../router';

/** Faults on demand: what can go wrong, what is asked for, and taking it back. */
export function faultRoutes(faults: FaultRegistry): ControlRoutes {
  return {
    'GET /faults': () => ({ faults: faults.list(), kinds: faults.declared() }),
    'POST /faults': ({ body }) => ({ fault: faults.add(faultSpec(body)) }),
    'DELETE /faults': () => ({ removed: faults.remove() }),
    'DELETE /faults/:id': ({ params }) => ({ removed: faults.remove(params['id'] ?? '') }),
  };
}
