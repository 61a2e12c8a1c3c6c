import type { RequestOf, ResponseOf } from '../../../protocol';
import { putAgenda } from '../agenda/agenda';
import type { Ports } from '../ports';

/**
 * Asks for one's data to be erased (Personal Information Protection Law, article 47). While an order runs or owes, the
 * request waits for its end; asking again finds the one that waits.
 */
export async function askErasure(
  ports: Ports,
  openid: string,
  _request: RequestOf<'signing', 'eraseMyData'>,
): Promise<{ dataRequestId: string }> {
  const [waiting] = await ports.store.find('data_requests', {
    payerOpenid: openid,
    kind: 'erase',
    state: 'waiting',
  });
  if (waiting !== undefined) return { dataRequestId: waiting._id };
  const _id = ports.ids.next();
  await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    await tx.insert('data_requests', {
      ...{ _id, payerOpenid: openid, kind: 'erase', at: now, state: 'waiting', reason: '' },
      institutionId: ports.settings.institutionId,
    });
    await putAgenda(tx, 'erasure', _id, now);
  });
  return { dataRequestId: _id };
}

/** What became of a request. */
export async function erasureView(
  ports: Ports,
  dataRequestId: string,
): Promise<ResponseOf<'signing', 'eraseMyData'>> {
  const request = await ports.store.get('data_requests', dataRequestId);
  return { dataRequestId, state: request?.state ?? 'waiting', reason: request?.reason ?? '' };
}

/** Whether an erasure waits or was done. */
export async function readErasure(ports: Ports, openid: string): Promise<ResponseOf<'signing', 'erasure'>> {
  const [last] = await ports.store.find(
    'data_requests',
    { payerOpenid: openid, kind: 'erase' },
    { sort: { at: -1 }, limit: 1 },
  );
  return last === undefined
    ? { state: 'none', reason: '' }
    : { state: last.state, reason: last.reason, askedAt: last.at };
}

/** Requests about personal data, newest first: that they were made, never by whom. */
export async function listDataRequests(ports: Ports): Promise<ResponseOf<'staff', 'dataRequests'>> {
  const { institutionId } = ports.settings;
  const found = await ports.store.find('data_requests', { institutionId }, { sort: { at: -1 }, limit: 200 });
  return {
    requests: found.map(({ _id, kind, at, state, doneAt, reason }) => ({
      ...{ dataRequestId: _id, kind, at, state, reason },
      ...(doneAt === undefined ? {} : { doneAt }),
    })),
  };
}
