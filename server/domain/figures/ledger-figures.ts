import type { LedgerEntry } from '../ledger/entry';
import type { Order } from '../order/order';
import type { Put } from './order-figures';

/** The order's ledger by the day each entry was booked: a refund of an older payment belongs to its own day. */
export function ledgerFigures(order: Order, entries: readonly LedgerEntry[], put: Put): void {
  for (const { kind, debit, at, amountFen } of entries) {
    switch (kind) {
      case 'charge':
        put(at, { chargedFen: amountFen });
        break;
      case 'lower':
      case 'write_off':
        put(at, { loweredFen: amountFen });
        break;
      case 'collect':
        put(at, { collectedFen: amountFen, ...(order.ordinary ? { ordinaryFen: amountFen } : {}) });
        break;
      case 'collect_elsewhere':
        put(at, { elsewhereFen: amountFen });
        break;
      case 'overpaid':
        put(at, { overpaidFen: amountFen });
        break;
      case 'refund':
        put(at, debit === 'overpaid' ? { overpaidBackFen: amountFen } : { refundedFen: amountFen });
        break;
    }
  }
}
