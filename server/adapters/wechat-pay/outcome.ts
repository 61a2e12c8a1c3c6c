import type { KeyObject } from 'node:crypto';
import type { CallOutcome } from '../../ports/pay-score';
import { isObject } from '../surroundings/environment';
import { faultOfSignature, type HeaderReader } from './verify';

/** What came over the wire, or why nothing did. */
export type RawAnswer = { status: number; header: HeaderReader; body: Buffer } | { failure: string };

/** Reads an answer's body; undefined when it makes no sense. Wrapped, since an answer may well be nothing. */
export type Parse<T> = (body: unknown) => { value: T } | undefined;

/** Inner codes that mean "not now": a deduction is in progress; too frequent. */
const BUSY_CODES = ['271316754', '268435472'];

/**
 * What an answer means for the caller. Only a verified 2xx is `done`; only an answer of WeChat's own that names a code
 * is `refused`. Everything that leaves room for doubt is `unknown`, and the caller asks before it repeats.
 * Source: WeChat Pay APIv3, basic rules: 2xx done, 4xx not done, 429 too many, 5xx the outcome is not known.
 */
export function outcomeOfAnswer<T>(
  answer: RawAnswer,
  keys: ReadonlyMap<string, KeyObject>,
  nowSeconds: number,
  parse: Parse<T>,
): CallOutcome<T> {
  if ('failure' in answer) return { kind: 'unknown', reason: answer.failure };
  const { status, header, body } = answer;
  if (status >= 500 || status < 200 || (status >= 300 && status < 400)) {
    return { kind: 'unknown', reason: `HTTP ${status}` };
  }
  if (status === 429) return { kind: 'busy', reason: 'HTTP 429' };
  const fault = faultOfSignature(header, body, keys, nowSeconds);
  if (status >= 400) return refusal(answer, fault);
  if (fault !== undefined) return { kind: 'unknown', reason: `answer not verified: ${fault}` };
  return done(answer, parse);
}

function done<T>({ header, body }: Exclude<RawAnswer, { failure: string }>, parse: Parse<T>): CallOutcome<T> {
  const requestId = header('request-id') ?? '';
  try {
    const read = parse(body.length === 0 ? undefined : JSON.parse(body.toString('utf8')));
    if (read !== undefined) return { kind: 'done', value: read.value, requestId };
  } catch {
    // odd in a way nobody foresaw: the same as an answer without meaning
  }
  return { kind: 'unknown', reason: 'answer not understood' };
}

/**
 * A 4xx. Refusals need no signature (WeChat documents none for them), but one whose signature is there and wrong is
 * not believed, nor is one without a code: it may come from a proxy on the way.
 */
function refusal(
  answer: Exclude<RawAnswer, { failure: string }>,
  fault: string | undefined,
): CallOutcome<never> {
  const { status, header } = answer;
  if (fault !== undefined && header('wechatpay-signature') !== undefined) {
    return { kind: 'unknown', reason: `HTTP ${status} not verified: ${fault}` };
  }
  const body = parsed(answer.body);
  if (!isObject(body) || typeof body.code !== 'string' || body.code === '') {
    return { kind: 'unknown', reason: `HTTP ${status} without a code` };
  }
  const requestId = header('request-id') ?? '';
  const innerCode = /-(\d+)$/.exec(requestId)?.[1];
  if (innerCode !== undefined && BUSY_CODES.includes(innerCode)) {
    return { kind: 'busy', reason: `${body.code} ${innerCode}` };
  }
  const message = typeof body.message === 'string' ? body.message.slice(0, 256) : '';
  const refused = { kind: 'refused', status, code: body.code, message, requestId } as const;
  return innerCode === undefined || innerCode === '0' ? refused : { ...refused, innerCode };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
