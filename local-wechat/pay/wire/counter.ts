import type { Fault, FaultRegistry } from '../../control/faults';
import type { PayContext } from '../context';
import { isRefusalName, REFUSALS, type Refusal } from '../errors';
import type { PlatformSigner, SignatureFlaw } from '../keys/platform-signer';
import { Share } from '../keys/share';
import { type Answer, plainRefusal } from './answer';
import { attend, type Call, readCall } from './desk';
import type { RequestLog } from './request-log';
import type { Merchant, ReceivedRequest } from './verify-request';

export interface CounterNeeds {
  context: PayContext;
  merchant: Merchant;
  signer: PlatformSigner;
  faults: FaultRegistry | undefined;
  log: RequestLog;
  /** Brings forward what follows from a call about this number, callbacks included. */
  hurry: (number: string) => Promise<void>;
  /** How an answer is late, ms. */
  wait: (ms: number) => Promise<unknown>;
}

/** What goes back over the wire. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** `broken`: the connection breaks. `silent`: it stays open, and nothing ever comes. */
export type NoReply = 'broken' | 'silent';

const FLAWS: Readonly<Record<string, SignatureFlaw>> = {
  'bad-signature': 'wrong',
  signtest: 'probe',
  'stale-answer': 'stale',
  'unknown-serial': 'unknown-serial',
};

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

/** Attends to calls one by one, signs every answer, and plays faults; how they come and go is not its business. */
export class PayCounter {
  private readonly probes = new Share();

  constructor(private readonly needs: CounterNeeds) {}

  async serve(request: ReceivedRequest): Promise<Reply | NoReply> {
    const call = readCall(request);
    const { faults, hurry, wait } = this.needs;
    const fault = faults?.take('pay', {
      method: request.method,
      path: call.pathname,
      route: call.found?.route.template,
      number: numberOf(call),
    });
    const answer = this.attendUnless(call, fault);
    if (answer && fault?.kind === 'callback-first') await hurry(numberOf(call) ?? '');
    if (fault?.kind === 'slow') await wait(Number(fault.settings?.['ms'] ?? 1_000));
    return this.reply(call, answer, fault);
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

  private reply(call: Call, answer: Answer | undefined, fault: Fault | undefined): Reply | NoReply {
    const requestId = this.needs.context.numbers.requestId(answer?.inner ?? 0);
    this.note(call, answer, requestId, fault);
    if (fault?.kind === 'timeout-before' || fault?.kind === 'timeout-after') return 'silent';
    if (!answer || fault?.kind === 'lost-response') return 'broken';
    const { status, body, file } = answer;
    const unsigned = file !== undefined || fault?.kind === 'unsigned-answer';
    const signature = unsigned ? {} : this.signature(call, body, fault);
    const type = file ? 'application/octet-stream' : 'application/json; charset=utf-8';
    const content = body === '' && !file ? {} : { 'Content-Type': type };
    return { status, headers: { ...content, 'Request-ID': requestId, ...signature }, body: file ?? body };
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
