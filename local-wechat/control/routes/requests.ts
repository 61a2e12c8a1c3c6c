import type { LocalPay } from '../../pay';
import type { RequestLog } from '../request-log';
import type { ControlRoutes } from '../router';

/** The last calls: `calls` between Mini Program, functions and cloud, `pay` between merchant and WeChat Pay. */
export function requestRoutes(log: RequestLog, pay: LocalPay): ControlRoutes {
  return {
    'GET /requests': () => ({ calls: log.entries(), pay: pay.requests() }),
  };
}
