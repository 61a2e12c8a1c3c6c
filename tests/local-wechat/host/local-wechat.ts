import path from 'node:path';
import { type LocalWeChat, type LocalWeChatOptions, startLocalWeChat } from '../../../local-wechat';
import { type FunctionsFolder, makeFunctionsFolder } from './functions-folder';
import { MONDAY_NINE } from './test-cloud';

export const APPID = 'wx0123456789abcdef';

/** Options for a local WeChat whose data lie beside the functions folder. */
export function localOptions(
  folder: FunctionsFolder,
  more: Partial<LocalWeChatOptions> = {},
): LocalWeChatOptions {
  return {
    dataDir: path.join(folder.dir, '..', 'data'),
    functionsDir: folder.dir,
    collections: [
      {
        name: 'notes',
        permission: 'ADMINONLY',
        indexes: [{ name: 'key', unique: true, keys: [{ field: 'key', direction: 1 }] }],
      },
    ],
    httpRoutes: { '/pay-notify': 'pay-notify' },
    httpHost: 'shop.service.tcloudbase.com',
    env: 'local-test',
    appid: APPID,
    functionEnv: (pay) => ({ PAY_BASE_URL: pay.baseUrl }),
    clockStart: MONDAY_NINE,
    clockMode: 'frozen',
    ...more,
  };
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export async function ask(
  local: LocalWeChat,
  method: string,
  route: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${local.facts.control.url}${route}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export { makeFunctionsFolder, startLocalWeChat };
