import { byOurClock, type Evidence } from '../settings/books/evidence';
import type { Institution } from './institution';

/** What is stored and what stands in WeChat's books, for the checker. */
export function evidenceOf({ store, pay }: Institution): Evidence {
  return {
    orders: store.all('orders'),
    versions: store.all('course_versions'),
    seats: store.all('seats'),
    ledger: store.all('ledger').sort((a, b) => a.seq - b.seq),
    intents: store.all('intents'),
    payments: store.all('payments'),
    refunds: store.all('refunds'),
    tasks: store.all('tasks'),
    acts: store.all('acts'),
    notifications: store.all('notifications'),
    closingPushes: store.all('pushes').filter((one) => one._id.startsWith('closing-')),
    books: byOurClock(pay.books(), pay.switches.get().clockSkewSeconds * 1000),
  };
}
