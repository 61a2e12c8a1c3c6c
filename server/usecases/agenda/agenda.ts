import type { Time } from '../../domain/time';
import type { AgendaKind } from '../../ports/agenda';
import type { Transaction } from '../../ports/store';

/** For a row that waits for nothing but being poked. */
export const NEVER = '9999-12-31T00:00:00.000+08:00' as Time;

/** A lease that nobody holds. */
export const NO_LEASE = '1970-01-01T08:00:00.000+08:00' as Time;

export function agendaId(kind: AgendaKind, subject: string): string {
  return `${kind}:${subject}`;
}

/**
 * Puts a subject on the agenda, or brings an existing row forward, in the transaction that gave it something to do:
 * work and its reason become visible together. A lease stays with its holder, who sees the poke and looks again.
 */
export async function putAgenda(
  tx: Transaction,
  kind: AgendaKind,
  subject: string,
  dueAt: Time,
): Promise<void> {
  const row = await tx.get('agenda', agendaId(kind, subject));
  if (row === undefined) return firstOnAgenda(tx, kind, subject, dueAt);
  await tx.put('agenda', { ...row, dueAt: dueAt < row.dueAt ? dueAt : row.dueAt, pokes: row.pokes + 1 });
}

/** The same for a subject made in this transaction: nothing can be on the agenda for it yet, so nothing is read. */
export function firstOnAgenda(
  tx: Transaction,
  kind: AgendaKind,
  subject: string,
  dueAt: Time,
): Promise<void> {
  const free = { leaseOwner: '', leaseUntil: NO_LEASE, pokes: 0, failures: 0 };
  return tx.put('agenda', { _id: agendaId(kind, subject), kind, subject, dueAt, ...free });
}

/** Asks for an order to be looked at. Whoever changes an order pokes it in the same transaction. */
export function pokeOrder(tx: Transaction, orderId: string, at: Time): Promise<void> {
  return putAgenda(tx, 'order', orderId, at);
}
