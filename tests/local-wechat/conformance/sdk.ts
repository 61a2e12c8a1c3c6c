import type { Command, Db, Sdk } from '../database/sdk-types';

/** A file in a list of the SDK's answers. */
export interface ListedFile {
  fileID: string;
  status: number;
  errMsg?: string;
  tempFileURL?: string;
}

type OpenApi = Record<string, Record<string, (args: object) => Promise<Record<string, unknown>>>>;

/** wx-server-sdk beyond its database, as far as the tests use it. */
export interface CloudSdk extends Sdk {
  DYNAMIC_CURRENT_ENV: symbol;
  getWXContext(): Record<string, unknown>;
  callFunction(call: { name: string; data?: unknown }): Promise<{ result: unknown; requestID?: string }>;
  uploadFile(file: { cloudPath: string; fileContent: Buffer }): Promise<{ fileID: string }>;
  downloadFile(file: { fileID: string }): Promise<{ fileContent: Buffer }>;
  getTempFileURL(files: { fileList: unknown[] }): Promise<{ fileList: ListedFile[] }>;
  deleteFile(files: { fileList: string[] }): Promise<{ fileList: ListedFile[] }>;
  getOpenData(ids: { list: string[] }): Promise<{ list: Record<string, unknown>[] }>;
  getVoIPSign(call: { groupId: string; nonce: string; timestamp: number }): Promise<{ signature: string }>;
  getCloudCallSign(call: { parameterList: string[] }): Promise<{ signature: string }>;
  callOpenAPI(call: { api: string; data: object }): Promise<{ result: Record<string, unknown> }>;
  openapi: OpenApi;
  cloudPay: Record<string, (args: object) => Promise<Record<string, unknown>>>;
}

/** What code that runs inside a function gets. */
export interface Inside<Data> {
  cloud: CloudSdk;
  db: Db;
  _: Command;
  data: Data;
  context: Record<string, unknown>;
}
