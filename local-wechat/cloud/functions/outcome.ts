import type { RequestLog } from '../../control/request-log';
import { TcbError } from '../tcb-error';
import { type Caller, HTTP_CALLER } from './caller';
import type { FunctionConfig } from './function-config';
import type { RunOutcome } from './instance';

/** What a function may answer: 1 MB (error -604001), and 6 MB through HTTP access. */
const RESULT_LIMIT_BYTES = 1024 * 1024;
const HTTP_RESULT_LIMIT_BYTES = 6 * 1024 * 1024;

export interface RunFacts {
  config: FunctionConfig;
  caller: Caller;
  durationMs: number;
  log: RequestLog;
}

/** Turns how a run ended into what its caller gets: the JSON text of the result, or a TcbError. Logs it too. */
export function resultOf(outcome: RunOutcome, facts: RunFacts): string {
  const error = errorOf(outcome, facts);
  facts.log.record({
    kind: 'function',
    from: facts.caller.source,
    who: facts.caller.openid,
    what: facts.config.name,
    ms: facts.durationMs,
    error: error?.message,
    detail: outcome.kind === 'threw' ? outcome.stack : undefined,
  });
  if (error) throw error;
  return outcome.kind === 'returned' ? outcome.json : 'null';
}

function errorOf(outcome: RunOutcome, { config, caller }: RunFacts): TcbError | undefined {
  if (outcome.kind === 'timed-out') {
    const seconds = config.timeoutMs / 1000;
    return new TcbError('FUNCTIONS_TIME_LIMIT_EXCEEDED', `Invoking task timed out after ${seconds} seconds`);
  }
  if (outcome.kind === 'died') return new TcbError('FUNCTIONS_EXECUTE_FAIL', outcome.message);
  if (outcome.kind === 'threw') return new TcbError('FUNCTIONS_EXECUTE_FAIL', outcome.message);
  if (outcome.leftOvers.length > 0) {
    return new TcbError(
      'FUNCTIONS_EXECUTE_FAIL',
      `main of ${config.name} returned while work was left: ${outcome.leftOvers.join(', ')}. ` +
        'The cloud freezes the instance at that moment; await everything before returning.',
    );
  }
  const limit = caller.source === HTTP_CALLER.source ? HTTP_RESULT_LIMIT_BYTES : RESULT_LIMIT_BYTES;
  if (Buffer.byteLength(outcome.json) > limit) {
    return new TcbError(
      'WX_CLOUDFUNCTION_RESULT_SIZE_EXCEED_LIMIT',
      `-604001 cloudfunction result size exceed limit (${limit / 1024 / 1024}MB)`,
    );
  }
  return undefined;
}
