import type { Bills } from '../ports/bills';
import type { CallbackReader, PayScore } from '../ports/pay-score';
import type { Payments } from '../ports/payments';
import type { Settings } from '../ports/settings';
import type { Store } from '../ports/store';
import type { Clock, Files, Ids, Log, Messages } from '../ports/surroundings';

/** Everything a use case may reach outside the rules. Wired once per function in `cloudfunctions/`. */
export interface Ports {
  store: Store;
  payScore: PayScore;
  payments: Payments;
  bills: Bills;
  callbacks: CallbackReader;
  messages: Messages;
  files: Files;
  clock: Clock;
  ids: Ids;
  log: Log;
  settings: Settings;
}
