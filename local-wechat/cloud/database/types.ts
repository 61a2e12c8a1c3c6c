import type { Clock } from '../../clock';

/** Who may touch a collection from a Mini Program ("CloudBase: database permissions"); functions may do anything. */
export type Permission = 'ADMINONLY' | 'ADMINWRITE' | 'PRIVATE' | 'READONLY';

export interface IndexDefinition {
  name: string;
  unique?: boolean;
  keys: { field: string; direction: 1 | -1 }[];
}

/** A collection as the project's deployment describes it: its name, its permission, its indexes. */
export interface CollectionDefinition {
  name: string;
  permission: Permission;
  indexes: IndexDefinition[];
}

/** How the database behaves where CloudBase's documents give no figure, or differ from what was seen. */
export interface DatabaseSettings {
  /** How long a transaction may stay open, in real milliseconds; CloudBase gives it 30 seconds. */
  transactionLifeMs: number;
  /** The most that one `add`, `set` or `update` may carry. */
  mostWriteBytes: number;
  /** Code of a value that a unique index holds already: the one seen in practice, or the documented one. */
  duplicateKeyCode: 'DATABASE_REQUEST_FAILED' | 'DATABASE_DUPLICATE_WRITE';
  /** Whether `stats.updated` counts the documents that really changed, or all that matched. */
  updatedCounts: 'changed' | 'matched';
}

export interface CloudDatabaseOptions {
  /** The SQLite file; ':memory:' keeps nothing. */
  file: string;
  /** What `db.serverDate()` and `$$NOW` read. */
  clock: Clock;
  /** Made at opening when missing; their indexes are brought in line with these definitions. */
  collections: CollectionDefinition[];
  /** What the public documents leave open, or tests shorten; read at every use, so it may change. */
  settings?: Partial<DatabaseSettings>;
  /** The first value of `settings.transactionLifeMs`. */
  transactionLifeMs?: number;
  /** Runs before every action; a fault is injected by throwing a TcbError here. */
  beforeAction?: (action: string, body: Record<string, unknown>) => Promise<void> | void;
}

/** The database half of the CloudBase gateway. */
export interface CloudDatabase {
  /**
   * Runs one gateway action `database.*` on its parsed JSON body and returns what stands beside `requestId` in the
   * reply: `{data: {…}}`, or `{transactionId}` for a new transaction. Failures are thrown as TcbError.
   */
  handle(action: string, body: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** The permission that people's own access to a collection has. Throws DATABASE_COLLECTION_NOT_EXIST. */
  permission(collection: string): Permission;
  /** Resolves when no action is running. */
  settled(): Promise<void>;
  /** Drops open transactions and closes the file. */
  close(): void;
}
