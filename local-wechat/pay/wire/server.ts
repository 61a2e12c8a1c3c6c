import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, FaultRegistry } from '../../control/faults';
import type { PayContext } from '../context';
import { isRefusalName, REFUSALS, type Refusal } from '../errors';
import type { PlatformSigner, SignatureFlaw } from '../keys/platform-signer';
import { Share } from '../keys/share';
import { newRequestId } from '../numbers';
import { type Answer, plainRefusal } from './answer';
import { attend, type Call, readCall } from './desk';
import type { RequestLog } from './request-log';
import type { Merchant } from './verify-request';

export interface ServerNeeds {
  context: PayContext;
  merchant: Merchant;
  signer: PlatformSigner;
  faults: FaultRegistry | undefined;
  log: RequestLog;
  /** Brings forward what follows from a call about this number, callbacks included. */
  hurry: (number: string) => Promise<void>;
}

const LONGEST_BODY = 1_000_000;

const FLAWS: Readonly<Record<string, SignatureFlaw>> = {
  'bad-signature': 'wrong',
  signtest: 'probe',
  'stale-answer': 'stale',
  'unknown-serial': 'unknown-serial',
};

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > LONGEST_BODY) throw new Error('body too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The number which a call is about: in its path, its query, or its body. */
function numberOf(call: Call): string | undefined {
  const inBody = /"(?:out_trade_no|out_refund_no|merchant_sign_plan_no|merchant_plan_no)"\s*:\s*"([^"]*)"/;
  return (
    Object.values(call.found?.path ?? {})[0] ??
    call.query['out_order_no'] ??
    inBody.exec(call.request.body)?.[1]
  );
}

function refusalInstead(fault: Fault | undefined): Refusal | undefined {
  if (fault?.kind === 'busy') return REFUSALS.tooFrequent;
  if (fault?.kind === 'system-error') return REFUSALS.system;
  if (fault?.kind !== 'refused') return undefined;
  const name = fault.settings?.['refusal'];
  return isRefusalName(name) ? REFUSALS[name] : REFUSALS.unavailable;
}

/** WeChat Pay's HTTP side: attends to calls one by one, signs every answer, and plays faults. */
export class PayServer {
  private readonly server: Server;
  private readonly probes = new Share();
  private readonly inFlight = new Set<Promise<void>>();

  constructor(private readonly needs: ServerNeeds) {
    this.server = createServer((message, response) => {
      const work = this.serve(message, response).catch(() => void response.destroy());
      this.inFlight.add(work);
      void work.finally(() => this.inFlight.delete(work));
    });
  }

  /** Listens on loopback; 0 takes a free port. */
  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    const { port: taken } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${taken}`;
  }

  async settled(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.all(this.inFlight);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = message;
    const call = readCall({ method, url, headers, body: await readText(message) });
    const fault = this.needs.faults?.take('pay', {
      method,
      path: call.pathname,
      route: call.found?.route.template,
      number: numberOf(call),
    });
    const answer = this.attendUnless(call, fault);
    if (answer && fault?.kind === 'callback-first') await this.needs.hurry(numberOf(call) ?? '');
    if (fault?.kind === 'slow') await wait(Number(fault.settings?.['ms'] ?? 1_000));
    this.reply(call, response, answer, fault);
  }

  /** The answer, or undefined when a fault keeps the call from being done. */
  private attendUnless(call: Call, fault: Fault | undefined): Answer | undefined {
    const { context, merchant, signer } = this.needs;
    if (fault?.kind === 'lost-request' || fault?.kind === 'timeout-before') return undefined;
    const instead = refusalInstead(fault);
    if (instead) return plainRefusal(instead);
    if (!signer.keyFor(this.askedSerial(call))) return plainRefusal(REFUSALS.platformSerialWrong);
    const answer = attend(context, merchant, call);
    return fault?.kind === 'system-error-done' ? plainRefusal(REFUSALS.system) : answer;
  }

  private askedSerial(call: Call): string | undefined {
    const serial = call.request.headers['wechatpay-serial'];
    return typeof serial === 'string' ? serial : undefined;
  }

  private reply(
    call: Call,
    response: ServerResponse,
    answer: Answer | undefined,
    fault: Fault | undefined,
  ): void {
    const requestId = newRequestId(answer?.inner ?? 0);
    this.note(call, answer, requestId, fault);
    if (fault?.kind === 'timeout-before' || fault?.kind === 'timeout-after') return;
    if (!answer || fault?.kind === 'lost-response') {
      response.destroy();
      return;
    }
    const { status, body, file } = answer;
    const unsigned = file !== undefined || fault?.kind === 'unsigned-answer';
    const signature = unsigned ? {} : this.signature(call, body, fault);
    const type = file ? 'application/octet-stream' : 'application/json; charset=utf-8';
    const content = body === '' && !file ? {} : { 'Content-Type': type };
    response.writeHead(status, { ...content, 'Request-ID': requestId, ...signature });
    response.end(file ?? body);
  }

  private signature(call: Call, body: string, fault: Fault | undefined): Record<string, string> {
    const { signer, context } = this.needs;
    const key = signer.keyFor(this.askedSerial(call)) ?? signer.defaultKey;
    const probe = this.probes.picks(context.switches().signtestResponseRate) ? 'probe' : undefined;
    return signer.headers(body, context.clock.now(), key, (fault && FLAWS[fault.kind]) ?? probe);
  }

  private note(call: Call, answer: Answer | undefined, requestId: string, fault: Fault | undefined): void {
    const { context, log } = this.needs;
    const { method, url, body } = call.request;
    log.request({
      at: context.clock.now(),
      method,
      path: url,
      body: readable(body),
      status: answer?.status ?? 0,
      code: answer?.code,
      requestId,
      fault: fault?.kind,
    });
  }
}

function readable(body: string): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body);
  } catch {
    return '(not JSON)';
  }
}
