import { randomBytes } from 'node:crypto';
import { transactionGone } from '../errors';
import type { Change } from './change';
import type { History } from './history';
import { type Locks, Transaction } from './transaction';

/** All open transactions, each with its limited life. None of them survives the process; their writes were never in the file. */
export class Transactions {
  private readonly open = new Map<string, { transaction: Transaction; timer: NodeJS.Timeout }>();
  readonly locks: Locks = new Map();

  constructor(
    private readonly history: History,
    private readonly settings: { readonly transactionLifeMs: number },
    private readonly commitAll: (changes: Change[]) => void,
  ) {}

  begin(): string {
    const id = randomBytes(16).toString('hex');
    const timer = setTimeout(() => this.end(id), this.settings.transactionLifeMs).unref();
    this.open.set(id, { transaction: new Transaction(id, this.history, this.locks), timer });
    return id;
  }

  /** Throws DATABASE_TRANSACTION_FAIL once it was ended, failed or ran out of time. */
  get(id: string): Transaction {
    const found = this.open.get(id);
    if (!found) throw transactionGone(Math.round(this.settings.transactionLifeMs / 1000));
    return found.transaction;
  }

  /** Runs a write of a transaction; like MongoDB, a failing one aborts the whole transaction. */
  write<Result>(transaction: Transaction, work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      this.end(transaction.id);
      throw error;
    }
  }

  commit(id: string): void {
    const transaction = this.get(id);
    try {
      this.commitAll(transaction.changes());
    } finally {
      this.end(id);
    }
  }

  abort(id: string): void {
    this.get(id);
    this.end(id);
  }

  /** Drops every open transaction. */
  close(): void {
    for (const id of [...this.open.keys()]) this.end(id);
  }

  private end(id: string): void {
    const found = this.open.get(id);
    if (!found) return;
    clearTimeout(found.timer);
    this.open.delete(id);
    found.transaction.end();
  }
}
