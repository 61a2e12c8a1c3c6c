import type { ActionName, Envelope, FunctionName, RequestOf, ResponseOf } from '../../protocol';
import { Failure, OFFLINE_TEXT, TIMEOUT_TEXT } from './failure';

/** How long a person is kept waiting before she may try again, ms. */
const TIMEOUT_MS = 15_000;
/** A reading that met no answer is repeated after these waits, ms. */
const RETRY_WAITS_MS = [400, 1_200] as const;

/**
 * Asks an action that changes nothing; repeated by itself when the network hiccups.
 * @throws Failure
 */
export async function read<F extends FunctionName, A extends ActionName<F>>(
  name: F,
  action: A,
  data: RequestOf<F, A>,
): Promise<ResponseOf<F, A>> {
  for (const wait of RETRY_WAITS_MS) {
    try {
      return await send<ResponseOf<F, A>>(name, action, data);
    } catch (error) {
      if (!(error instanceof Failure) || !isTransport(error)) throw error;
      await pause(wait);
    }
  }
  return send<ResponseOf<F, A>>(name, action, data);
}

/**
 * Asks an action that changes something. `requestId` names the intention: a page makes one when the person decides
 * and keeps it while she tries again, so that nothing happens twice.
 * @throws Failure
 */
export function write<F extends FunctionName, A extends ActionName<F>>(
  name: F,
  action: A,
  data: Omit<RequestOf<F, A>, 'requestId'>,
  requestId: string,
): Promise<ResponseOf<F, A>> {
  return send<ResponseOf<F, A>>(name, action, { ...data, requestId });
}

/** A name for one intention. */
export function newRequestId(): string {
  const random = Math.random().toString(36).slice(2, 10).padEnd(8, '0');
  return `${Date.now().toString(36)}-${random}`;
}

async function send<T>(name: string, action: string, data: unknown): Promise<T> {
  const envelope = await withinTime(callFunction<T>(name, action, data));
  if (envelope.ok) return envelope.data;
  const { code, message, retryable, detail } = envelope.error;
  throw new Failure(code, message, retryable, detail);
}

async function callFunction<T>(name: string, action: string, data: unknown): Promise<Envelope<T>> {
  try {
    const { result } = await wx.cloud.callFunction({ name, data: { action, data } });
    return result as Envelope<T>;
  } catch {
    throw new Failure('OFFLINE', OFFLINE_TEXT, true);
  }
}

function withinTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Failure('TIMEOUT', TIMEOUT_TEXT, true)), TIMEOUT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function isTransport(failure: Failure): boolean {
  return failure.code === 'OFFLINE' || failure.code === 'TIMEOUT' || failure.code === 'BUSY';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
