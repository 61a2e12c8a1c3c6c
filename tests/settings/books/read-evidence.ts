import Database from 'libsql';
import { decodeDocument } from '../../../local-wechat/cloud/database/values/ejson';
import type { Books } from '../../../local-wechat/pay';
import type { Stand } from '../stand';
import type { StoredEntry, StoredLetter, StoredOrder } from './documents';
import { byOurClock, type Evidence } from './evidence';

/**
 * Reads the database file itself, past every function and use case of the product.
 * @param openids the payers of the history
 */
export function readEvidence({ local, databaseFile }: Stand, openids: readonly string[]): Evidence {
  const db = new Database(databaseFile, { readonly: true });
  const books = byOurClock(local.pay.books(), local.pay.switches.get().clockSkewSeconds * 1000);
  try {
    const orders = documents<StoredOrder>(db, 'orders', 'payerOpenid', openids);
    const ids = orders.map((order) => order._id);
    const of = <T>(collection: string, field: string): T[] => documents<T>(db, collection, field, ids);
    return {
      orders,
      versions: documents(db, 'course_versions', '_id', [...new Set(orders.map((order) => order.versionId))]),
      seats: of('seats', 'orderId'),
      ledger: of<StoredEntry>('ledger', 'orderId').sort((a, b) => a.seq - b.seq),
      intents: of('intents', 'subject'),
      payments: of('payments', 'orderId'),
      refunds: of('refunds', 'orderId'),
      tasks: of('tasks', 'subject.orderId'),
      acts: of('acts', 'orderId'),
      notifications: notificationsOf(db, ids),
      closingPushes: documents(
        db,
        'pushes',
        '_id',
        ids.map((id) => `closing-${id}`),
      ),
      books: booksOf(books, openids),
    };
  } finally {
    db.close();
  }
}

function tableOf(db: Database.Database, collection: string): string {
  const row = db.prepare('SELECT id FROM collections WHERE name = ?').raw().get(collection) as [number];
  return `documents_${row[0]}`;
}

/** A document as the file holds it. */
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
function notificationsOf(db: Database.Database, orderIds: readonly string[]): StoredLetter[] {
  const rows = db
    .prepare(`SELECT text FROM ${tableOf(db, 'notifications')} ORDER BY row`)
    .raw()
    .all() as [string][];
  return rows
    .map(([text]) => documentOf<StoredLetter>(text))
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
