/**
 * The parts of wx-server-sdk that the tests use. The SDK's own types join every answer with `void | string`, which
 * comes from its old callback style.
 */
export interface Sdk {
  init(settings: object): void;
  database(settings?: { throwOnNotFound?: boolean }): Db;
}

export type Fields = Record<string, unknown>;

/** What the SDK throws: MongoDB's or CloudBase's text is in `errMsg`. */
export interface SdkError extends Error {
  errCode: number;
  errMsg: string;
}

export interface Db {
  command: Command;
  Geo: {
    Point: new (longitude: number, latitude: number) => object;
    LineString: new (points: object[]) => object;
    Polygon: new (lines: object[]) => object;
  };
  RegExp(pattern: { regexp: string; options?: string }): object;
  serverDate(shift?: { offset: number }): object;
  createCollection(name: string): Promise<unknown>;
  collection(name: string): Collection;
  startTransaction(): Promise<SdkTransaction>;
  runTransaction<Result>(
    work: (transaction: SdkTransaction) => Promise<Result>,
    times?: number,
  ): Promise<Result>;
}

export interface SdkTransaction {
  _id?: string;
  collection(name: string): Collection;
  commit(): Promise<unknown>;
  rollback(reason?: unknown): Promise<unknown>;
}

export interface Query {
  where(condition: object): Query;
  orderBy(field: string, direction: 'asc' | 'desc'): Query;
  skip(count: number): Query;
  limit(count: number): Query;
  field(projection: object): Query;
  get(): Promise<{ data: Fields[] }>;
  count(): Promise<{ total: number }>;
  update(change: { data: object }): Promise<{ stats: { updated: number } }>;
  remove(): Promise<{ stats: { removed: number } }>;
}

export interface Collection extends Query {
  doc(id: string): Doc;
  /** A list of documents is answered by `_ids`. */
  add(document: { data: object }): Promise<{ _id: string; _ids?: string[] }>;
  aggregate(): Aggregate;
}

export interface Doc {
  get(): Promise<{ data: Fields }>;
  update(change: { data: object }): Promise<{ stats: { updated: number } }>;
  set(document: { data: object }): Promise<{ _id: string; stats: { updated: number; created: number } }>;
  remove(): Promise<{ stats: { removed: number } }>;
}

type StageName =
  | 'addFields'
  | 'bucket'
  | 'bucketAuto'
  | 'count'
  | 'geoNear'
  | 'group'
  | 'limit'
  | 'lookup'
  | 'match'
  | 'project'
  | 'replaceRoot'
  | 'sample'
  | 'skip'
  | 'sort'
  | 'sortByCount'
  | 'unwind';

export type Aggregate = { [Stage in StageName]: (argument: unknown) => Aggregate } & {
  end(): Promise<{ list: Fields[] }>;
};

type CommandName =
  | 'eq'
  | 'neq'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'in'
  | 'nin'
  | 'and'
  | 'or'
  | 'nor'
  | 'not'
  | 'exists'
  | 'mod'
  | 'all'
  | 'elemMatch'
  | 'size'
  | 'expr'
  | 'geoNear'
  | 'geoWithin'
  | 'geoIntersects'
  | 'set'
  | 'remove'
  | 'inc'
  | 'mul'
  | 'min'
  | 'max'
  | 'rename'
  | 'bit'
  | 'push'
  | 'unshift'
  | 'pop'
  | 'shift'
  | 'pull'
  | 'pullAll'
  | 'addToSet';

type AggregateName = 'sum' | 'avg' | 'max' | 'min' | 'first' | 'last' | 'push' | 'addToSet' | 'dateToString';

/** `_`: query and update commands, and those of aggregations. */
export type Command = { [Name in CommandName]: (...operands: unknown[]) => object } & {
  aggregate: { [Name in AggregateName]: (operand: unknown) => object };
  project: { slice(count: number): object; elemMatch(condition: object): object };
};
