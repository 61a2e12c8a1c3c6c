import type { Institution } from './institution';

/** Texts by the name of what they are about. */
type Books = Readonly<Record<string, readonly string[]>>;

/**
 * What must not depend on when, in which order and how often news is heard: the ledger, how orders, units, payments,
 * refunds and seats stand, what was sent to WeChat and to payers. Without the sequence of entries and the hashes that
 * follow from it, names that are drawn one after the other, revisions, and what only paces our own polls.
 */
export function booksOf({ store, trace }: Institution): Books {
  const texts = (documents: readonly object[]) => documents.map((one) => JSON.stringify(one));
  return {
    orders: texts(
      store.all('orders').map(({ revision: _, changedAt: _at, pace: _pace, ledger, ...rest }) => ({
        ...rest,
        entries: ledger.seq,
      })),
    ),
    ledger: texts(
      store.all('ledger').map(({ _id, seq: _seq, prevHash: _prev, hash: _hash, ...entry }) => entry),
    ),
    payments: texts(store.all('payments').map(({ revision: _, polls: _polls, ...rest }) => rest)),
    refunds: texts(store.all('refunds').map(({ revision: _, polls: _polls, actId: _act, ...rest }) => rest)),
    seats: texts(
      store.all('seats').map(({ revision: _, marks, ...rest }) => ({
        ...rest,
        marks: marks.map(({ actId: _act, ...mark }) => mark),
      })),
    ),
    pushes: store.all('pushes').map((one) => one._id),
    sent: trace.sent.map(({ path, body }) => `${path} ${body}`),
  };
}

/** What stands in one of two books more often than in the other, one line each. */
export function differences(some: Books, others: Books): string[] {
  return Object.keys(some).flatMap((name) => {
    const left = new Map<string, number>();
    for (const line of some[name] ?? []) left.set(line, (left.get(line) ?? 0) + 1);
    for (const line of others[name] ?? []) left.set(line, (left.get(line) ?? 0) - 1);
    return [...left]
      .filter(([, times]) => times !== 0)
      .map(([line, times]) => `${name}, ${times > 0 ? 'gone' : 'new'}: ${line}`);
  });
}
