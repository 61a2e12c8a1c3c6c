import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CloudDatabase, openCloudDatabase } from '../../local-wechat/cloud/database';
import { TcbError } from '../../local-wechat/cloud/tcb-error';
import collections from '../../server/collections.json';

export interface LocalDatabase {
  /** An empty database behind the same address. */
  fresh(): void;
  /** Called before every action; may throw a TcbError or change what comes. */
  beforeAction: (action: string, body: Record<string, unknown>) => Promise<void> | void;
  close(): Promise<void>;
}

/**
 * The local cloud's database behind an address of its own, and this process's environment set so that wx-server-sdk
 * takes it for CloudBase. Only what the database needs: no functions, no timers.
 */
export async function startLocalDatabase(): Promise<LocalDatabase> {
  let database: CloudDatabase | undefined;
  const local: LocalDatabase = {
    fresh() {
      database?.close();
      database = openCloudDatabase({
        file: ':memory:',
        clock: { now: () => Date.UTC(2026, 10, 22) },
        collections: collections as Parameters<typeof openCloudDatabase>[0]['collections'],
        beforeAction: (action, body) => local.beforeAction(action, body),
      });
    },
    beforeAction: () => undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      database?.close();
    },
  };
  const server = await listening((body) => {
    if (database === undefined) throw new Error('no database');
    return database.handle(String(body['action']), body);
  });
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: 'local',
    SCF_NAMESPACE: 'local-env',
    TCB_CONTEXT_KEYS: 'TCB_ENV',
    TCB_ENV: 'local-env',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `http://127.0.0.1:${port}/admin` }),
    SILENCE: 'true',
  });
  return local;
}

type Handle = (body: Record<string, unknown>) => Promise<Record<string, unknown>>;

async function listening(handle: Handle): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const answer = await answerOf(handle, Buffer.concat(chunks).toString('utf8'));
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify({ requestId: 'r', ...answer }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function answerOf(handle: Handle, text: string): Promise<Record<string, unknown>> {
  try {
    return await handle(JSON.parse(text));
  } catch (error) {
    if (error instanceof TcbError) return { code: error.code, message: error.message };
    return { code: 'SYS_ERR', message: String(error) };
  }
}
