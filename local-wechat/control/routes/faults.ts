import { ControlError } from '../control-error';
import type { FaultRegistry, FaultSpec } from '../faults';
import { textOf } from '../fields';
import type { ControlRoutes } from '../router';

const PLACES = ['cloud', 'timer', 'function', 'pay', 'callback'];

/** Faults on demand: what can go wrong, what is asked for, and taking it back. */
export function faultRoutes(faults: FaultRegistry): ControlRoutes {
  return {
    'GET /faults': () => ({ faults: faults.list(), kinds: faults.declared() }),
    'POST /faults': ({ body }) => ({ fault: faults.add(faultSpec(body)) }),
    'DELETE /faults': () => ({ removed: faults.remove() }),
    'DELETE /faults/:id': ({ params }) => ({ removed: faults.remove(params['id'] ?? '') }),
  };
}

function faultSpec(body: Record<string, unknown>): FaultSpec {
  const at = textOf(body, 'at');
  if (!PLACES.includes(at)) throw new ControlError('BAD_FIELD', `"at" must be one of ${PLACES.join(', ')}.`);
  for (const name of ['times', 'skip', 'probability', 'seed']) {
    if (body[name] !== undefined && typeof body[name] !== 'number') {
      throw new ControlError('BAD_FIELD', `"${name}" must be a number.`);
    }
  }
  for (const name of ['match', 'settings']) {
    if (body[name] !== undefined && (typeof body[name] !== 'object' || body[name] === null)) {
      throw new ControlError('BAD_FIELD', `"${name}" must be an object of texts, numbers and truths.`);
    }
  }
  const { times, skip, probability, seed, match, settings } = body as Partial<FaultSpec>;
  return {
    ...{ at: at as FaultSpec['at'], kind: textOf(body, 'kind') },
    ...{ times, skip, probability, seed, match, settings },
  };
}
