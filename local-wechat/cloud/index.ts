import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DueSource } from '../clock';
import type { FaultRegistry } from '../control/faults';
import type { RequestLog } from '../control/request-log';
import type { VirtualClock } from '../virtual-clock';
import { withDatabaseFaults } from './cloud-faults';
import { functionActions } from './functions/actions';
import { createFunctionHost, type FunctionHost } from './functions/host';
import { listenOnLoopback } from './gateway/http';
import type { ActionHandler } from './gateway/request';
import { Gateway } from './gateway/server';
import { HttpAccess } from './http-access/server';
import { createInFlight } from './in-flight';
import { openApiActions } from './openapi/actions';
import type { SubscribeMessageRules } from './openapi/subscribe-message';
import { storageActions } from './storage/actions';
import { openFileShelf } from './storage/files';
import { serveStorage } from './storage/server';
import { openTickets } from './storage/tickets';
import { timersOf } from './timers/timer';

/** The part of the database that the gateway needs. */
export interface DatabaseActions {
  handle(action: string, body: Record<string, unknown>): Promise<Record<string, unknown>>;
  settled(): Promise<void>;
}

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
  subscribeMessages: SubscribeMessageRules;
}

export interface Cloud {
  /** What goes into TCB_CONTEXT_CNFG as URL. */
  adminUrl: string;
  httpAccessUrl: string;
  functions: FunctionHost;
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
  const timers = timersOf({ clock, host, faults, log, settled });
  mkdirSync(options.storageDir, { recursive: true });
  const storage = {
    files: openFileShelf(path.join(options.storageDir, 'files')),
    tickets: openTickets(path.join(options.storageDir, 'key'), clock),
  };
  let storageUrl = '';
  const databaseAction: ActionHandler = async ({ action, body }) => ({
    json: await database.handle(action, body),
  });
  const actions = {
    'database.*': withDatabaseFaults(databaseAction, faults),
    ...functionActions(host),
    ...openApiActions({ ...options.subscribeMessages, log }),
    ...storageActions({ env, ...storage, url: () => storageUrl, now: () => clock.now() }),
  };
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
    timers,
    settled,
    async close() {
      await httpServer.close();
      await gatewayServer.close();
      await host.close();
    },
  };
}
