import { plus, type Time } from '../../../server/domain/time';
import type { Answers, CallOutcome, Intent, PreparedCall } from '../../../server/ports/pay-score';
import {
  appendAttempt,
  asStored,
  recordIntent,
  sendStored,
  storedCall,
} from '../../../server/usecases/orders/intents';
import { hours, MONDAY } from '../../domain/order/orders';
import { World } from '../world';

/*
 * What is asked of WeChat Pay is stored before it is asked, and repeated byte for byte.
 */

const CALL: PreparedCall<'cancel-order'> = {
  ...{ kind: 'cancel-order', key: 'cancel-order:order1S1U1', method: 'POST' },
  ...{ path: '/cancel', body: '{"reason":"关闭"}' },
};

const STORED: Intent = {
  ...{ _id: CALL.key, kind: 'cancel-order', subject: 'order1', path: '/cancel', body: CALL.body },
  ...{ createdAt: MONDAY, state: 'pending', attempts: [] },
};

type Outcome = CallOutcome<Answers['cancel-order']>;
const DONE: Outcome = { kind: 'done', value: undefined, requestId: 'r1' };
const REFUSED: Outcome = {
  ...{ kind: 'refused', status: 400, code: 'PARAM_ERROR', innerCode: '271315000' },
  ...{ message: '风险原因', requestId: 'r2' },
};
const BUSY: Outcome = { kind: 'busy', reason: '429' };
const UNKNOWN: Outcome = { kind: 'unknown', reason: 'timeout' };

/** A call stored on Monday at ten. */
async function stored(changes: Partial<Intent> = {}) {
  const world = new World();
  world.goTo(hours(1));
  await world.store.insert('intents', { ...STORED, ...changes });
  const record = (call: PreparedCall, at: Time = world.now()) =>
    world.store.transaction((tx) => recordIntent(tx, call, 'order1', at));
  return { ...world, world, record, all: () => world.store.all('intents') };
}

describe('a call to be made', () => {
  test('is stored as prepared, not sent yet', async () => {
    const world = new World();
    await world.store.transaction((tx) => recordIntent(tx, CALL, 'order1', MONDAY));
    expect(world.store.all('intents')).toEqual([STORED]);
    expect(world.pay.sent).toEqual([]);
  });

  test('prepared a second time stays what it was', async () => {
    const { record, all } = await stored({ state: 'refused', attempts: [{ at: MONDAY, outcome: 'busy' }] });
    await record(CALL);
    expect(all()).toEqual([{ ...STORED, state: 'refused', attempts: [{ at: MONDAY, outcome: 'busy' }] }]);
  });

  test.each([
    ['another body', { body: '{}' }],
    ['another path', { path: '/complete' }],
    ['both', { body: '{}', path: '/complete' }],
  ])('may not be prepared under its key with %s', async (_, changes) => {
    const { record, all } = await stored();
    await expect(record({ ...CALL, ...changes })).rejects.toMatchObject({
      ...{ name: 'InvariantBroken', invariant: 7 },
      message: 'invariant 7: other bytes under the key cancel-order:order1S1U1',
    });
    expect(all()).toEqual([STORED]);
  });

  test('is found again by what it is and its number', async () => {
    const { ports } = await stored();
    expect(await storedCall(ports, 'cancel-order', 'order1S1U1')).toStrictEqual(CALL);
    expect(await storedCall(ports, 'complete-order', 'order1S1U1')).toBeUndefined();
    expect(await storedCall(ports, 'cancel-order', 'order1S1U2')).toBeUndefined();
  });

  test('prepared anew after the settings changed is sent as it was stored', async () => {
    const { store } = await stored();
    const anew = { ...CALL, path: '/v3/cancel', body: '{"reason":"到期"}' };
    expect(await asStored(store, anew)).toStrictEqual(CALL);
    const other = { ...anew, key: 'cancel-order:order1S1U2' };
    expect(await asStored(store, other)).toStrictEqual(other);
  });
});

describe('what came of a call', () => {
  test('is written down after it was sent', async () => {
    const { ports, world, all } = await stored();
    world.pay.answers.push({ kind: 'cancel-order', outcome: DONE as CallOutcome<never> });
    expect(await sendStored(ports, CALL)).toEqual(DONE);
    expect(world.pay.sent).toEqual([CALL]);
    const attempts = [{ at: hours(1), outcome: 'done r1' }];
    expect(all()).toEqual([{ ...STORED, state: 'done', attempts }]);
  });

  test.each<[Intent['state'], string, Intent['state'], Outcome]>([
    ['pending', 'done r1', 'done', DONE],
    ['pending', 'refused 400 PARAM_ERROR 271315000 r2', 'refused', REFUSED],
    ['pending', 'busy 429', 'pending', BUSY],
    ['pending', 'unknown timeout', 'pending', UNKNOWN],
    ['refused', 'done r1', 'done', DONE],
    ['refused', 'refused 400 PARAM_ERROR 271315000 r2', 'refused', REFUSED],
    ['refused', 'unknown timeout', 'refused', UNKNOWN],
    ['done', 'refused 400 PARAM_ERROR 271315000 r2', 'done', REFUSED],
    ['done', 'busy 429', 'done', BUSY],
  ])('that was %s, answered "%s", makes it %s', async (state, words, after, outcome) => {
    const { ports, all } = await stored({ state });
    await appendAttempt(ports, CALL, outcome);
    expect(all()).toEqual([{ ...STORED, state: after, attempts: [{ at: hours(1), outcome: words }] }]);
  });

  test('is told in one line, whatever WeChat left out, and never with its reason', async () => {
    const { ports, all } = await stored();
    const { innerCode: _inner, ...plain } = REFUSED as Extract<Outcome, { kind: 'refused' }>;
    await appendAttempt(ports, CALL, plain);
    await appendAttempt(ports, CALL, { ...plain, requestId: '' });
    expect(all()[0]?.attempts.map(({ outcome }) => outcome)).toEqual([
      'refused 400 PARAM_ERROR r2',
      'refused 400 PARAM_ERROR',
    ]);
  });

  test('is kept for the last fifty times', async () => {
    const attempts = Array.from({ length: 49 }, (_, i) => ({ at: plus(MONDAY, i), outcome: `busy ${i}` }));
    const { ports, all } = await stored({ attempts });
    const outcomes = () => all()[0]?.attempts.map(({ outcome }) => outcome) ?? [];
    await appendAttempt(ports, CALL, BUSY);
    expect([outcomes().length, outcomes().at(0), outcomes().at(-1)]).toEqual([50, 'busy 0', 'busy 429']);
    await appendAttempt(ports, CALL, UNKNOWN);
    expect([outcomes().length, outcomes().at(0), outcomes().at(-1)]).toEqual([
      ...[50, 'busy 1', 'unknown timeout'],
    ]);
  });

  test('of a call that nobody stored means that the books are wrong', async () => {
    const world = new World();
    await expect(appendAttempt(world.ports, CALL, DONE)).rejects.toMatchObject({
      ...{ name: 'InvariantBroken', invariant: 7 },
      message: 'invariant 7: cancel-order:order1S1U1 was sent without being stored',
    });
    expect(world.store.all('intents')).toEqual([]);
  });
});
