import type { Caller } from './caller';
import type { FunctionConfig } from './function-config';
import type { FunctionInstance } from './instance';

/** One run of a function, from the call to its answer. */
export interface Invocation {
  requestId: string;
  config: FunctionConfig;
  caller: Caller;
  instance: FunctionInstance;
  /** Requests it has sent to the gateway so far. */
  gatewayCalls: number;
  /** How many of them write to the database, commits included. */
  writes: number;
}

/** Where a request to the gateway comes from. */
export type Origin =
  | { kind: 'invocation'; invocation: Invocation }
  /** From an instance that has no invocation: work left behind by an earlier one. */
  | { kind: 'left-over'; functionName: string }
  /** From a process that is no function: a script, a test. */
  | { kind: 'outside' };
