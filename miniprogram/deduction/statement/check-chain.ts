import type { ResponseOf } from '../../../protocol';
import { sha256 } from '../../format/sha256';

export type OrderStatement = ResponseOf<'classroom', 'orderStatement'>;

const FIRST_HASH = '0'.repeat(64);

/**
 * Whether the entries follow from one another and end at the head, computed on this phone. docs/ledger.md says what is
 * hashed; docs/verify-statement.mjs is the same check for who does not trust ours.
 * @returns the number of the first entry that is not as it was written (the head: one more than there are), or 0
 */
export function brokenAt({ entries, head, orderId, institutionId }: OrderStatement): number {
  let before = FIRST_HASH;
  for (const [index, entry] of entries.entries()) {
    const { hash, ...shown } = entry;
    const content = { ...shown, _id: `${orderId}-${entry.seq}`, orderId, institutionId };
    const follows = entry.seq === index + 1 && entry.prevHash === before;
    if (!follows || sha256(canonical(content)) !== hash) return index + 1;
    before = hash;
  }
  return head.seq === entries.length && head.hash === before ? 0 : entries.length + 1;
}

/** JSON with keys sorted at every level, no spaces, members that are undefined left out. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
