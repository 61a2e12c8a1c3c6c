import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { APPID } from '../../dev/local/product';
import { createFaultRegistry, type FaultRegistry } from '../../local-wechat/control/faults';
import { type LocalPayInProcess, openPayInProcess } from '../../local-wechat/pay';
import type { Delivery } from '../../local-wechat/pay/callbacks/delivery';
import { writeLetter } from '../../local-wechat/pay/callbacks/letter';
import { openKeys } from '../../local-wechat/pay/keys/keys';
import { PlatformSigner } from '../../local-wechat/pay/keys/platform-signer';
import type { Reply } from '../../local-wechat/pay/wire/counter';
import type { Chance } from './chance';
import { MerchantConsole } from './console';

/** Real signatures, quickly made: nobody has to be kept out here. A bill's key of 32 bytes, sealed by OAEP, wants 592. */
const KEY_BITS = 640;

let keys: string | undefined;

/** Keys are made once for a process, and removed with it. */
function keysDir(): string {
  if (keys === undefined) {
    const folder = mkdtempSync(path.join(tmpdir(), 'lfpl-sim-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    keys = path.join(folder, 'keys');
  }
  return keys;
}

export interface WeChat {
  pay: LocalPayInProcess;
  faults: FaultRegistry;
  /** How the merchant's functions reach it. */
  fetch: typeof fetch;
  console: MerchantConsole;
  /** Sends a callback once more, signed anew, under this id. */
  repeat(letter: Delivery, id: string): Promise<number | undefined>;
}

export interface WeChatNeeds {
  chance: Chance;
  now: () => number;
  /** Time passes while an answer is late. */
  wait: (ms: number) => void;
  /** Takes a callback: the HTTP status of the answer. */
  receive: (body: string, headers: Record<string, string>) => Promise<number | undefined>;
  /** Hears of every call about money: what was asked, byte for byte, and the status. */
  tell: (method: string, url: string, body: string, outcome: string) => void;
}

/** The real local WeChat Pay in this process, on books in memory. */
export function openWeChat({ chance, now, wait, receive, tell }: WeChatNeeds): WeChat {
  const faults = createFaultRegistry();
  const pay = openPayInProcess({
    keysDir: keysDir(),
    keyBits: KEY_BITS,
    clock: { now },
    appid: APPID,
    faults,
    random: (count) => chance.bytes(count),
    resolveNotifyUrl: (url) => url,
    post: (_url, body, headers) => receive(body, headers),
    wait: async (ms) => wait(ms),
  });
  const merchant = new MerchantConsole(
    pay,
    now,
    fetchFrom(pay, () => {}),
  );
  const signer = new PlatformSigner(openKeys(keysDir(), pay.facts.mchid), () => pay.switches.get());
  const repeat = (letter: Delivery, id: string) => {
    const { amountsAsStrings, clockSkewSeconds } = pay.switches.get();
    const facts = { apiV3Key: pay.facts.apiV3Key, amountsAsStrings, amount: 0, newId: id };
    const body = writeLetter(letter, facts);
    return receive(body, signer.headers(body, now() + clockSkewSeconds * 1_000, signer.callbackKey()));
  };
  return { pay, faults, fetch: fetchFrom(pay, tell), console: merchant, repeat };
}

function fetchFrom(pay: LocalPayInProcess, tell: WeChatNeeds['tell']): typeof fetch {
  return async (input, init = {}) => {
    const { method = 'GET', headers = {}, body } = init;
    const url = String(input).slice(pay.facts.baseUrl.length);
    const given = Object.entries(headers as Record<string, string>);
    const request = {
      ...{ method, url, body: typeof body === 'string' ? body : '' },
      headers: Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value])),
    };
    const reply = await pay.serve(request);
    tell(method, url, request.body, typeof reply === 'string' ? reply : String(reply.status));
    if (reply === 'silent') throw Object.assign(new Error('no answer in time'), { name: 'TimeoutError' });
    if (reply === 'broken') throw Object.assign(new Error('the connection broke'), { name: 'ECONNRESET' });
    return answerOf(reply);
  };
}

/** As much of a Response as the transport reads; a whole one is slow to make. */
function answerOf({ status, headers, body }: Reply): Response {
  const given = new Headers(headers);
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body);
  return { status, headers: given, arrayBuffer: async () => bytes.buffer } as Pick<
    Response,
    'status' | 'headers' | 'arrayBuffer'
  > as Response;
}
