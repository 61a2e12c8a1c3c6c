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
  /** Handlers of further actions (openapi, storage), given the host since permissions lie in config.json. */
  furtherActions?: (host: FunctionHost) => Record<string, ActionHandler>;
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
  const databaseAction: ActionHandler = async ({ action, body }) => ({
    json: await database.handle(action, body),
  });
  const actions = {
    'database.*': withDatabaseFaults(databaseAction, faults),
    ...functionActions(host),
    ...options.furtherActions?.(host),
  };
  const gateway = new Gateway({ host, actions, faults, log, inFlight });
  const gatewayServer = await listenOnLoopback((req, res) => void gateway.serve(req, res), options.port);
  adminUrl = `${gatewayServer.url}/admin`;
  const httpAccess = new HttpAccess({ routes: options.httpRoutes, host, env, appid, log, inFlight });
  const httpServer = await listenOnLoopback((req, res) => void httpAccess.serve(req, res));
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
