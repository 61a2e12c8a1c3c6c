import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DueSource } from '../clock';
import type { FaultRegistry } from '../control/faults';
import type { RequestLog } from '../control/request-log';
import type { VirtualClock } from '../virtual-clock';
import { ClientDatabase } from './client/database';
import { ClientFiles } from './client/files';
import { withDatabaseFaults, withOutages } from './cloud-faults';
import type { CloudDatabase, Permission } from './database';
import { functionActions } from './functions/actions';
import { createFunctionHost, type FunctionHost } from './functions/host';
import { listenOnLoopback } from './gateway/http';
import type { ActionHandler } from './gateway/request';
import { Gateway } from './gateway/server';
import { HttpAccess } from './http-access/server';
import { createInFlight } from './in-flight';
import { openApiActions } from './openapi/actions';
import type { OpenDataDesk } from './openapi/open-data';
import type { SubscribeMessageRules } from './openapi/subscribe-message';
import { storageActions } from './storage/actions';
import { StorageDesk } from './storage/desk';
import { openFileShelf } from './storage/files';
import { serveStorage } from './storage/server';
import { openTickets } from './storage/tickets';
import type { CloudSwitches } from './switches';
import { timersOf } from './timers/timer';

/** The part of the database that the gateway needs. */
export type DatabaseActions = Pick<CloudDatabase, 'handle' | 'permission' | 'settled'>;

export interface CloudOptions {
  clock: VirtualClock;
  database: DatabaseActions;
  faults: FaultRegistry;
  log: RequestLog;
  functionsDir: string;
  httpRoutes: Record<string, string>;
  env: string;
  appid: string;
  /** The deployment's variables of the functions; may be filled until the first call. */
  variables: Record<string, string>;
  /** Port of the gateway; 0 or missing takes a free one. */
  port?: number | undefined;
  instancesPerFunction?: number;
  /** Folder of the stored files and of the key that signs their addresses. */
  storageDir: string;
  /** What people may do with files by themselves; the cloud's default READONLY when missing. */
  storagePermission?: Permission | undefined;
  subscribeMessages: SubscribeMessageRules;
  openData: OpenDataDesk;
  switches: CloudSwitches;
}

export interface Cloud {
  /** What goes into TCB_CONTEXT_CNFG as URL. */
  adminUrl: string;
  httpAccessUrl: string;
  functions: FunctionHost;
  /** What a person's Mini Program may do without a function. */
  client: { files: ClientFiles; database: ClientDatabase };
  /** One for each timer trigger, to be attached to the clock. */
  timers: DueSource[];
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Where stored files are reached, beside /admin. */
const STORAGE = '/storage';

/** Starts the gateway, the functions, their timers and HTTP access. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { clock, database, faults, log, functionsDir, env, appid, variables } = options;
  const inFlight = createInFlight();
  const settled = async () => {
    await inFlight.settled();
    await database.settled();
  };
  let adminUrl = '';
  const host = createFunctionHost({
    functionsDir,
    env,
    appid,
    adminUrlFor: (instanceId) => `${adminUrl}/${instanceId}`,
    variables,
    sharedTime: clock.shared,
    faults,
    log,
    inFlight,
    ...(options.instancesPerFunction === undefined
      ? {}
      : { instancesPerFunction: options.instancesPerFunction }),
  });
  checkCount(host.names());
  const timers = timersOf({ clock, host, faults, log, settled });
  let storageUrl = '';
  const { storage, desk } = openStorage(options, () => storageUrl);
  const databaseAction: ActionHandler = async ({ action, body }) => ({
    json: await database.handle(action, body),
  });
  const actions = withOutages(
    {
      'database.*': withDatabaseFaults(databaseAction, faults),
      ...functionActions(host),
      ...openApiActions({ ...options.subscribeMessages, log, appid, openData: options.openData }),
      ...storageActions(desk),
    },
    faults,
  );
  const gateway = new Gateway({ host, actions, faults, log, inFlight });
  const gatewayServer = await listenOnLoopback(
    (request, response) =>
      request.url?.startsWith(`${STORAGE}/`)
        ? serveStorage(request, response, STORAGE, storage)
        : gateway.serve(request, response),
    options.port,
  );
  storageUrl = `${gatewayServer.url}${STORAGE}`;
  adminUrl = `${gatewayServer.url}/admin`;
  const httpAccess = new HttpAccess({ routes: options.httpRoutes, host, env, appid, log, inFlight });
  const httpServer = await listenOnLoopback((request, response) => httpAccess.serve(request, response));
  return {
    adminUrl,
    httpAccessUrl: httpServer.url,
    functions: host,
    client: {
      files: new ClientFiles(desk, options.storagePermission ?? 'READONLY'),
      database: new ClientDatabase(database, options.switches),
    },
    timers,
    settled,
    async close() {
      await httpServer.close();
      await gatewayServer.close();
      await host.close();
    },
  };
}

function openStorage(
  { storageDir, env, clock }: CloudOptions,
  url: () => string,
): { storage: Parameters<typeof serveStorage>[3]; desk: StorageDesk } {
  mkdirSync(storageDir, { recursive: true });
  const storage = {
    files: openFileShelf(path.join(storageDir, 'files'), path.join(storageDir, 'owners')),
    tickets: openTickets(path.join(storageDir, 'key'), clock),
  };
  return { storage, desk: new StorageDesk({ env, ...storage, url, now: () => clock.now() }) };
}

/** "SCF limits", https://cloud.tencent.com/document/product/583/11637: functions of one environment. */
const MOST_FUNCTIONS = 50;

function checkCount(functions: readonly string[]): void {
  if (functions.length > MOST_FUNCTIONS) {
    throw new Error(
      `There are ${functions.length} functions; an environment takes ${MOST_FUNCTIONS} at most.`,
    );
  }
}
