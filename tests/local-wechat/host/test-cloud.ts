import path from 'node:path';
import { type Cloud, type DatabaseActions, startCloud } from '../../../local-wechat/cloud';
import { miniProgramUser } from '../../../local-wechat/cloud/functions/caller';
import { type Mailbox, openMailbox } from '../../../local-wechat/cloud/openapi/mailbox';
import { openDataDesk } from '../../../local-wechat/cloud/openapi/open-data';
import type { SubscribeMessageRules } from '../../../local-wechat/cloud/openapi/subscribe-message';
import { CloudSwitchBoard } from '../../../local-wechat/cloud/switches';
import { createFaultRegistry, type FaultRegistry } from '../../../local-wechat/control/faults';
import { createRequestLog, type RequestLog } from '../../../local-wechat/control/request-log';
import { openLocalDb } from '../../../local-wechat/local-db';
import { createVirtualClock, type VirtualClock } from '../../../local-wechat/virtual-clock';

/** 2026-03-02 09:00 in Beijing, a Monday. */
export const MONDAY_NINE = Date.parse('2026-03-02T09:00:00+08:00');

export interface TestCloud extends Cloud {
  clock: VirtualClock;
  faults: FaultRegistry;
  log: RequestLog;
  mailbox: Mailbox;
  /** What the functions have written to the database, in order. */
  written: Record<string, unknown>[];
  /** Calls a function as a person in the Mini Program does. */
  callAs(openid: string, name: string, data?: Record<string, unknown>): Promise<unknown>;
}

/** The cloud with a database that only remembers what was inserted. */
export async function startTestCloud(
  functionsDir: string,
  more: {
    variables?: Record<string, string>;
    httpRoutes?: Record<string, string>;
    messages?: Omit<SubscribeMessageRules, 'mailbox'>;
  } = {},
): Promise<TestCloud> {
  const written: Record<string, unknown>[] = [];
  const database: DatabaseActions = {
    async handle(action, body) {
      if (action !== 'database.insertDocument') return { data: {} };
      const documents = (body['data'] as string[]).map((text) => JSON.parse(text) as Record<string, unknown>);
      written.push(...documents);
      return { data: { insertedIds: documents.map((_, index) => `id-${written.length + index}`) } };
    },
    permission: () => 'ADMINONLY',
    async settled() {},
  };
  const clock = createVirtualClock({
    store: { load: () => undefined, save: () => undefined },
    start: MONDAY_NINE,
    mode: 'frozen',
  });
  const db = openLocalDb(':memory:');
  const mailbox = openMailbox(db, clock);
  const faults = createFaultRegistry();
  const log = createRequestLog(clock);
  const cloud = await startCloud({
    clock,
    database,
    faults,
    log,
    functionsDir,
    httpRoutes: more.httpRoutes ?? {},
    env: 'local-test',
    appid: 'wx0123456789abcdef',
    variables: more.variables ?? {},
    storageDir: path.join(functionsDir, '..', 'storage'),
    subscribeMessages: { mailbox, ...more.messages },
    openData: openDataDesk(db, clock, 'wx0123456789abcdef'),
    switches: new CloudSwitchBoard(db).now,
  });
  for (const timer of cloud.timers) clock.attach(timer, 'timer');
  return {
    ...cloud,
    clock,
    faults,
    log,
    mailbox,
    written,
    async callAs(openid, name, data = {}) {
      const caller = miniProgramUser(openid, 'wx0123456789abcdef');
      return JSON.parse(await cloud.functions.invoke(name, JSON.stringify(data), caller)) as unknown;
    },
    async close() {
      await clock.close();
      await cloud.close();
      db.close();
    },
  };
}
