import { keepBooks } from './books';
import { Callbacks } from './callbacks/callbacks';
import { CALLBACK_FAULTS } from './callbacks/faults';
import { Postman } from './callbacks/postman';
import type { PayContext } from './context';
import { Diary } from './diary';
import { openKeys, type PayKeys } from './keys/keys';
import { PlatformSigner } from './keys/platform-signer';
import type { LocalPay, LocalPayFacts, LocalPayOptions, WeChatActs } from './options';
import { People } from './people/people';
import { setUpServices } from './services';
import { Agenda } from './store/agenda';
import { atomically, openPayDatabase, type PayDatabase } from './store/database';
import { openShelves } from './store/shelves';
import { SwitchBoard } from './switches';
import { SECOND } from './times';
import { cancelPlan, revokeService } from './wechat/close';
import { orderPage } from './wechat/order-page';
import { payNow } from './wechat/pay-now';
import { cashier, requestPayment } from './wechat/request-payment';
import { sign, signPage } from './wechat/sign';
import { PAY_FAULTS } from './wire/faults';
import { RequestLog } from './wire/request-log';
import { PayServer } from './wire/server';

export type { Books } from './books';
export type { LocalPay, LocalPayFacts, LocalPayOptions, WeChatActs } from './options';
export { PersonError } from './people/people';
export { type PaySwitches, SWITCHES, SwitchError } from './switches';
export { WeChatActError } from './wechat/errors';
export type { LoggedCall } from './wire/request-log';

const DEFAULT_MCHID = '1700000001';
const DEFAULT_SERVICES = [{ threshold: 600 }, { threshold: 650 }, { threshold: 700 }];

/** Starts a WeChat Pay of one merchant on loopback. Everything it knows is in `file`; its keys are in `keysDir`. */
export async function startLocalPay(options: LocalPayOptions): Promise<LocalPay> {
  const { faults } = options;
  const database = openPayDatabase(options.file);
  const keys = openKeys(options.keysDir, options.mchid ?? DEFAULT_MCHID);
  const board = new SwitchBoard(database);
  board.set(options.switches ?? {});
  const switches = () => board.now;
  const clock = { now: () => options.clock.now() + switches().clockSkewSeconds * SECOND };
  faults?.declare('pay', PAY_FAULTS);
  faults?.declare('callback', CALLBACK_FAULTS);

  let baseUrl = '';
  const { deliveries, people: persons, ...shelves } = openShelves(database);
  const agenda = new Agenda(database);
  const context: PayContext = {
    clock,
    database,
    appid: options.appid,
    mchid: options.mchid ?? DEFAULT_MCHID,
    keys,
    origin: () => baseUrl,
    services: setUpServices(options.services ?? DEFAULT_SERVICES),
    people: new People(persons),
    agenda,
    callbacks: new Callbacks(
      deliveries,
      agenda,
      () => clock.now(),
      () => switches().callbackSeconds,
    ),
    switches,
    ...shelves,
  };
  const log = new RequestLog(options.onCall);
  const signer = new PlatformSigner(keys, switches);
  const { resolveNotifyUrl } = options;
  const postman = new Postman({
    ...{ clock, database, deliveries, agenda, signer, switches, faults, resolveNotifyUrl, log },
    apiV3Key: keys.apiV3Key,
  });
  const merchant = { mchid: context.mchid, serial: keys.merchantSerial, publicKey: keys.merchantPublicKey };
  const hurry = (number: string): Promise<void> => diary.hurry(number);
  const server = new PayServer({ context, merchant, signer, faults, log, hurry });
  const diary = new Diary(context, postman, deliveries, () => server.settled());
  baseUrl = await server.listen(options.port ?? 0);
  return {
    facts: payFacts(context, keys, baseUrl),
    due: diary,
    people: context.people,
    wechat: actsOf(context, database),
    switches: { get: () => board.now, put: (changes) => board.set(changes) },
    requests: () => log.all(),
    callbacks: () => context.callbacks.all(),
    books: () => keepBooks(context),
    async close() {
      await diary.settled();
      await server.close();
      database.close();
    },
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
    sign: (ticket, outcome) => atomically(database, () => sign(context, ticket, outcome)),
    cancelPlan: (signPlanId) => atomically(database, () => cancelPlan(context, signPlanId)),
    revokeService: (openid, serviceId) =>
      atomically(database, () => revokeService(context, openid, serviceId)),
    orderPage: (openid, request) => orderPage(context, openid, request),
    cashier: (openid, request) => cashier(context, openid, request),
    requestPayment: (openid, request, outcome) =>
      atomically(database, () => requestPayment(context, openid, request, outcome)),
    payNow: (openid, number) => atomically(database, () => payNow(context, openid, number)),
  };
}
