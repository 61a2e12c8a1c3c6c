import { createHash } from 'node:crypto';
import { invariant } from '../errors';
import type { LedgerHead } from '../order/order';
import { canonicalJson } from './canonical';
import type { LedgerEntry } from './entry';
import { type EntryDraft, isPosting } from './postings';

/** `prevHash` of an order's first entry. */
export const FIRST_HASH = '0'.repeat(64);

/** The head of a ledger without entries. */
export const FIRST_HEAD: LedgerHead = { seq: 0, hash: FIRST_HASH };

/**
 * Puts a draft behind the head of its order's chain.
 * @throws InvariantBroken (1) below 1 fen, or when the two accounts don't belong to the kind
 */
export function nextEntry(head: LedgerHead, draft: EntryDraft): LedgerEntry {
  invariant(1, draft.amountFen >= 1, `entry of ${draft.amountFen} fen`);
  const { kind, debit, credit } = draft;
  invariant(1, isPosting(kind, debit, credit), `${kind} from ${credit} to ${debit}`);
  const seq = head.seq + 1;
  const entry = { ...draft, _id: `${draft.orderId}-${seq}`, seq, prevHash: head.hash };
  return { ...entry, hash: hashOf(entry) };
}

/** The entries of several drafts in their order, and the order document's new ledger head. */
export function append(
  head: LedgerHead,
  drafts: readonly EntryDraft[],
): { entries: LedgerEntry[]; head: LedgerHead } {
  const entries: LedgerEntry[] = [];
  let last = head;
  for (const draft of drafts) {
    const entry = nextEntry(last, draft);
    entries.push(entry);
    last = { seq: entry.seq, hash: entry.hash };
  }
  return { entries, head: last };
}

/**
 * `altered`: its content is not what its hash says · `sequence`: another entry stands here, since one was dropped,
 * repeated or moved · `link`: it does not follow from the entry before it · `missing`: the chain ends before the
 * head that the order document (or an earlier statement) names.
 */
export type ChainFault = 'altered' | 'sequence' | 'link' | 'missing';

export type ChainCheck = { ok: true } | { ok: false; seq: number; reason: ChainFault };

/**
 * Checks the entries of one order, oldest first, and names the first place (sequence number, from 1) where they
 * are not as they were written. Without `head` a chain cut off at its end, or written anew from some place on to
 * its end, passes: a head seen earlier is what gives that away.
 */
export function verifyChain(entries: readonly LedgerEntry[], head?: LedgerHead): ChainCheck {
  let prevHash = FIRST_HASH;
  for (const [index, entry] of entries.entries()) {
    const seq = index + 1;
    const { hash, ...content } = entry;
    if (entry.seq !== seq) return { ok: false, seq, reason: 'sequence' };
    if (!isHashOf(content, hash)) return { ok: false, seq, reason: 'altered' };
    if (entry.prevHash !== prevHash || entry._id !== `${entry.orderId}-${seq}`) {
      return { ok: false, seq, reason: 'link' };
    }
    if (head?.seq === seq && head.hash !== hash) return { ok: false, seq, reason: 'link' };
    prevHash = hash;
  }
  if (head && head.seq > entries.length) return { ok: false, seq: entries.length + 1, reason: 'missing' };
  return { ok: true };
}

function hashOf(content: Omit<LedgerEntry, 'hash'>): string {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
}

/** What has no canonical form (a digit turned into `1e999` reads as infinity) was never hashed. */
function isHashOf(content: Omit<LedgerEntry, 'hash'>, hash: string): boolean {
  try {
    return hashOf(content) === hash;
  } catch {
    return false;
  }
}
