import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock';
import { keepBooks } from './books';
import { Callbacks } from './callbacks/callbacks';
import { CALLBACK_FAULTS } from './callbacks/faults';
import { Postman } from './callbacks/postman';
import { type Post, send } from './callbacks/send';
import type { PayContext } from './context';
import { Diary } from './diary';
import { openKeys, type PayKeys } from './keys/keys';
import { PlatformSigner } from './keys/platform-signer';
import { Numbers } from './numbers';
import type {
  InProcessPayOptions,
  LocalPay,
  LocalPayFacts,
  LocalPayInProcess,
  LocalPayOptions,
  PayOptions,
  WeChatActs,
} from './options';
import { People } from './people/people';
import { setUpServices } from './services';
import type { PayDatabase } from './store/database';
import { openMemoryDatabase } from './store/memory/memory-database';
import { openShelves } from './store/shelves';
import { openSqliteDatabase } from './store/sqlite/sqlite-database';
import { type PaySwitches, type Setting, SwitchBoard } from './switches';
import { SECOND } from './times';
import { cancelPlan, revokeService } from './wechat/close';
import { orderPage } from './wechat/order-page';
import { payNow } from './wechat/pay-now';
import { cashier, requestPayment } from './wechat/request-payment';
import { sign, signPage } from './wechat/sign';
import { PayCounter } from './wire/counter';
import { PAY_FAULTS } from './wire/faults';
import { RequestLog } from './wire/request-log';
import { PayServer } from './wire/server';

export type { Books } from './books';
export type {
  InProcessPayOptions,
  LocalPay,
  LocalPayFacts,
  LocalPayInProcess,
  LocalPayOptions,
  WeChatActs,
} from './options';
export { PersonError } from './people/people';
export { type PaySwitches, SWITCHES, SwitchError } from './switches';
export { WeChatActError } from './wechat/errors';
export type { LoggedCall } from './wire/request-log';

const DEFAULT_MCHID = '1700000001';
const DEFAULT_SERVICES = [{ threshold: 600 }, { threshold: 650 }, { threshold: 700 }];

/** Starts a WeChat Pay of one merchant on loopback. Everything it knows is in `file`; its keys are in `keysDir`. */
export async function startLocalPay(options: LocalPayOptions): Promise<LocalPay> {
  const keys = openKeys(options.keysDir, options.mchid ?? DEFAULT_MCHID);
  const database = openSqliteDatabase(options.file);
  let baseUrl = '';
  const pay = openPay({ ...options, keys, database, post: send, wait, origin: () => baseUrl });
  const server = new PayServer(pay.counter);
  pay.work.push(() => server.settled());
  baseUrl = await server.listen(options.port ?? 0);
  return {
    ...pay.desks,
    facts: payFacts(pay.context, keys, baseUrl),
    async close() {
      await pay.desks.due.settled();
      await server.close();
      database.close();
    },
  };
}

/** A WeChat Pay in this process without a network: calls are handed over, and so are its callbacks. */
export function openPayInProcess(options: InProcessPayOptions): LocalPayInProcess {
  const keys = openKeys(options.keysDir, options.mchid ?? DEFAULT_MCHID, options.keyBits);
  const origin = 'http://127.0.0.1:1';
  const pay = openPay({ ...options, keys, database: openMemoryDatabase(), origin: () => origin });
  return {
    ...pay.desks,
    facts: payFacts(pay.context, keys, origin),
    serve: (request) => pay.counter.serve(request),
    close: () => pay.desks.due.settled(),
  };
}

interface PayNeeds extends PayOptions {
  keys: PayKeys;
  database: PayDatabase;
  post: Post;
  wait: (ms: number) => Promise<unknown>;
  origin: () => string;
}

/** Everything of a WeChat Pay but how calls reach it. `work` is asked whether anything is in flight. */
function openPay(needs: PayNeeds) {
  const { faults, keys, database, resolveNotifyUrl, post } = needs;
  const board = new SwitchBoard(database.shelf<Setting>('setting', (one) => one.name));
  board.set(needs.switches ?? {});
  const switches = () => board.now;
  const clock = { now: () => needs.clock.now() + switches().clockSkewSeconds * SECOND };
  faults?.declare('pay', PAY_FAULTS);
  faults?.declare('callback', CALLBACK_FAULTS);
  const { deliveries, people, ...shelves } = openShelves(database);
  const context = contextOf(needs, { deliveries, people, ...shelves }, clock, switches);
  const { agenda, numbers } = context;
  const log = new RequestLog(needs.onCall);
  const signer = new PlatformSigner(keys, switches);
  const postman = new Postman({
    ...{
      clock,
      database,
      deliveries,
      agenda,
      signer,
      switches,
      faults,
      resolveNotifyUrl,
      log,
      numbers,
      post,
    },
    apiV3Key: keys.apiV3Key,
  });
  const work: (() => Promise<void>)[] = [];
  const settled = async () => void (await Promise.all(work.map((busy) => busy())));
  const diary = new Diary(context, postman, deliveries, settled);
  const merchant = { mchid: context.mchid, serial: keys.merchantSerial, publicKey: keys.merchantPublicKey };
  const hurry = (number: string): Promise<void> => diary.hurry(number);
  const counter = new PayCounter({ context, merchant, signer, faults, log, hurry, wait: needs.wait });
  const desks = {
    due: diary,
    people: context.people,
    wechat: actsOf(context, database),
    switches: {
      get: () => board.now,
      put: (changes: Readonly<Record<string, unknown>>) => board.set(changes),
    },
    requests: () => log.all(),
    callbacks: () => context.callbacks.all(),
    books: () => keepBooks(context),
  };
  return { context, counter, desks, work };
}

function contextOf(
  needs: PayNeeds,
  { deliveries, people, ...shelves }: ReturnType<typeof openShelves>,
  clock: Clock,
  switches: () => Readonly<PaySwitches>,
): PayContext {
  const { keys, database, appid, mchid = DEFAULT_MCHID, origin } = needs;
  const agenda = database.agenda();
  const numbers = new Numbers(needs.random);
  return {
    ...{ clock, database, appid, mchid, keys, origin, switches, agenda, numbers },
    services: setUpServices(needs.services ?? DEFAULT_SERVICES),
    people: new People(people),
    callbacks: new Callbacks(
      deliveries,
      agenda,
      numbers,
      () => clock.now(),
      () => switches().callbackSeconds,
    ),
    ...shelves,
  };
}

function payFacts(context: PayContext, keys: PayKeys, baseUrl: string): LocalPayFacts {
  return {
    baseUrl,
    appid: context.appid,
    mchid: context.mchid,
    merchantSerial: keys.merchantSerial,
    merchantPrivateKeyPath: keys.merchantPrivateKeyPath,
    merchantCertificatePath: keys.merchantCertificatePath,
    apiV3Key: keys.apiV3Key,
    apiV2Key: keys.apiV2Key,
    platformKeyId: keys.platformPublicKey.id,
    platformPublicKeyPath: keys.platformPublicKeyPath,
    platformCertificateSerial: keys.platformCertificate.id,
    platformCertificatePath: keys.platformCertificatePath,
    services: context.services.map(({ serviceId, threshold }) => ({ serviceId, threshold })),
  };
}

function actsOf(context: PayContext, database: PayDatabase): WeChatActs {
  return {
    signPage: (ticket) => signPage(context, ticket),
    sign: (ticket, outcome) => database.atomically(() => sign(context, ticket, outcome)),
    cancelPlan: (signPlanId) => database.atomically(() => cancelPlan(context, signPlanId)),
    revokeService: (openid, serviceId) =>
      database.atomically(() => revokeService(context, openid, serviceId)),
    orderPage: (openid, request) => orderPage(context, openid, request),
    cashier: (openid, request) => cashier(context, openid, request),
    requestPayment: (openid, request, outcome) =>
      database.atomically(() => requestPayment(context, openid, request, outcome)),
    payNow: (openid, number) => database.atomically(() => payNow(context, openid, number)),
  };
}
