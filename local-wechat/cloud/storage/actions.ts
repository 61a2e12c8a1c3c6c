import type { ActionHandler } from '../gateway/request';
import { TcbError } from '../tcb-error';
import type { StorageDesk } from './desk';

/** Storage as functions use it: they may do everything with every file. */
export function storageActions(desk: StorageDesk): Record<string, ActionHandler> {
  return {
    'storage.getUploadMetadata': async ({ body }) => ({ json: { data: desk.uploadTo(body['path']) } }),
    'storage.batchGetDownloadUrl': async ({ body }) => ({
      json: { data: { download_list: desk.addresses(body['file_list']) } },
    }),
    'storage.batchDeleteFile': async ({ body }) => ({
      json: { data: { delete_list: desk.remove(body['fileid_list']) } },
    }),
    'storage.batchCopyFile': notHere('copyFile', 'download the file and upload it under the other path'),
    'storage.getFileAuthority': notHere('getFileAuthority', 'permissions are those of storage as a whole'),
  };
}

/** wx-server-sdk has no such call; only CloudBase's own Node SDK sends these actions. */
function notHere(name: string, instead: string): ActionHandler {
  return async () => {
    throw new TcbError('INVALID_PARAM', `The local cloud has no ${name}: ${instead}.`);
  };
}
