import type { Log } from '../../server/ports/surroundings';
import type { Ports } from '../../server/usecases/ports';
import { type Failure, failure, failureOf } from './failure';
import { portsOr } from './misconfigured';

/** Who called, as the platform knows it; the event says nothing about it. */
export interface PlatformCaller {
  openid: string | undefined;
  /** `wx_client`, `wx_trigger`, `wx_http` …; `,scf` behind it when a function called. */
  source: string | undefined;
}

export interface TimerSurroundings {
  ports(): Ports;
  caller(): PlatformCaller;
  /** The platform's own mark of a timer's call, `TRIGGER_SRC`. */
  triggerSource(): string | undefined;
}

export type Report = Record<string, number>;

/**
 * The frame of functions that only a timer may call. Any Mini Program user can name any function, so everything
 * else is refused: a person, another function, HTTP access.
 */
export function timerFunction(
  name: string,
  work: (ports: Ports) => Promise<Report>,
  surroundings: TimerSurroundings,
): () => Promise<{ ok: true; data: Report } | Failure> {
  return async () => {
    const wired = portsOr(surroundings.ports);
    if ('failure' in wired) return wired.failure;
    const { ports } = wired;
    const caller = surroundings.caller();
    if (!isTimer(caller, surroundings.triggerSource())) return refused(name, caller, ports.log);
    try {
      return { ok: true, data: await work(ports) };
    } catch (error) {
      return failureOf(error, name, ports.log, ports.ids.next());
    }
  };
}

function isTimer(caller: PlatformCaller, triggerSource: string | undefined): boolean {
  return caller.openid === undefined && caller.source === 'wx_trigger' && triggerSource === 'timer';
}

function refused(name: string, caller: PlatformCaller, log: Log): Failure {
  log.warn('caller.refused', { function: name, source: caller.source, person: caller.openid !== undefined });
  return failure('CALLER_REFUSED');
}
