/**
 * The part of wx-server-sdk 4.0.2 that this product uses. Its own types allow `void | string` wherever a promise
 * comes back, from the days of callbacks; these say what a call without callbacks really gives.
 */
export interface CloudSdk {
  init(options: { env: symbol | string }): void;
  database(options: { throwOnNotFound: boolean }): CloudDatabase;
  getTempFileURL(options: { fileList: { fileID: string; maxAge: number }[] }): Promise<{
    fileList: { fileID: string; tempFileURL: string; status: number; errMsg: string }[];
  }>;
  deleteFile(options: { fileList: string[] }): Promise<unknown>;
  uploadFile(options: { cloudPath: string; fileContent: Buffer }): Promise<{ fileID: string }>;
  getWXContext(): { OPENID?: string; APPID?: string; SOURCE?: string };
  readonly openapi: { readonly subscribeMessage: { send(message: SubscribeMessage): Promise<unknown> } };
  readonly DYNAMIC_CURRENT_ENV: symbol;
}

export interface SubscribeMessage {
  touser: string;
  templateId: string;
  page: string;
  lang: 'zh_CN';
  data: Record<string, { value: string }>;
}

export interface CloudDatabase {
  readonly command: CloudCommand;
  collection(name: string): CloudCollection;
  startTransaction(): Promise<CloudTransaction>;
}

export interface CloudTransaction {
  collection(name: string): CloudDocuments;
  commit(): Promise<unknown>;
  rollback(): Promise<unknown>;
}

/** What a transaction may use of a collection: `where` would silently run outside of it. */
export interface CloudDocuments {
  doc(id: string): CloudDocument;
  add(options: { data: object }): Promise<unknown>;
}

export interface CloudDocument {
  get(): Promise<{ data: object | null }>;
  set(options: { data: object }): Promise<unknown>;
  remove(): Promise<unknown>;
}

export interface CloudCollection extends CloudDocuments {
  where(condition: Record<string, unknown>): CloudQuery;
}

export interface CloudQuery {
  orderBy(path: string, order: 'asc' | 'desc'): CloudQuery;
  limit(most: number): CloudQuery;
  skip(count: number): CloudQuery;
  get(): Promise<{ data: object[] }>;
  count(): Promise<{ total: number }>;
  remove(): Promise<{ stats: { removed: number } }>;
  update(options: { data: Record<string, unknown>; multi: boolean }): Promise<{ stats: { updated: number } }>;
}

/** A condition or update made by `command`; opaque. */
export interface CloudExpression {
  and(other: CloudExpression): CloudExpression;
}

export interface CloudCommand {
  eq(value: unknown): CloudExpression;
  neq(value: unknown): CloudExpression;
  lt(value: unknown): CloudExpression;
  lte(value: unknown): CloudExpression;
  gt(value: unknown): CloudExpression;
  gte(value: unknown): CloudExpression;
  in(values: readonly unknown[]): CloudExpression;
  exists(value: boolean): CloudExpression;
  set(value: unknown): unknown;
}

let loaded: CloudSdk | undefined;

/**
 * wx-server-sdk, loaded on first use and initialised for the function's own environment. Loading takes about
 * 0.3 s, so a path that needs no cloud (a forged callback being refused) must not pay for it.
 */
export function cloudSdk(): CloudSdk {
  if (loaded !== undefined) return loaded;
  const sdk: CloudSdk = require('wx-server-sdk');
  sdk.init({ env: sdk.DYNAMIC_CURRENT_ENV });
  loaded = sdk;
  return sdk;
}
