import { createHash } from 'node:crypto';
import type { Evidence } from '../evidence';

type Entry = Evidence['ledger'][number];

const ACCOUNTS = ['receivable', 'income', 'wechat_clearing', 'paid_elsewhere', 'refunds', 'overpaid'];

/** Entries of at least one fen between two known accounts, in one unbroken chain that ends at the order's head. */
export function ledgerRules({ orders, ledger }: Evidence): string[] {
  return orders.flatMap((order) => {
    const entries = ledger.filter((entry) => entry.orderId === order._id);
    const broken: string[] = [];
    let last = '0'.repeat(64);
    for (const [i, entry] of entries.entries()) {
      const where = `ledger entry ${entry._id}`;
      if (entry.seq !== i + 1) broken.push(`${where}: stands at place ${i + 1}`);
      if (entry.prevHash !== last) broken.push(`${where}: does not follow from the one before`);
      if (hashOf(entry) !== entry.hash) broken.push(`${where}: is not what its hash says`);
      if (!Number.isInteger(entry.amountFen) || entry.amountFen < 1)
        broken.push(`${where}: ${entry.amountFen} fen`);
      if (
        entry.debit === entry.credit ||
        ![entry.debit, entry.credit].every((name) => ACCOUNTS.includes(name))
      )
        broken.push(`${where}: from ${entry.credit} to ${entry.debit}`);
      last = entry.hash;
    }
    const { head } = { head: order.ledger };
    if (head.seq !== entries.length || head.hash !== last)
      broken.push(`order ${order._id}: another ledger head`);
    return [...broken, ...balanceRules(order, entries)];
  });
}

/** What the units say was charged and collected is what the ledger holds. */
function balanceRules(order: Evidence['orders'][number], entries: readonly Entry[]): string[] {
  return order.units.flatMap((unit) => {
    const own = entries.filter((entry) => entry.unitNo === unit.no);
    const charged = total(own, ['charge']) - total(own, ['lower', 'write_off']);
    const collected = total(own, ['collect', 'collect_elsewhere']);
    const where = `order ${order._id} unit ${unit.no}`;
    const broken: string[] = [];
    if (charged !== (unit.chargedFen ?? 0))
      broken.push(`${where}: says ${unit.chargedFen} charged, its ledger ${charged}`);
    if (collected !== (unit.collectedFen ?? 0))
      broken.push(`${where}: says ${unit.collectedFen} collected, its ledger ${collected}`);
    return broken;
  });
}

function total(entries: readonly Entry[], kinds: readonly string[]): number {
  return entries
    .filter((entry) => kinds.includes(entry.kind))
    .reduce((sum, entry) => sum + entry.amountFen, 0);
}

function hashOf({ hash: _hash, ...content }: Entry): string {
  return createHash('sha256').update(sortedJson(content)).digest('hex');
}

/** JSON with the members of every object in the order of their names. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
