import Database from 'libsql';
import { decodeDocument } from '../../../local-wechat/cloud/database/values/ejson';
import type { Books } from '../../../local-wechat/pay';
import type { MoneyAct } from '../../../server/domain/act/act';
import type { Seat } from '../../../server/domain/class/class';
import type { CourseVersion } from '../../../server/domain/course/course';
import type { LedgerEntry } from '../../../server/domain/ledger/entry';
import type { Order } from '../../../server/domain/order/order';
import type { Payment } from '../../../server/domain/payment/payment';
import type { Refund } from '../../../server/domain/payment/refund';
import type { Task } from '../../../server/domain/task/task';
import type { Intent, StoredNotification } from '../../../server/ports/pay-score';
import type { Stand } from '../stand';

/** What one history left behind: the documents as they are stored, and WeChat's books of the same people. */
export interface Evidence {
  orders: Order[];
  versions: CourseVersion[];
  seats: Seat[];
  ledger: LedgerEntry[];
  intents: Intent[];
  payments: Payment[];
  refunds: Refund[];
  tasks: Task[];
  /** What finance has done about money. */
  acts: MoneyAct[];
  notifications: StoredNotification[];
  /** Times in them are by WeChat's clock, put right by how far it is off. */
  books: Books;
}

/**
 * Reads the database file itself, past every function and use case of the product.
 * @param openids the payers of the history
 */
export function readEvidence({ local, databaseFile }: Stand, openids: readonly string[]): Evidence {
  const db = new Database(databaseFile, { readonly: true });
  const books = byOurClock(local.pay.books(), local.pay.switches.get().clockSkewSeconds * 1000);
  try {
    const orders = documents<Order>(db, 'orders', 'payerOpenid', openids);
    const ids = orders.map((order) => order._id);
    const of = <T>(collection: string, field: string): T[] => documents<T>(db, collection, field, ids);
    return {
      orders,
      versions: documents(db, 'course_versions', '_id', [...new Set(orders.map((order) => order.versionId))]),
      seats: of('seats', 'orderId'),
      ledger: of<LedgerEntry>('ledger', 'orderId').sort((a, b) => a.seq - b.seq),
      intents: of('intents', 'subject'),
      payments: of('payments', 'orderId'),
      refunds: of('refunds', 'orderId'),
      tasks: of('tasks', 'subject.orderId'),
      acts: of('acts', 'orderId'),
      notifications: notificationsOf(db, ids),
      books: booksOf(books, openids),
    };
  } finally {
    db.close();
  }
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
    books: {
      ...books,
      signPlans: books.signPlans.filter((one) => one.merchantSignPlanNo.startsWith(orderId)),
      orders: books.orders.filter((one) => one.outOrderNo.startsWith(orderId)),
      transactions,
      refunds: books.refunds.filter((one) => ids.has(one.transactionId)),
    },
  };
}

function tableOf(db: Database.Database, collection: string): string {
  const row = db.prepare('SELECT id FROM collections WHERE name = ?').raw().get(collection) as [number];
  return `documents_${row[0]}`;
}

/** A document as the file holds it; the product's own types say of what kind. */
function documentOf<T>(text: string): T {
  return decodeDocument(text, 0) as T;
}

function documents<T>(
  db: Database.Database,
  collection: string,
  field: string,
  values: readonly string[],
): T[] {
  const marks = values.map(() => '?').join(', ');
  const rows = db
    .prepare(
      `SELECT text FROM ${tableOf(db, collection)} WHERE json_extract(text, '$.${field}') IN (${marks}) ORDER BY row`,
    )
    .raw()
    .all(...values) as [string][];
  return rows.map(([text]) => documentOf<T>(text));
}

/** Numbers at WeChat begin with the order's id. */
function notificationsOf(db: Database.Database, orderIds: readonly string[]): StoredNotification[] {
  const rows = db
    .prepare(`SELECT text FROM ${tableOf(db, 'notifications')} ORDER BY row`)
    .raw()
    .all() as [string][];
  return rows
    .map(([text]) => documentOf<StoredNotification>(text))
    .filter(({ businessNo }) => orderIds.some((id) => businessNo.startsWith(id)));
}

function booksOf(books: Books, openids: readonly string[]): Books {
  const theirs = new Set(openids);
  const transactions = books.transactions.filter((one) => theirs.has(one.openid));
  const ids = new Set(transactions.map((one) => one.transactionId));
  return {
    ...books,
    signPlans: books.signPlans.filter((one) => theirs.has(one.openid)),
    orders: books.orders.filter((one) => theirs.has(one.openid)),
    transactions,
    refunds: books.refunds.filter((one) => ids.has(one.transactionId)),
  };
}

function byOurClock(books: Books, aheadMs: number): Books {
  return {
    ...books,
    orders: books.orders.map((order) => ({
      ...order,
      ...(order.paidAt === undefined ? {} : { paidAt: order.paidAt - aheadMs }),
      ...(order.completedAt === undefined ? {} : { completedAt: order.completedAt - aheadMs }),
    })),
    transactions: books.transactions.map((one) => ({ ...one, paidAt: one.paidAt - aheadMs })),
  };
}
