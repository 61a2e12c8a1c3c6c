import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type CloudDatabase,
  type CloudDatabaseOptions,
  openCloudDatabase,
} from '../../../local-wechat/cloud/database';
import { TcbError } from '../../../local-wechat/cloud/tcb-error';
import type { Sdk } from './sdk-types';

export interface Gateway {
  database: CloudDatabase;
  url: string;
  close(): Promise<void>;
}

/** The least of a CloudBase gateway: HTTP around the database's `handle`. */
export async function startGateway(options: Partial<CloudDatabaseOptions> = {}): Promise<Gateway> {
  const database = openCloudDatabase({
    file: ':memory:',
    clock: { now: () => Date.parse('2026-09-01T08:00:00+08:00') },
    collections: [],
    ...options,
  });
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', async () => {
      const reply = await answer(database, Buffer.concat(parts).toString());
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify({ requestId: 'test', ...reply }));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    database,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      database.close();
    },
  };
}

async function answer(database: CloudDatabase, text: string): Promise<Record<string, unknown>> {
  const body = JSON.parse(text) as Record<string, unknown>;
  try {
    return await database.handle(String(body['action']), body);
  } catch (error) {
    if (error instanceof TcbError) return { code: error.code, message: error.message };
    return { code: 'SYS_ERR', message: String(error) };
  }
}

/** The real SDK of cloud functions, pointed at a gateway. It keeps its first settings, so once in a test file. */
export function sdkFor(gateway: Gateway): Sdk {
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    SCF_NAMESPACE: 'local',
    TCB_ENV: 'local',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: gateway.url }),
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_CONTEXT_CNFG',
  });
  const sdk: Sdk = require('wx-server-sdk');
  sdk.init({ env: 'local' });
  return sdk;
}
