import type { ActionHandler } from '../gateway/request';
import { TcbError } from '../tcb-error';
import { fileIdOf, isStoragePath, pathOf } from './file-id';
import type { FileShelf } from './files';
import type { Tickets } from './tickets';

export interface StorageOptions {
  env: string;
  files: FileShelf;
  tickets: Tickets;
  /** Address of the storage, without a slash at its end. */
  url: () => string;
  now: () => number;
}

const UPLOAD_MS = 15 * 60_000;
/** How long a temporary address lives when the caller says nothing: one day. */
const DEFAULT_MAX_AGE_S = 86_400;

export function storageActions(options: StorageOptions): Record<string, ActionHandler> {
  return {
    'storage.getUploadMetadata': async ({ body }) => ({
      json: { data: uploadMetadata(body['path'], options) },
    }),
    'storage.batchGetDownloadUrl': async ({ body }) => {
      const list = body['file_list'];
      if (!Array.isArray(list)) throw new TcbError('INVALID_PARAM', 'file_list must be a list');
      return { json: { data: { download_list: list.map((item) => downloadEntry(item, options)) } } };
    },
    'storage.batchDeleteFile': async ({ body }) => {
      const list = body['fileid_list'];
      if (!Array.isArray(list)) throw new TcbError('INVALID_PARAM', 'fileid_list must be a list');
      return { json: { data: { delete_list: list.map((fileId) => deleteEntry(String(fileId), options)) } } };
    },
  };
}

function uploadMetadata(path: unknown, { env, tickets, url, now }: StorageOptions): Record<string, string> {
  if (typeof path !== 'string' || !isStoragePath(path)) {
    throw new TcbError(
      'STORAGE_REQUEST_FAIL',
      `"${String(path)}" is no path: no leading slash, no empty part, no dots`,
    );
  }
  return {
    url: `${url()}/${path.split('/').map(encodeURIComponent).join('/')}`,
    token: 'local',
    authorization: tickets.issue('put', path, now() + UPLOAD_MS),
    fileId: fileIdOf(env, path),
    // Goes into an HTTP header, so it must be plain ASCII whatever the path is.
    cosFileId: Buffer.from(fileIdOf(env, path)).toString('hex'),
  };
}

function downloadEntry(
  item: unknown,
  { env, files, tickets, url, now }: StorageOptions,
): Record<string, string> {
  const { fileid, max_age: maxAge } = item as { fileid?: unknown; max_age?: unknown };
  const fileID = String(fileid);
  const path = pathOf(env, fileID);
  if (path === undefined || !files.has(path))
    return { code: 'STORAGE_FILE_NONEXIST', fileID, tempFileURL: '' };
  const seconds = typeof maxAge === 'number' && maxAge > 0 ? maxAge : DEFAULT_MAX_AGE_S;
  const ticket = tickets.issue('get', path, now() + seconds * 1000);
  // As it is, not percent-encoded: the SDK's downloadFile encodes it, and so do browsers.
  return { code: 'SUCCESS', fileID, tempFileURL: `${url()}/${path}?sign=${ticket}` };
}

function deleteEntry(fileID: string, { env, files }: StorageOptions): Record<string, string> {
  const path = pathOf(env, fileID);
  const deleted = path !== undefined && files.remove(path);
  return { fileID, code: deleted ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' };
}
