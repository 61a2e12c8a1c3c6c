import { TcbError } from '../tcb-error';
import type { Body } from './actions/body';
import type { Engine } from './actions/engine';
import { actions } from './actions/table';
import { Aggregations } from './aggregate/aggregate';
import { invalidParam } from './errors';
import { Store } from './storage/store';
import { Writer } from './transactions/writer';
import type { CloudDatabase, CloudDatabaseOptions } from './types';

export type {
  CloudDatabase,
  CloudDatabaseOptions,
  CollectionDefinition,
  IndexDefinition,
  Permission,
} from './types';

/** "CloudBase: database transactions": a transaction has to end within 30 seconds. */
const TRANSACTION_LIFE_MS = 30_000;

class SqliteCloudDatabase implements CloudDatabase {
  private readonly engine: Engine;
  private running = 0;
  private waiting: (() => void)[] = [];

  constructor(private readonly options: CloudDatabaseOptions) {
    const store = new Store(options.file, options.collections);
    this.engine = {
      store,
      writer: new Writer(store, options.transactionLifeMs ?? TRANSACTION_LIFE_MS),
      aggregations: new Aggregations(store),
      clock: options.clock,
    };
  }

  async handle(action: string, body: Body): Promise<Body> {
    this.running++;
    try {
      await this.options.beforeAction?.(action, body);
      this.engine.store.assertOpen();
      const run = actions[action];
      if (!run) throw invalidParam(`unknown action ${action}`);
      return await run(this.engine, body);
    } catch (error) {
      if (error instanceof TcbError) throw error;
      throw new TcbError('SYS_ERR', error instanceof Error ? (error.stack ?? error.message) : String(error));
    } finally {
      this.running--;
      if (this.running === 0) for (const wake of this.waiting.splice(0)) wake();
    }
  }

  async settled(): Promise<void> {
    while (this.running > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  close(): void {
    this.engine.writer.transactions.close();
    this.engine.store.close();
  }
}

/** Opens a database file, making it and the defined collections and indexes where they are missing. */
export function openCloudDatabase(options: CloudDatabaseOptions): CloudDatabase {
  return new SqliteCloudDatabase(options);
}
