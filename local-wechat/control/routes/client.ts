import type { Cloud } from '../../cloud';
import { asClient } from '../client-error';
import { ControlError } from '../control-error';
import { textOf, textsOf } from '../fields';
import type { ControlRoutes } from '../router';

/**
 * What a Mini Program does in the cloud by itself: `wx.cloud.uploadFile`, `getTempFileURL` (`downloadFile` fetches the
 * address), `deleteFile` and `wx.cloud.database()`, each within the permissions of the person.
 */
export function clientRoutes({ client }: Cloud): ControlRoutes {
  return {
    'POST /files/upload': ({ body }) => {
      const content = Buffer.from(contentOf(body), 'base64');
      const path = textOf(body, 'path');
      const openid = textOf(body, 'openid');
      return asClient('cloud.uploadFile', () => client.files.upload(openid, path, content));
    },
    'POST /files/temp-urls': ({ body }) => {
      const openid = textOf(body, 'openid');
      const list = fileList(body);
      return asClient('cloud.getTempFileURL', () => ({ fileList: client.files.addresses(openid, list) }));
    },
    'POST /files/delete': ({ body }) => {
      const openid = textOf(body, 'openid');
      const fileIds = textsOf(body, 'fileList');
      return asClient('cloud.deleteFile', () => ({ fileList: client.files.remove(openid, fileIds) }));
    },
    'POST /database': ({ body }) => {
      const { openid: _, action: __, ...params } = body;
      const openid = textOf(body, 'openid');
      const action = textOf(body, 'action');
      return asClient(action.replace('database.', 'database:'), () =>
        client.database.handle(openid, action, params),
      );
    },
  };
}

function contentOf({ content }: Record<string, unknown>): string {
  if (typeof content === 'string') return content;
  throw new ControlError('BAD_FIELD', '"content" must be the Base64 of the file.');
}

/** File ids, each alone or with the seconds its address is to live: `{fileID, maxAge}`. */
function fileList({ fileList: list }: Record<string, unknown>): { fileID: string; maxAge?: number }[] {
  if (!Array.isArray(list)) throw new ControlError('BAD_FIELD', '"fileList" must be a list of file ids.');
  return list.map((item: unknown) => {
    if (typeof item !== 'object' || item === null) return { fileID: String(item) };
    const { fileID, maxAge } = item as { fileID?: unknown; maxAge?: unknown };
    return { fileID: String(fileID), ...(typeof maxAge === 'number' ? { maxAge } : {}) };
  });
}
