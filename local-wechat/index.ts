import { type Cloud, startCloud } from './cloud';
import { openCloudDatabase } from './cloud/database';
import { outsideEnvironment } from './cloud/functions/environment';
import { listenOnLoopback } from './cloud/gateway/http';
import { notifyUrlResolver } from './cloud/http-access/notify-url';
import { type Mailbox, openMailbox } from './cloud/openapi/mailbox';
import { createFaultRegistry, type FaultRegistry } from './control/faults';
import { payEntry } from './control/pay-entry';
import { createRequestLog, type RequestLog } from './control/request-log';
import type { ControlRoutes } from './control/router';
import { callRoutes } from './control/routes/calls';
import { clockRoutes } from './control/routes/clock';
import { faultRoutes } from './control/routes/faults';
import { messageRoutes } from './control/routes/messages';
import { payRoutes } from './control/routes/pay';
import { requestRoutes } from './control/routes/requests';
import { ControlServer } from './control/server';
import { type DataDir, takeDataDir } from './data-dir';
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
  const log = createRequestLog(clock, options.trace ? (line) => console.log(line) : undefined);
  const faults = createFaultRegistry();
  const mailbox = openMailbox(db, clock);
  const base = { options, data, clock, log, faults, mailbox };
  const variables: Record<string, string> = {};
  const cloud = await openCloud(base, variables, closers);
  const pay = await openPay(base, cloud, closers);
  Object.assign(variables, options.functionEnv(pay.facts));
  const controlUrl = await openControl(base, cloud, pay, closers);
  // Pushed last, so that it is closed first: nothing is to fire into parts that are closing.
  closers.push(() => clock.close());
  clock.attach(pay.due);
  for (const timer of cloud.timers) clock.attach(timer, 'timer');

  const { env, appid } = options;
  const facts: LocalWeChatFacts = {
    pid: process.pid,
    cloud: { adminUrl: cloud.adminUrl, httpAccessUrl: cloud.httpAccessUrl },
    control: { url: controlUrl },
    env: outsideEnvironment({ env, appid, adminUrl: cloud.adminUrl }),
    pay: pay.facts,
  };
  data.publish(facts);
  return { facts, clock, cloud, pay, faults, log, stop };
}

interface Base {
  options: LocalWeChatOptions;
  data: DataDir;
  clock: VirtualClock;
  log: RequestLog;
  faults: FaultRegistry;
  mailbox: Mailbox;
}

type Closers = (() => void | Promise<void>)[];

async function openCloud(base: Base, variables: Record<string, string>, closers: Closers): Promise<Cloud> {
  const { options, data, clock, log, faults, mailbox } = base;
  const { functionsDir, httpRoutes, env, appid, collections, templates, pages, ports } = options;
  const { transactionLifeMs } = options;
  const database = openCloudDatabase({
    ...{ file: data.file('cloud.db'), clock, collections },
    ...(transactionLifeMs === undefined ? {} : { transactionLifeMs }),
  });
  closers.push(() => database.close());
  const cloud = await startCloud({
    ...{ clock, database, faults, log, functionsDir, httpRoutes, env, appid, variables },
    port: ports?.cloud,
    storageDir: data.file('storage'),
    subscribeMessages: { mailbox, templates, pages },
  });
  closers.push(() => cloud.close());
  return cloud;
}

async function openPay(
  { options, data, clock, faults, log }: Base,
  cloud: Cloud,
  closers: Closers,
): Promise<LocalPay> {
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

async function openControl(base: Base, cloud: Cloud, pay: LocalPay, closers: Closers): Promise<string> {
  const { options, clock, log, faults, mailbox } = base;
  const routes: ControlRoutes = {
    ...clockRoutes(clock, log),
    ...callRoutes(cloud, options.appid),
    ...payRoutes(pay),
    ...messageRoutes(mailbox, options.templates),
    ...requestRoutes(log, pay),
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
