import type { ActionHandler } from '../gateway/request';
import { TcbError } from '../tcb-error';
import { type Caller, calledByFunction, HTTP_CALLER } from './caller';
import type { FunctionHost } from './host';
import type { Origin } from './invocation';

/** `functions.invokeFunction`: a function, or a process outside, calls a function. */
export function functionActions(host: FunctionHost): Record<string, ActionHandler> {
  return {
    'functions.invokeFunction': async ({ body, origin }) => {
      const name = body['function_name'];
      if (typeof name !== 'string') throw new TcbError('INVALID_PARAM', 'function_name is missing');
      const data = body['request_data'];
      const result = await host.invoke(name, typeof data === 'string' ? data : '{}', callerFrom(origin));
      return { json: { data: { response_data: result } } };
    },
  };
}

/** Calls from outside carry no person, like calls by the cloud's HTTP API. */
function callerFrom(origin: Origin): Caller {
  return origin.kind === 'invocation' ? calledByFunction(origin.invocation.caller) : HTTP_CALLER;
}
