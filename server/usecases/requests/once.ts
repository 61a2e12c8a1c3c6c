import { createHash } from 'node:crypto';
import { AppError } from '../../domain/errors';
import { canonicalJson } from '../../domain/ledger/canonical';
import { DuplicateDocument, type StoredRequest } from '../../ports/store';
import type { Ports } from '../ports';
import { joinedStore } from './joined-store';

export interface Asked {
  openid: string;
  /** `{function}.{action}` */
  action: string;
  /** The whole request; its `requestId` names the intention. */
  body: { requestId: string };
}

/**
 * Does a mutating action once for each `requestId`: asked again it gives the first answer. Everything `work` writes
 * and the answer become visible in one transaction, so a crash leaves both or neither, and two calls at the same
 * moment do it once. `work` may run several times and must not call WeChat: what does so comes after.
 * @throws AppError REQUEST_REUSED for another body under the same id; errors of `work` write and remember nothing
 */
export async function once<T>(ports: Ports, asked: Asked, work: (ports: Ports) => Promise<T>): Promise<T> {
  const id = requestRowId(asked);
  const known = await ports.store.get('requests', id);
  if (known !== undefined) return answerOf<T>(known, asked);
  return ports.store.transaction(async (tx) => {
    const meanwhile = await tx.get('requests', id);
    if (meanwhile !== undefined) return answerOf<T>(meanwhile, asked);
    const joined = joinedStore(ports.store, tx);
    const answer = await work({ ...ports, store: joined.store });
    await joined.flush();
    await tx.insert('requests', rowOf(ports, asked, answer));
    return answer;
  });
}

/**
 * The same for work that is made of steps, each repeatable by itself: an answer is remembered at the end, and
 * whoever asks again after a crash lets the steps find what is done already.
 */
export async function onceInSteps<T>(
  ports: Ports,
  asked: Asked,
  work: (ports: Ports) => Promise<T>,
): Promise<T> {
  const id = requestRowId(asked);
  const known = await ports.store.get('requests', id);
  if (known !== undefined) return answerOf<T>(known, asked);
  const answer = await work(ports);
  try {
    await ports.store.insert('requests', rowOf(ports, asked, answer));
    return answer;
  } catch (error) {
    if (!(error instanceof DuplicateDocument)) throw error;
    const first = await ports.store.get('requests', id);
    return first === undefined ? answer : answerOf<T>(first, asked);
  }
}

function answerOf<T>(row: StoredRequest, asked: Asked): T {
  if (row.action !== asked.action || row.bodyHash !== bodyHash(asked)) {
    throw new AppError('REQUEST_REUSED', `${asked.action}: this requestId was used for something else`);
  }
  return JSON.parse(row.answer ?? 'null') as T;
}

function rowOf(ports: Ports, asked: Asked, answer: unknown): StoredRequest {
  return {
    _id: requestRowId(asked),
    action: asked.action,
    bodyHash: bodyHash(asked),
    answer: JSON.stringify(answer ?? null),
    at: ports.clock.now(),
  };
}

function requestRowId({ openid, body }: Asked): string {
  return `${sha256(openid)}:${body.requestId}`;
}

function bodyHash({ body }: Asked): string {
  return sha256(canonicalJson(body));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
