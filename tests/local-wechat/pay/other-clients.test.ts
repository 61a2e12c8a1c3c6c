import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type CacheInterface from 'node-easywechat/dist/Core/Contracts/CacheInterface';
import ServerRequest from 'node-easywechat/dist/Core/Http/ServerRequest';
import Pay from 'node-easywechat/dist/Pay/Application';
import { Aes, Rsa, Wechatpay } from 'wechatpay-axios-plugin';
import { createFaultRegistry, type FaultRegistry } from '../../../local-wechat/control/faults';
import {
  fresh,
  OPENID,
  ORDERS,
  orderRequest,
  PLANS,
  planRequest,
  SIGN_PLANS,
  signPlanRequest,
} from './kit/requests';
import { APPID, openTown, type Town } from './kit/town';
import type { Envelope, Offered, OrderView, PlanView, SignPlanView } from './kit/views';

/**
 * Two clients that nobody here wrote; both read the machine's clock, so WeChat Pay does too.
 * node-easywechat is taken by its parts: its front door needs a file that one of its own packages lacks.
 */
let town: Town;
let faults: FaultRegistry;
let door: Server;
let letters: { headers: Record<string, string | string[] | undefined>; body: string }[];

beforeAll(async () => {
  letters = [];
  door = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    letters.push({ headers: request.headers, body });
    response.end();
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const { port } = door.address() as AddressInfo;
  faults = createFaultRegistry();
  town = await openTown({
    clock: { now: Date.now },
    faults,
    resolveNotifyUrl: () => `http://127.0.0.1:${port}/`,
    switches: { callbackSeconds: 0, firstDeductionSeconds: 0 },
  });
});
afterAll(async () => {
  await town.close();
  door.closeAllConnections();
  door.close();
});

/** Delivers what is due and answers the newest callback. */
async function nextLetter() {
  await town.pay.due.runDue();
  const letter = letters.at(-1);
  if (!letter) throw new Error('no callback came');
  const envelope: Envelope = JSON.parse(letter.body);
  return { ...letter, envelope };
}

const today = (): string =>
  new Date(Date.now() + 8 * 3_600_000 - 60_000).toISOString().replace(/\D/g, '').slice(0, 14);
const completion = (order: OrderView) => ({
  appid: APPID,
  service_id: order.service_id,
  post_payments: [{ name: '课时费', amount: 9_000 }],
  total_amount: 9_000,
  time_range: { start_time: '20250101', end_time: today() },
});

describe('wechatpay-axios-plugin', () => {
  const client = () => {
    const { facts } = town.pay;
    const wechatpay = new Wechatpay({
      mchid: facts.mchid,
      serial: facts.merchantSerial,
      privateKey: readFileSync(facts.merchantPrivateKeyPath),
      certs: { [facts.platformKeyId]: readFileSync(facts.platformPublicKeyPath) },
    });
    const options = {
      baseURL: facts.baseUrl,
      proxy: false as const,
      headers: { 'Wechatpay-Serial': facts.platformKeyId },
    };
    return {
      async post<T>(path: string, body: object): Promise<T> {
        return (await wechatpay.chain(path.slice(1)).post<object, { data: T }>(body, options)).data;
      },
      async get<T>(path: string, params: object = {}): Promise<T> {
        return (await wechatpay.chain(path.slice(1)).get<T>({ ...options, params })).data;
      },
    };
  };

  test('a class from plan to payment: it verifies every answer, and decrypts the callbacks', async () => {
    const wx = client();
    const plan = await wx.post<PlanView>(PLANS, planRequest(town));
    const offered = await wx.post<Offered>(SIGN_PLANS, signPlanRequest(plan));
    town.pay.wechat.sign(offered.package, 'sign');
    const { headers, body, envelope } = await nextLetter();
    const [timestamp, nonce, signature] = ['timestamp', 'nonce', 'signature'].map((name) =>
      String(headers[`wechatpay-${name}`]),
    );
    const key = readFileSync(town.pay.facts.platformPublicKeyPath);
    expect(Rsa.verify(`${timestamp}\n${nonce}\n${body}\n`, signature ?? '', key)).toBe(true);
    const { ciphertext, associated_data } = envelope.resource;
    const plain = Aes.AesGcm.decrypt(
      ciphertext,
      town.pay.facts.apiV3Key,
      envelope.resource.nonce,
      associated_data,
    );
    const signPlan: SignPlanView = JSON.parse(plain);
    expect(signPlan.sign_state).toBe('SIGNED');

    const order = await wx.post<OrderView>('/v3/payscore/sign-plan/serviceorder', orderRequest(signPlan));
    await wx.post(`${ORDERS}/${order.out_order_no}/complete`, completion(order));
    await nextLetter();
    const paid = await wx.get<OrderView>(ORDERS, {
      out_order_no: order.out_order_no,
      service_id: order.service_id,
      appid: APPID,
    });
    expect(paid).toMatchObject({ state: 'DONE', collection: { state: 'USER_PAID' } });
  });

  test('it accepts a 204, and throws when an answer is forged', async () => {
    const wx = client();
    const body = {
      appid: APPID,
      mchid: town.pay.facts.mchid,
      description: '体验课',
      out_trade_no: fresh('AXIOS'),
      notify_url: 'https://merchant.example/pay',
      amount: { total: 1 },
      payer: { openid: OPENID },
    };
    await wx.post('/v3/pay/transactions/jsapi', body);
    const closing = `/v3/pay/transactions/out-trade-no/${body.out_trade_no}/close`;
    expect(await wx.post(closing, { mchid: body.mchid })).toBe('');
    for (const kind of ['bad-signature', 'stale-answer', 'unknown-serial', 'unsigned-answer', 'signtest']) {
      faults.add({ at: 'pay', kind });
      await expect(wx.post(PLANS, planRequest(town))).rejects.toThrow();
    }
  });
});

describe('node-easywechat', () => {
  const inMemory = (): CacheInterface => {
    const kept = new Map<string, unknown>();
    return {
      has: async (name) => kept.has(name),
      get: async (name) => kept.get(name),
      set: async (name, value) => Boolean(kept.set(name, value)),
      delete: async (name) => kept.delete(name),
    };
  };
  const app = (platformCerts: Record<string, string>) => {
    const { facts } = town.pay;
    const pay = new Pay({
      mch_id: facts.mchid,
      private_key: facts.merchantPrivateKeyPath,
      certificate: facts.merchantCertificatePath,
      secret_key: facts.apiV3Key,
      platform_certs: platformCerts,
      http: { baseURL: facts.baseUrl, proxy: false },
    });
    return pay.setCache(inMemory());
  };
  const signs = async (pay: Pay) => {
    const plan = (await pay.getClient().post(PLANS, { data: planRequest(town) })).toObject() as PlanView;
    const response = await pay.getClient().post(SIGN_PLANS, { data: signPlanRequest(plan) });
    const offered = response.toObject() as Offered;
    town.pay.wechat.sign(offered.package, 'sign');
    const { headers, body } = await nextLetter();
    return new ServerRequest('POST', '/', headers, Buffer.from(body));
  };

  test('with the public key: the serial number comes out of the certificate, callbacks verify and open', async () => {
    const pay = app({ [town.pay.facts.platformKeyId]: town.pay.facts.platformPublicKeyPath });
    const callback = await signs(pay);
    expect(await pay.getValidator().validate(callback)).toBe(true);
    const message = await pay.setRequest(callback).getServer().getRequestMessage();
    expect(message.getEventType()).toBe('PAYSCORE.USER_SIGN_PLAN');
    expect(message.get('sign_state')).toBe('SIGNED');
  });

  test('with platform certificates: it fetches and opens them by itself', async () => {
    town.pay.switches.put({ platformKeys: 'certificate' });
    const pay = app({});
    expect(await pay.getValidator().validate(await signs(pay))).toBe(true);
    town.pay.switches.put({ platformKeys: 'publicKey' });
  });

  test('a tampered callback and a probe are told from a genuine one', async () => {
    const pay = app({ [town.pay.facts.platformKeyId]: town.pay.facts.platformPublicKeyPath });
    faults.add({ at: 'callback', kind: 'tampered' });
    const tampered = await signs(pay);
    expect(await pay.getValidator().validate(tampered)).toBe(true);
    await expect(pay.setRequest(tampered).getServer().getRequestMessage()).rejects.toThrow();
    faults.add({ at: 'callback', kind: 'signtest' });
    await expect(pay.getValidator().validate(await signs(pay))).rejects.toThrow('Invalid Signature');
  });
});
