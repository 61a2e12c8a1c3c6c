import { TcbError } from '../tcb-error';
import type { Body } from './actions/body';
import type { Engine } from './actions/engine';
import { actions } from './actions/table';
import { Aggregations } from './aggregate/aggregate';
import { invalidParam } from './errors';
import { Store } from './storage/store';
import { Writer } from './transactions/writer';
import type { CloudDatabase, CloudDatabaseOptions, DatabaseSettings, Permission } from './types';

export type {
  CloudDatabase,
  CloudDatabaseOptions,
  CollectionDefinition,
  DatabaseSettings,
  IndexDefinition,
  Permission,
} from './types';

export const DATABASE_PRESETS: Readonly<DatabaseSettings> = {
  // "CloudBase: database transactions": a transaction has to end within 30 seconds.
  transactionLifeMs: 30_000,
  // MongoDB's limit of one document; CloudBase publishes no figure of its own.
  mostWriteBytes: 16 * 1024 * 1024,
  duplicateKeyCode: 'DATABASE_REQUEST_FAILED',
  updatedCounts: 'changed',
};

class SqliteCloudDatabase implements CloudDatabase {
  private readonly engine: Engine;
  private running = 0;
  private waiting: (() => void)[] = [];

  constructor(private readonly options: CloudDatabaseOptions) {
    const store = new Store(options.file, options.collections);
    const settings = settingsOf(options);
    this.engine = {
      store,
      settings,
      writer: new Writer(store, settings),
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
      if (error instanceof TcbError) throw this.recoded(error);
      throw new TcbError('SYS_ERR', error instanceof Error ? (error.stack ?? error.message) : String(error));
    } finally {
      this.running--;
      if (this.running === 0) for (const wake of this.waiting.splice(0)) wake();
    }
  }

  permission(collection: string): Permission {
    return this.engine.store.permission(collection);
  }

  async settled(): Promise<void> {
    while (this.running > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private recoded(error: TcbError): TcbError {
    if (!error.message.includes('E11000')) return error;
    return new TcbError(this.engine.settings.duplicateKeyCode, error.message);
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

/** A view in which what is set now counts, and what is missing has its preset. */
function settingsOf({ settings = {}, transactionLifeMs }: CloudDatabaseOptions): DatabaseSettings {
  settings.transactionLifeMs ??= transactionLifeMs ?? DATABASE_PRESETS.transactionLifeMs;
  settings.mostWriteBytes ??= DATABASE_PRESETS.mostWriteBytes;
  settings.duplicateKeyCode ??= DATABASE_PRESETS.duplicateKeyCode;
  settings.updatedCounts ??= DATABASE_PRESETS.updatedCounts;
  return settings as DatabaseSettings;
}
