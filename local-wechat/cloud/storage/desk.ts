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
/** "Delete files", https://docs.cloudbase.net/storage/delete-file: at most 50 files in one call; addresses likewise. */
const MOST_FILES = 50;

export interface UploadMetadata extends Record<string, string> {
  url: string;
  token: string;
  authorization: string;
  fileId: string;
  cosFileId: string;
}

/** What storage does for whoever may: functions all of it, people within the permissions (client/files.ts). */
export class StorageDesk {
  constructor(private readonly options: StorageOptions) {}

  /** Throws STORAGE_REQUEST_FAIL when the path is none. */
  uploadTo(path: unknown): UploadMetadata {
    const { env, tickets, url, now } = this.options;
    const checked = this.checkedPath(path);
    return {
      url: `${url()}/${checked.split('/').map(encodeURIComponent).join('/')}`,
      token: 'local',
      authorization: tickets.issue('put', checked, now() + UPLOAD_MS),
      fileId: fileIdOf(env, checked),
      // Goes into an HTTP header, so it must be plain ASCII whatever the path is.
      cosFileId: Buffer.from(fileIdOf(env, checked)).toString('hex'),
    };
  }

  /** Stores a person's file; answers its id. */
  keep(path: unknown, content: Buffer, owner: string): string {
    const checked = this.checkedPath(path);
    this.options.files.write(checked, content, owner);
    return fileIdOf(this.options.env, checked);
  }

  /** Who has uploaded the file at this path or of this id; undefined for functions' files and for none. */
  ownerOf(file: { path: string } | { fileId: string }): string | undefined {
    const path = 'path' in file ? file.path : pathOf(this.options.env, file.fileId);
    return path !== undefined && isStoragePath(path) ? this.options.files.ownerOf(path) : undefined;
  }

  has(file: { path: string } | { fileId: string }): boolean {
    const path = 'path' in file ? file.path : pathOf(this.options.env, file.fileId);
    return path !== undefined && isStoragePath(path) && this.options.files.has(path);
  }

  /** One entry for each file: an address that works for `max_age` seconds of virtual time, or why there is none. */
  addresses(list: unknown): Record<string, string>[] {
    return fewEnough('file_list', list).map((item) => this.address(item));
  }

  remove(list: unknown): Record<string, string>[] {
    const { env, files } = this.options;
    return fewEnough('fileid_list', list).map((item) => {
      const fileID = String(item);
      const path = pathOf(env, fileID);
      const deleted = path !== undefined && files.remove(path);
      return { fileID, code: deleted ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' };
    });
  }

  private address(item: unknown): Record<string, string> {
    const { env, files, tickets, url, now } = this.options;
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

  private checkedPath(path: unknown): string {
    if (typeof path === 'string' && isStoragePath(path)) return path;
    throw new TcbError(
      'STORAGE_REQUEST_FAIL',
      `"${String(path)}" is no path: no leading slash, no empty part, no dots`,
    );
  }
}

function fewEnough(name: string, list: unknown): unknown[] {
  if (Array.isArray(list) && list.length <= MOST_FILES) return list;
  throw new TcbError('INVALID_PARAM', `${name} must be a list of at most ${MOST_FILES} files`);
}
