import { createHash } from 'node:crypto';
import { AppError } from '../../domain/errors';
import { canonicalJson } from '../../domain/ledger/canonical';
import { plus, SECOND } from '../../domain/time';
import { DuplicateDocument, type StoredRequest } from '../../ports/store';
import type { Ports } from '../ports';
import { rememberingPorts } from './remembering';

/** Nobody works on a request for longer: functions that people call end after 20 s. */
const LEASE = 30 * SECOND;

export interface Asked {
  openid: string;
  /** `{function}.{action}` */
  action: string;
  /** The whole request; its `requestId` names the intention. */
  body: { requestId: string };
}

/**
 * Does a mutating action once for each `requestId`: asked again it gives the first answer, whatever happened in
 * between. A crash in the middle is safe: what `work` had committed is remembered with it, and whoever asks again
 * goes on from there. `work` must reach the world only through the ports it is given.
 * @throws AppError REQUEST_REUSED for another body under the same id, BUSY while the first is being worked on;
 *   errors of `work` are not remembered, so the same request can be tried again
 */
export async function once<T>(ports: Ports, asked: Asked, work: (ports: Ports) => Promise<T>): Promise<T> {
  const row = await takeRequest(ports, asked);
  if (row.answer !== undefined) return JSON.parse(row.answer) as T;
  try {
    const answer = await work(rememberingPorts(ports, row));
    await ports.store.updateIf('requests', row._id, { owner: row.owner }, { answer: JSON.stringify(answer) });
    return answer;
  } catch (error) {
    await letGo(ports, row);
    throw error;
  }
}

/** The request's row, held by us; or with its answer, when there is one. */
async function takeRequest(ports: Ports, asked: Asked): Promise<StoredRequest> {
  const now = ports.clock.now();
  const fresh: StoredRequest = {
    _id: `${sha256(asked.openid)}:${asked.body.requestId}`,
    action: asked.action,
    bodyHash: sha256(canonicalJson(asked.body)),
    at: now,
    owner: ports.ids.next(),
    leaseUntil: plus(now, LEASE),
    seed: ports.ids.next(),
    steps: [],
  };
  const known = await insertOrGet(ports, fresh);
  if (known === undefined) return fresh;
  if (known.action !== fresh.action || known.bodyHash !== fresh.bodyHash) {
    throw new AppError('REQUEST_REUSED', `${asked.action}: this requestId was used for something else`);
  }
  if (known.answer !== undefined) return known;
  const mine = { owner: fresh.owner, leaseUntil: fresh.leaseUntil };
  const expected = { owner: known.owner, leaseUntil: { $lte: now } };
  if (!(await ports.store.updateIf('requests', known._id, expected, mine))) {
    throw new AppError('BUSY', `${asked.action}: this request is being worked on`);
  }
  return (await ports.store.get('requests', known._id)) ?? { ...known, ...mine };
}

async function insertOrGet(ports: Ports, fresh: StoredRequest): Promise<StoredRequest | undefined> {
  const known = await ports.store.get('requests', fresh._id);
  if (known !== undefined) return known;
  try {
    await ports.store.insert('requests', fresh);
    return undefined;
  } catch (error) {
    if (!(error instanceof DuplicateDocument)) throw error;
    return ports.store.get('requests', fresh._id);
  }
}

/** After an error the same request may be tried at once; what had been committed stays remembered. */
async function letGo(ports: Ports, row: StoredRequest): Promise<void> {
  const released = { leaseUntil: row.at };
  await ports.store.updateIf('requests', row._id, { owner: row.owner }, released).catch(() => false);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
