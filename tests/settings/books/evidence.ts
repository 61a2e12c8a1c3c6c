import type { Books } from '../../../local-wechat/pay';
import type {
  StoredAct,
  StoredEntry,
  StoredIntent,
  StoredLetter,
  StoredOrder,
  StoredPayment,
  StoredPush,
  StoredRefund,
  StoredSeat,
  StoredTask,
  StoredVersion,
} from './documents';

/** What one history left behind: the documents as they are stored, and WeChat's books of the same people. */
export interface Evidence {
  orders: StoredOrder[];
  versions: StoredVersion[];
  seats: StoredSeat[];
  ledger: StoredEntry[];
  intents: StoredIntent[];
  payments: StoredPayment[];
  refunds: StoredRefund[];
  tasks: StoredTask[];
  /** What finance has done about money. */
  acts: StoredAct[];
  notifications: StoredLetter[];
  /** The messages by which payers heard of a closing that they made inside WeChat. */
  closingPushes: StoredPush[];
  /** Times in them are by WeChat's clock, put right by how far it is off. */
  books: Books;
}

/** The part that is about one order. */
export function evidenceOf(evidence: Evidence, orderId: string): Evidence {
  const { books } = evidence;
  const transactions = books.transactions.filter((one) =>
    (one.outOrderNo ?? one.outTradeNo).startsWith(orderId),
  );
  const ids = new Set(transactions.map((one) => one.transactionId));
  return {
    orders: evidence.orders.filter((one) => one._id === orderId),
    versions: evidence.versions,
    seats: evidence.seats.filter((one) => one.orderId === orderId),
    ledger: evidence.ledger.filter((one) => one.orderId === orderId),
    intents: evidence.intents.filter((one) => one.subject === orderId),
    payments: evidence.payments.filter((one) => one.orderId === orderId),
    refunds: evidence.refunds.filter((one) => one.orderId === orderId),
    tasks: evidence.tasks.filter((one) => one.subject.orderId === orderId),
    acts: evidence.acts.filter((one) => one.orderId === orderId),
    notifications: evidence.notifications.filter((one) => one.businessNo.startsWith(orderId)),
    closingPushes: evidence.closingPushes.filter((one) => one._id === `closing-${orderId}`),
    books: {
      ...books,
      signPlans: books.signPlans.filter((one) => one.merchantSignPlanNo.startsWith(orderId)),
      orders: books.orders.filter((one) => one.outOrderNo.startsWith(orderId)),
      transactions,
      refunds: books.refunds.filter((one) => ids.has(one.transactionId)),
    },
  };
}

/** Times by our clock, where WeChat's is ahead of it. */
export function byOurClock(books: Books, aheadMs: number): Books {
  return {
    ...books,
    signPlans: books.signPlans.map((plan) => ({
      ...plan,
      ...(plan.cancelSignTime === undefined ? {} : { cancelSignTime: plan.cancelSignTime - aheadMs }),
    })),
    orders: books.orders.map((order) => ({
      ...order,
      ...(order.paidAt === undefined ? {} : { paidAt: order.paidAt - aheadMs }),
      ...(order.completedAt === undefined ? {} : { completedAt: order.completedAt - aheadMs }),
    })),
    transactions: books.transactions.map((one) => ({ ...one, paidAt: one.paidAt - aheadMs })),
  };
}
