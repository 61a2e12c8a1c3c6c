import { randomBytes } from 'node:crypto';
import { type Millis, msOf } from '../../domain/time';
import type { CallOutcome } from '../../ports/pay-score';
import type { Clock, Log } from '../../ports/surroundings';
import { isObject } from '../surroundings/environment';
import { text } from './answers';
import type { PayConfig } from './config';
import { outcomeOfAnswer, type Parse, type RawAnswer } from './outcome';
import { authorization, type SignedRequest } from './sign';

/*
 * Why no client library: what is needed of one is here in about a hundred lines on node:crypto and fetch, every line
 * of it about money. Of the libraries for Node, one checks no answer's signature and never finalises the cipher of
 * callbacks (changed amounts pass); the other is sound, but keeps the private key in the configuration object that
 * its errors carry along into logs, and has neither time-outs nor our distinction of "refused" and "unknown".
 */

const USER_AGENT = 'learn-first-pay-later/0.1 node';

export interface TransportOptions {
  config: PayConfig;
  clock: Clock;
  log: Log;
  fetch?: typeof fetch;
  /** Instead of the deployment's own. */
  timeoutMs?: Millis;
}

/** Sends one signed request and says what came of it; never throws, never repeats. */
export type Transport = <T>(request: SignedRequest, parse: Parse<T>) => Promise<CallOutcome<T>>;

export function createTransport(options: TransportOptions): Transport {
  const { config, clock, log } = options;
  return async (request, parse) => {
    const started = performance.now();
    const answer = await exchange(options, request);
    const outcome = outcomeOfAnswer(answer, config.platformKeys, secondsOf(clock), parse);
    log[outcome.kind === 'done' ? 'info' : 'warn']('wechat_pay_call', {
      method: request.method,
      path: request.path,
      ms: Math.round(performance.now() - started),
      ...factsOf(answer, outcome),
    });
    return outcome;
  };
}

async function exchange(options: TransportOptions, request: SignedRequest): Promise<RawAnswer> {
  const { config, clock, timeoutMs = config.timeoutMs } = options;
  const nonce = randomBytes(16).toString('hex');
  try {
    const response = await (options.fetch ?? fetch)(config.baseUrl + request.path, {
      method: request.method,
      headers: {
        Authorization: authorization(config, request, secondsOf(clock), nonce),
        Accept: 'application/json',
        'User-Agent': USER_AGENT,
        'Wechatpay-Serial': config.platformSerial,
        ...(request.method === 'POST' ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(request.method === 'POST' ? { body: request.body } : {}),
      redirect: 'manual', // a redirect could carry a signed request to a stranger
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, header: (name) => response.headers.get(name) ?? undefined, body };
  } catch (error) {
    return { failure: nameOfFailure(error) };
  }
}

/** The kind of a network error only; its text may hold addresses. */
function nameOfFailure(error: unknown): string {
  const cause = isObject(error) ? error.cause : undefined;
  return text(cause, 'code') ?? text(error, 'name') ?? 'network';
}

function secondsOf(clock: Clock): number {
  return Math.floor(msOf(clock.now()) / 1000);
}

function factsOf(
  answer: RawAnswer,
  outcome: CallOutcome<unknown>,
): Record<string, string | number | undefined> {
  const status = 'failure' in answer ? undefined : answer.status;
  switch (outcome.kind) {
    case 'done':
      return { outcome: 'done', status, requestId: outcome.requestId };
    case 'refused': {
      const { code, innerCode, message, requestId } = outcome;
      return { outcome: 'refused', status, code, innerCode, message, requestId };
    }
    default:
      return { outcome: outcome.kind, status, reason: outcome.reason };
  }
}
