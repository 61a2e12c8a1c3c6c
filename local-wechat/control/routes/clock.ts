import type { VirtualClock } from '../../virtual-clock';
import { ControlError } from '../control-error';
import { numberOf, oneOf } from '../fields';
import { beijingTime, type RequestLog } from '../request-log';
import type { ControlRoutes } from '../router';

/** The clock: read, advanced, stopped and let go. */
export function clockRoutes(clock: VirtualClock, log: RequestLog): ControlRoutes {
  const facts = () => ({ now: clock.now(), mode: clock.mode, beijing: beijingTime(clock.now()) });
  return {
    'GET /clock': facts,
    'POST /clock/advance': async ({ body }) => {
      const ms = numberOf(body, 'ms');
      if (ms < 0)
        throw new ControlError('BAD_FIELD', 'The clock only moves forward: "ms" must be 0 or more.');
      const timers = body['timers'] === undefined ? 'all' : oneOf(body, 'timers', ['all', 'once'] as const);
      const started = performance.now();
      await clock.advance(ms, timers);
      log.record({
        kind: 'clock',
        from: 'control',
        what: `advanced by ${ms} ms, timers ${timers}`,
        ms: performance.now() - started,
      });
      return facts();
    },
    'POST /clock/mode': async ({ body }) => {
      await clock.setMode(oneOf(body, 'mode', ['running', 'frozen'] as const));
      return facts();
    },
  };
}
