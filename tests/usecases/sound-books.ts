import type { MemoryStore } from '../../server/adapters/memory-store/memory-store';
import { trialBalance, unitBalance } from '../../server/domain/ledger/balances';
import { verifyChain } from '../../server/domain/ledger/chain';
import type { LedgerEntry } from '../../server/domain/ledger/entry';
import type { FakePayScore } from './fake-pay-score';

/** An order's ledger, oldest entry first. */
export function entriesOf(store: MemoryStore, orderId: string): LedgerEntry[] {
  return store
    .all('ledger')
    .filter((entry) => entry.orderId === orderId)
    .sort((a, b) => a.seq - b.seq);
}

/**
 * What must hold at every moment, whatever happened: chains unbroken, debits equal credits, every unit as its entries
 * tell it, and every call to WeChat with the same bytes as the first time.
 */
export function expectSoundBooks(store: MemoryStore, pay: FakePayScore): void {
  for (const order of store.all('orders')) {
    const entries = entriesOf(store, order._id);
    expect(verifyChain(entries, order.ledger)).toEqual({ ok: true });
    for (const unit of order.units) {
      const { chargedFen, paidFen } = unitBalance(entries, unit.no);
      expect([unit.no, chargedFen, paidFen]).toEqual([unit.no, unit.chargedFen ?? 0, unit.collectedFen ?? 0]);
    }
  }
  trialBalance(store.all('ledger'));
  for (const [key, sent] of pay.bytes) expect([key, new Set(sent).size]).toEqual([key, 1]);
}

/** What the books say that WeChat took. */
export function clearedFen(store: MemoryStore): number {
  const cleared = store.all('ledger').filter((entry) => entry.debit === 'wechat_clearing');
  return cleared.reduce((total, entry) => total + entry.amountFen, 0);
}
