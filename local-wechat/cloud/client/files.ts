import type { Permission } from '../database';
import type { StorageDesk } from '../storage/desk';
import { TcbError } from '../tcb-error';
import { clientErrorOf } from './error-codes';
import { ACCESS } from './permissions';

/** One file of a list, as `wx.cloud` answers it; `status` 0 is success. */
export interface FileResult {
  fileID: string;
  status: number;
  errMsg: string;
  tempFileURL?: string;
  maxAge?: number;
}

/** Storage as a Mini Program reaches it: `wx.cloud.uploadFile`, `getTempFileURL` (and `downloadFile`), `deleteFile`. */
export class ClientFiles {
  constructor(
    private readonly desk: StorageDesk,
    private readonly permission: Permission,
  ) {}

  /** Throws STORAGE_EXCEED_AUTHORITY where people may not write, or the path holds somebody else's file. */
  upload(openid: string, path: string, content: Buffer): { fileID: string } {
    if (!this.mayWrite(openid, { path })) throw denied();
    return { fileID: this.desk.keep(path, content, openid) };
  }

  addresses(openid: string, list: readonly { fileID: string; maxAge?: number | undefined }[]): FileResult[] {
    const readable = list.filter(({ fileID }) => this.mayRead(openid, fileID));
    const found = this.desk.addresses(
      readable.map(({ fileID, maxAge }) => ({ fileid: fileID, max_age: maxAge })),
    );
    const urls = new Map(
      found.map(({ fileID = '', code = '', tempFileURL = '' }) => [fileID, { code, tempFileURL }]),
    );
    return list.map(({ fileID }) => {
      const { code, tempFileURL } = urls.get(fileID) ?? { code: denied().code, tempFileURL: '' };
      return { ...result(fileID, code), tempFileURL };
    });
  }

  remove(openid: string, fileIds: readonly string[]): FileResult[] {
    const removable = fileIds.filter((fileId) => this.mayWrite(openid, { fileId }));
    const codes = new Map(this.desk.remove(removable).map(({ fileID = '', code = '' }) => [fileID, code]));
    return fileIds.map((fileID) => result(fileID, codes.get(fileID) ?? denied().code));
  }

  private mayRead(openid: string, fileId: string): boolean {
    const { read } = ACCESS[this.permission];
    if (read === 'all' || !this.desk.has({ fileId })) return read !== 'none';
    return read === 'own' && this.desk.ownerOf({ fileId }) === openid;
  }

  private mayWrite(openid: string, file: { path: string } | { fileId: string }): boolean {
    if (ACCESS[this.permission].write === 'none') return false;
    return !this.desk.has(file) || this.desk.ownerOf(file) === openid;
  }
}

function denied(): TcbError {
  return new TcbError('STORAGE_EXCEED_AUTHORITY', 'Permission denied');
}

function result(fileID: string, code: string): FileResult {
  if (code === 'SUCCESS') return { fileID, status: 0, errMsg: 'ok' };
  const { errCode, text } = clientErrorOf(code);
  return { fileID, status: errCode, errMsg: text };
}
