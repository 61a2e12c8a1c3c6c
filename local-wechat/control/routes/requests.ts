import type { LocalPay } from '../../pay';
import type { Redactor } from '../redaction';
import type { RequestLog } from '../request-log';
import type { ControlRoutes } from '../router';

/** The last calls: `calls` between Mini Program, functions and cloud, `pay` between merchant and WeChat Pay. */
export function requestRoutes(log: RequestLog, pay: LocalPay, redactor: Redactor): ControlRoutes {
  return {
    'GET /requests': () => ({ calls: log.entries(), pay: redactor.clean(pay.requests()) }),
  };
}
