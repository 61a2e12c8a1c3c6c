import type { CloudDatabase, Permission } from '../database';
import { TcbError } from '../tcb-error';
import { invalid, ownedDocument, ownedQuery, ownedUpdate, type Params } from './owned-requests';
import { ACCESS } from './permissions';

/** "Collection.limit": in a Mini Program 20 documents, by default and at most. */
const MOST_DOCUMENTS = 20;
/** Error -602001: a Mini Program takes at most 1 MB of documents at once. */
const MOST_RESULT_BYTES = 1024 * 1024;

const READS = ['database.getDocument', 'database.calculateDocument', 'database.aggregateDocuments'];
const WRITES = ['database.insertDocument', 'database.modifyDocument', 'database.removeDocument'];

/** The settings that concern people's access. */
export interface ClientDatabaseSettings {
  mostClientWriteBytes: number;
}

/**
 * `wx.cloud.database()`: a person's own access to the database, within the permission of each collection.
 *
 * Her documents carry her openid in `_openid`, which only the cloud writes. Where she may read or write her own only,
 * others' are simply not found.
 */
export class ClientDatabase {
  constructor(
    private readonly database: Pick<CloudDatabase, 'handle' | 'permission'>,
    private readonly settings: ClientDatabaseSettings,
  ) {}

  /** Runs an action in the SDK's own form, e.g. `database.getDocument`. Throws TcbError. */
  async handle(openid: string, action: string, params: Params): Promise<Record<string, unknown>> {
    if (action === 'database.watch') {
      throw invalid('the local WeChat has no watch(): read again, or let a function tell what is new');
    }
    const reads = READS.includes(action);
    if (!reads && !WRITES.includes(action)) throw invalid(`${action} is for functions only`);
    if (params['transactionId'] !== undefined) throw invalid('transactions are for functions only');
    const permission = this.permission(params['collectionName']);
    const request = reads
      ? this.reading(openid, action, params, permission)
      : await this.writing(openid, action, params, permission);
    const answer = await this.database.handle(action, request);
    if (reads) checkSize(answer);
    return answer;
  }

  private permission(collection: unknown): Permission {
    if (typeof collection !== 'string') throw invalid('collectionName must be a text');
    return this.database.permission(collection);
  }

  private reading(openid: string, action: string, params: Params, permission: Permission): Params {
    const { read } = ACCESS[permission];
    if (read === 'none') throw denied();
    if (action === 'database.aggregateDocuments') return this.aggregation(openid, params, read);
    const asked = Number(params['limit'] ?? 0);
    const limit = Math.min(asked > 0 ? asked : MOST_DOCUMENTS, MOST_DOCUMENTS);
    const query = read === 'own' ? ownedQuery(params, openid) : {};
    return { ...params, limit, ...query };
  }

  /** Own documents are picked out first; another collection may be looked up only if everybody may read it. */
  private aggregation(openid: string, params: Params, read: 'all' | 'own'): Params {
    const stages = Array.isArray(params['stages']) ? (params['stages'] as unknown[]) : [];
    for (const stage of stages) {
      const { stageKey, stageValue } = stage as { stageKey?: unknown; stageValue?: unknown };
      if (stageKey !== '$lookup' || typeof stageValue !== 'string') continue;
      const { from } = JSON.parse(stageValue) as { from?: unknown };
      if (ACCESS[this.permission(from)].read !== 'all') throw denied();
    }
    const own = { stageKey: '$match', stageValue: JSON.stringify({ _openid: openid }) };
    return read === 'own' ? { ...params, stages: [own, ...stages] } : params;
  }

  private async writing(
    openid: string,
    action: string,
    params: Params,
    permission: Permission,
  ): Promise<Params> {
    if (ACCESS[permission].write === 'none') throw denied();
    this.checkWriteSize(params);
    if (action === 'database.insertDocument') {
      const data = Array.isArray(params['data']) ? (params['data'] as unknown[]) : [];
      return { ...params, data: data.map((text) => ownedDocument(text, openid)) };
    }
    if (action === 'database.removeDocument') return { ...params, ...ownedQuery(params, openid) };
    if (params['merge'] !== false) {
      return { ...params, ...ownedUpdate(params), ...ownedQuery(params, openid), upsert: false };
    }
    await this.checkReplaced(openid, params);
    return { ...params, data: ownedDocument(params['data'], openid) };
  }

  /** `doc.set` makes a document or replaces one of her own. */
  private async checkReplaced(openid: string, { collectionName, query }: Params): Promise<void> {
    const count = async (params: Params): Promise<unknown> => {
      const { data } = await this.database.handle('database.calculateDocument', {
        collectionName,
        ...params,
      });
      return (data as { total: number }).total;
    };
    const all = await count({ query });
    if (all !== (await count(ownedQuery({ query }, openid)))) throw denied();
  }

  private checkWriteSize({ data }: Params): void {
    const bytes = Buffer.byteLength(Array.isArray(data) ? data.join('') : String(data ?? ''));
    const most = this.settings.mostClientWriteBytes;
    if (bytes > most) throw invalid(`a Mini Program may write ${most} bytes at once, not ${bytes}`);
  }
}

function denied(): TcbError {
  return new TcbError('DATABASE_PERMISSION_DENIED', 'Permission denied');
}

function checkSize(answer: Record<string, unknown>): void {
  const list = (answer['data'] as { list?: string[] } | undefined)?.list ?? [];
  const bytes = list.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > MOST_RESULT_BYTES) {
    throw new TcbError('WX_DATABASE_QUERY_SIZE_EXCEED_LIMIT', `the documents found hold ${bytes} bytes`);
  }
}
