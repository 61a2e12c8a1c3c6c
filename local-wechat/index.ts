import { type Cloud, startCloud } from './cloud';
import { openCloudDatabase } from './cloud/database';
import { outsideEnvironment } from './cloud/functions/environment';
import { listenOnLoopback } from './cloud/gateway/http';
import { notifyUrlResolver } from './cloud/http-access/notify-url';
import { type Mailbox, openMailbox } from './cloud/openapi/mailbox';
import { type OpenDataDesk, openDataDesk } from './cloud/openapi/open-data';
import { CloudSwitchBoard } from './cloud/switches';
import { playFaultScript } from './control/fault-script';
import { createFaultRegistry, type FaultRegistry } from './control/faults';
import { payEntry } from './control/pay-entry';
import { Redactor } from './control/redaction';
import { createRequestLog, type RequestLog } from './control/request-log';
import type { ControlRoutes } from './control/router';
import { callRoutes } from './control/routes/calls';
import { clientRoutes } from './control/routes/client';
import { clockRoutes } from './control/routes/clock';
import { cloudRoutes } from './control/routes/cloud';
import { faultRoutes } from './control/routes/faults';
import { messageRoutes } from './control/routes/messages';
import { payRoutes } from './control/routes/pay';
import { requestRoutes } from './control/routes/requests';
import { ControlServer } from './control/server';
import { type DataDir, takeDataDir } from './data-dir';
import { checkVariables, hideSecrets } from './deployment-secrets';
import { clockStore, openLocalDb } from './local-db';
import type { LocalWeChat, LocalWeChatFacts, LocalWeChatOptions } from './options';
import { type LocalPay, PersonError, SwitchError, startLocalPay, WeChatActError } from './pay';
import { createVirtualClock, type VirtualClock } from './virtual-clock';

export type { LocalWeChat, LocalWeChatFacts, LocalWeChatOptions } from './options';

/**
 * Starts a local WeChat: cloud, WeChat Pay, control and one clock for all, in this process.
 *
 * When it resolves everything is up and `DATA/local.json` tells where. Rejects with an Error that says what to do
 * when the data folder is in use or not ours, a port is taken, or a function's config.json is wrong.
 */
export async function startLocalWeChat(options: LocalWeChatOptions): Promise<LocalWeChat> {
  const data = takeDataDir(options.dataDir, options.fresh ?? false);
  const closers: (() => void | Promise<void>)[] = [() => data.release()];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return await start(options, data, closers, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: LocalWeChatOptions,
  data: DataDir,
  closers: (() => void | Promise<void>)[],
  stop: () => Promise<void>,
): Promise<LocalWeChat> {
  const db = openLocalDb(data.file('local.db'));
  closers.push(() => void db.close());
  const clock = createVirtualClock({
    store: clockStore(db),
    start: options.clockStart,
    mode: options.clockMode,
    onError: (source, error) => console.error(`${source} failed while the clock ran:`, error),
  });
  const redactor = new Redactor();
  const print = options.trace ? (line: string) => process.stdout.write(`${line}\n`) : undefined;
  const log = createRequestLog(clock, { print, redactor });
  const { transactionLifeMs, appid } = options;
  const base: Base = {
    ...{ options, data, clock, log, redactor, closers },
    faults: createFaultRegistry(),
    mailbox: openMailbox(db, clock),
    openData: openDataDesk(db, clock, appid),
    switches: new CloudSwitchBoard(db, transactionLifeMs === undefined ? {} : { transactionLifeMs }),
  };
  const variables: Record<string, string> = {};
  const cloud = await openCloud(base, variables);
  const pay = await openPay(base, cloud);
  Object.assign(variables, options.functionEnv(pay.facts));
  checkVariables(variables);
  hideSecrets(redactor, pay.facts, variables);
  playFaultScript(base.faults, options.faults ?? []);
  const controlUrl = await openControl(base, cloud, pay);
  // Pushed last, so that it is closed first: nothing is to fire into parts that are closing.
  closers.push(() => clock.close());
  clock.attach(pay.due);
  for (const timer of cloud.timers) clock.attach(timer, 'timer');

  const { env } = options;
  const facts: LocalWeChatFacts = {
    pid: process.pid,
    cloud: { adminUrl: cloud.adminUrl, httpAccessUrl: cloud.httpAccessUrl },
    control: { url: controlUrl },
    env: outsideEnvironment({ env, appid, adminUrl: cloud.adminUrl }),
    pay: pay.facts,
  };
  data.publish(facts);
  return { facts, clock, cloud, pay, faults: base.faults, log, stop };
}

interface Base {
  options: LocalWeChatOptions;
  data: DataDir;
  clock: VirtualClock;
  log: RequestLog;
  redactor: Redactor;
  faults: FaultRegistry;
  mailbox: Mailbox;
  openData: OpenDataDesk;
  switches: CloudSwitchBoard;
  closers: (() => void | Promise<void>)[];
}

async function openCloud(base: Base, variables: Record<string, string>): Promise<Cloud> {
  const { options, data, clock, log, faults, mailbox, openData, closers } = base;
  const { functionsDir, httpRoutes, env, appid, collections, templates, pages, ports } = options;
  const switches = base.switches.now;
  const file = data.file('cloud.db');
  const database = openCloudDatabase({ file, clock, collections, settings: switches });
  closers.push(() => database.close());
  const cloud = await startCloud({
    ...{ clock, database, faults, log, functionsDir, httpRoutes, env, appid, variables, openData, switches },
    port: ports?.cloud,
    storageDir: data.file('storage'),
    storagePermission: options.storagePermission,
    subscribeMessages: { mailbox, templates, pages },
  });
  closers.push(() => cloud.close());
  return cloud;
}

async function openPay(base: Base, cloud: Cloud): Promise<LocalPay> {
  const { options, data, clock, faults, log, closers } = base;
  const pay = await startLocalPay({
    file: data.file('pay.db'),
    keysDir: data.file('keys'),
    clock,
    faults,
    appid: options.appid,
    port: options.ports?.pay ?? 0,
    onCall: (call) => log.record(payEntry(call)),
    resolveNotifyUrl: notifyUrlResolver(options.httpHost, cloud.httpAccessUrl),
    ...options.pay,
  });
  closers.push(() => pay.close());
  return pay;
}

async function openControl(base: Base, cloud: Cloud, pay: LocalPay): Promise<string> {
  const { options, clock, log, redactor, faults, mailbox, openData, switches, closers } = base;
  const { appid } = options;
  const routes: ControlRoutes = {
    ...clockRoutes(clock, log),
    ...callRoutes({ cloud, appid, openData, switches: switches.now }),
    ...clientRoutes(cloud),
    ...cloudRoutes(switches, openData),
    ...payRoutes(pay),
    ...messageRoutes(mailbox, options.templates),
    ...requestRoutes(log, pay, redactor),
    ...faultRoutes(faults),
  };
  const control = new ControlServer(routes, [PersonError, SwitchError, WeChatActError]);
  const server = await listenOnLoopback(
    (request, response) => control.serve(request, response),
    options.ports?.control,
  );
  closers.push(() => server.close());
  return server.url;
}
