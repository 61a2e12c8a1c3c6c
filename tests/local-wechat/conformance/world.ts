import path from 'node:path';
import { type Cloud, startCloud } from '../../../local-wechat/cloud';
import { type CloudDatabase, openCloudDatabase, type Permission } from '../../../local-wechat/cloud/database';
import { type Caller, miniProgramUser } from '../../../local-wechat/cloud/functions/caller';
import { type Mailbox, openMailbox } from '../../../local-wechat/cloud/openapi/mailbox';
import { type OpenDataDesk, openDataDesk } from '../../../local-wechat/cloud/openapi/open-data';
import { CloudSwitchBoard } from '../../../local-wechat/cloud/switches';
import { createFaultRegistry, type FaultRegistry } from '../../../local-wechat/control/faults';
import { createRequestLog, type RequestLog } from '../../../local-wechat/control/request-log';
import { openLocalDb } from '../../../local-wechat/local-db';
import { createVirtualClock, type VirtualClock } from '../../../local-wechat/virtual-clock';
import type { Command, Db } from '../database/sdk-types';
import { type FunctionsFolder, makeFunctionsFolder } from '../host/functions-folder';
import { MONDAY_NINE } from '../host/test-cloud';
import type { CloudSdk, Inside } from './sdk';

export const APPID = 'wx0123456789abcdef';
export const ENV = 'local-test';

/** Runs whatever code it is sent, with the SDK at hand: the tests' way into a function. */
const RUNNER = `const cloud = require('wx-server-sdk');
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  const db = cloud.database();
  exports.main = ({ code, data }, context) =>
    (0, eval)('(' + code + ')')({ cloud, db, _: db.command, data, context });`;

/** A whole local cloud, and the unmodified SDK both inside its functions and in this process. */
export interface World extends Cloud {
  clock: VirtualClock;
  database: CloudDatabase;
  faults: FaultRegistry;
  log: RequestLog;
  mailbox: Mailbox;
  openData: OpenDataDesk;
  switches: CloudSwitchBoard;
  folder: FunctionsFolder;
  /** The SDK in this process, which is no function. */
  sdk: CloudSdk;
  db: Db;
  _: Command;
  /** Runs code inside the function `run`, called by a person. The code sees nothing but what it is given. */
  inside<Result, Data = undefined>(
    code: (tools: Inside<Data>) => Result | Promise<Result>,
    options?: { data?: Data; caller?: Caller; name?: string },
  ): Promise<Result>;
  /** Calls any function, as a person. */
  call(name: string, data?: object, openid?: string): Promise<unknown>;
}

export interface WorldOptions {
  /** Writes further functions. */
  functions?: (folder: FunctionsFolder) => void;
  collections?: Record<string, Permission>;
  httpRoutes?: Record<string, string>;
  storagePermission?: Permission;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const folder = makeFunctionsFolder();
  const permissions = {
    openapi: ['subscribeMessage.send', 'phonenumber.getPhoneNumber', 'cloudbase.getOpenData'],
  };
  folder.write('run', RUNNER, { permissions, timeout: 20 });
  options.functions?.(folder);
  const store = { load: () => undefined, save: () => undefined };
  const clock = createVirtualClock({ store, start: MONDAY_NINE, mode: 'frozen' });
  const local = openLocalDb(':memory:');
  const switches = new CloudSwitchBoard(local);
  const named = Object.entries(options.collections ?? {});
  const collections = named.map(([name, permission]) => ({ name, permission, indexes: [] }));
  const database = openCloudDatabase({ file: ':memory:', clock, collections, settings: switches.now });
  const parts = {
    ...{ clock, database, faults: createFaultRegistry(), log: createRequestLog(clock) },
    mailbox: openMailbox(local, clock),
    openData: openDataDesk(local, clock, APPID),
  };
  const cloud = await startCloud({
    ...parts,
    ...{ functionsDir: folder.dir, httpRoutes: options.httpRoutes ?? {}, env: ENV, appid: APPID },
    ...{ variables: { INSTITUTION: 'Magnolia' }, storageDir: path.join(folder.dir, '..', 'storage') },
    storagePermission: options.storagePermission,
    subscribeMessages: { mailbox: parts.mailbox },
    switches: switches.now,
  });
  for (const timer of cloud.timers) clock.attach(timer, 'timer');
  const invoke = async (name: string, event: object, caller: Caller): Promise<unknown> =>
    JSON.parse(await cloud.functions.invoke(name, JSON.stringify(event), caller)) as unknown;
  const sdk = sdkHere(cloud.adminUrl);
  const db = sdk.database();
  return {
    ...{ ...cloud, ...parts, switches, folder, sdk, db, _: db.command },
    inside: async (code, { data, caller = miniProgramUser('oLearner', APPID), name = 'run' } = {}) =>
      (await invoke(name, { code: String(code), data }, caller)) as never,
    call: (name, data = {}, openid = 'oLearner') => invoke(name, data, miniProgramUser(openid, APPID)),
    async close() {
      await clock.close();
      await cloud.close();
      database.close();
      local.close();
      folder.remove();
    },
  };
}

/** The SDK keeps its first settings, so there can be one world in a test file. */
function sdkHere(adminUrl: string): CloudSdk {
  Object.assign(process.env, {
    ...{ TENCENTCLOUD: 'true', TENCENTCLOUD_REGION: 'ap-shanghai', SCF_NAMESPACE: ENV, TCB_ENV: ENV },
    ...{
      TENCENTCLOUD_SECRETID: 'local',
      TENCENTCLOUD_SECRETKEY: 'local',
      TENCENTCLOUD_SESSIONTOKEN: 'local',
    },
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_CONTEXT_CNFG',
  });
  const sdk: CloudSdk = require('wx-server-sdk');
  sdk.init({ env: sdk.DYNAMIC_CURRENT_ENV });
  return sdk;
}

/** What the SDK throws; only few of its calls keep the cloud's `code`. */
export interface SdkFailure extends Error {
  errCode: number;
  errMsg: string;
  code?: string;
}

/** The error of something that must fail. */
export async function refusal(work: Promise<unknown>): Promise<SdkFailure> {
  return work.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: SdkFailure) => error,
  );
}
