import type { LoggedCall } from '../pay';
import type { LogEntry } from './request-log';

/** A call to WeChat Pay, or a callback of it, as a line of the log. */
export function payEntry(call: LoggedCall): LogEntry {
  const fault = call.fault === undefined ? {} : { fault: call.fault };
  if (call.direction === 'callback') {
    const refused = call.status === undefined || call.status >= 300;
    return {
      kind: 'pay',
      from: 'WeChat Pay',
      what: `${call.eventType} ${call.url} ${call.status ?? 'no answer'}`,
      error: refused ? `the callback was answered with ${call.status ?? 'nothing'}` : undefined,
      detail: fault,
    };
  }
  return {
    kind: 'pay',
    from: 'merchant',
    what: `${call.method} ${call.path} ${call.status}`,
    error: call.code,
    detail: { body: call.body, ...fault },
  };
}
