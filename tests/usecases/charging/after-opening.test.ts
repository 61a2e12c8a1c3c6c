import { HOUR, plus } from '../../../server/domain/time';
import { resolveOpening } from '../../../server/usecases/charging/after-opening';
import { openUnit } from '../../../server/usecases/charging/open-unit';
import type { CourseLife } from '../course-life';
import type { Mishap } from '../fake-pay-score';
import { leftBy } from './left-by';
import { at, coming, ID, letters, made, meanwhile, NO, open, opened, wait } from './stages';

const EIGHT = at('08:00');
const ONE_PAST = at('08:01');
const CALL = `open-order:${NO}`;
const asked = (...kinds: string[]) => kinds.map((kind) => `${kind} ${NO}`);

const resolve = (life: CourseLife) => leftBy(life, () => resolveOpening(life.ports, ID, 1));
const begin = (life: CourseLife) => leftBy(life, () => open(life));

/** What WeChat gets of the first class. */
const BODY = {
  ...{ serviceKey: 'per-class', signPlanId: `sp-${ID}S1`, detailNo: 1, openid: 'o-payer' },
  ...{ outTradeNo: NO, introduction: '吉他入门第1次课', startTime: at('10:00') },
};

const OPEN = { 1: { collection: 'open', startTime: at('10:00'), openedAt: EIGHT } };
const OPENING = { 1: { collection: 'opening', startTime: at('10:00') } };
/** Refused, and the plan is to be looked at: it waits for nothing any more. */
function refusedAt(time: string) {
  return { units: { 1: { collection: 'refused', refusedAt: time, refusals: 1 } }, order: { pace: {} } };
}

/** The call as it is stored, with what came of it. */
function sent(state: string, ...came: string[]) {
  return { [CALL]: { createdAt: EIGHT, state, body: BODY, came } };
}

describe('a unit being opened', () => {
  test('is open when WeChat says so', async () => {
    const life = await coming();
    expect(await begin(life)).toEqual({
      ...{ told: 'news', asked: asked('open-order') },
      ...{ units: OPEN, intents: sent('done', 'done r') },
    });
  });

  test.each<[Mishap, string]>([
    ['not-done', 'unknown no answer'],
    ['done-unheard', 'unknown the answer was lost'],
    ['busy', 'busy HTTP 429'],
  ])('is neither open nor refused without an answer (%s)', async (mishap, came) => {
    const life = await coming();
    life.pay.next('open-order', mishap);
    expect(await begin(life)).toEqual({
      ...{ told: 'no-news', asked: asked('open-order') },
      ...{ units: OPENING, intents: sent('pending', came) },
    });
  });

  test('refused, is refused once WeChat says that it knows no such order; the plan is looked at next', async () => {
    const life = await coming();
    life.pay.next('open-order', { refused: 'NO_AUTH', status: 403 });
    const pace = {
      'resolve-opening:u1': { tries: 3, until: EIGHT },
      'check-plan:a1': { tries: 2, until: EIGHT },
    };
    await made(life, {}, { pace: { ...pace, 'hold-seat:s1': { tries: 1, until: EIGHT } } } as never);
    expect(await begin(life)).toEqual({
      ...{ told: 'no-news', asked: asked('open-order', 'query-order') },
      units: { 1: { ...refusedAt(EIGHT).units[1], startTime: at('10:00') } },
      order: { pace: { 'hold-seat:s1': { tries: 1, until: EIGHT } } },
      intents: sent('refused', 'refused 403 NO_AUTH r'),
    });
  });

  test('refused though an earlier call made it, is open', async () => {
    const life = await coming();
    life.pay.next('open-order', 'done-unheard', { refused: 'INVALID_REQUEST' });
    await begin(life);
    life.pay.next('query-order', { refused: 'RESOURCE_NOT_EXISTS', status: 404 });
    expect(await resolve(life)).toEqual({
      ...{ told: 'news', asked: asked('query-order', 'open-order', 'query-order') },
      units: { 1: { collection: 'open', openedAt: EIGHT } },
      intents: {
        [CALL]: { state: 'refused', came: ['unknown the answer was lost', 'refused 400 INVALID_REQUEST r'] },
      },
    });
  });

  test.each<[string, Mishap]>([
    ['no answer', 'not-done'],
    ['not now', 'busy'],
    ['another refusal', { refused: 'SYSTEM_ERROR', status: 500 }],
  ])('refused, is not believed to be while asking about it brings %s', async (_, mishap) => {
    const life = await coming();
    life.pay.next('open-order', { refused: 'NO_AUTH', status: 403 });
    life.pay.next('query-order', mishap);
    expect(await begin(life)).toEqual({
      ...{ told: 'no-news', asked: asked('open-order', 'query-order') },
      ...{ units: OPENING, intents: sent('refused', 'refused 403 NO_AUTH r') },
    });
  });

  test('refused, and found open by a letter while it was asked about, stays open', async () => {
    const life = await coming();
    life.pay.next('open-order', { refused: 'NO_AUTH', status: 403 });
    meanwhile(life, 'queryOrder', () => made(life, { collection: 'open', openedAt: life.now() }));
    expect((await begin(life)).told).toBe('no-news');
    expect(life.unit(ID, 1)).toMatchObject({ collection: 'open' });
    expect(life.unit(ID, 1).refusals).toBeUndefined();
  });

  test('again after a refusal, is another call with a number of its own', async () => {
    const life = await coming();
    life.pay.next('open-order', { refused: 'NO_AUTH' }, { refused: 'NO_AUTH' });
    await begin(life);
    wait(life, 10);
    expect(await begin(life)).toMatchObject({
      told: 'no-news',
      units: { 1: { refusals: 2, refusedAt: at('08:10') } },
    });
    wait(life, 10);
    await begin(life);
    const calls = life.store.all('intents').filter(({ kind }) => kind === 'open-order');
    expect(calls.map(({ _id, state }) => `${_id} ${state}`)).toEqual([
      `${CALL} refused`,
      `${CALL}:r1 refused`,
      `${CALL}:r2 done`,
    ]);
  });

  test('again, is repeated with the bytes of that time, not of the first', async () => {
    const life = await coming();
    life.pay.next('open-order', { refused: 'NO_AUTH' });
    await begin(life);
    life.skipTo(plus(life.classStart(2), -2 * HOUR));
    life.pay.next('open-order', 'not-done');
    await openUnit(life.ports, ID, { do: 'open', unitNo: 1, seatId: `k2-${ID}` });
    expect(await resolve(life)).toMatchObject({
      told: 'news',
      intents: { [`${CALL}:r1`]: { state: 'done' } },
    });
    const starts = life.pay.bytes.get(`${CALL}:r1`)?.map((body) => JSON.parse(body).startTime as string);
    expect(starts).toEqual([at('10:00', 10), at('10:00', 10)]);
  });
});

describe('an opening without an answer', () => {
  async function unheard(mishap: Mishap = 'not-done') {
    const life = await coming();
    life.pay.next('open-order', mishap);
    await open(life);
    wait(life, 1);
    return life;
  }

  test('is found open by asking, and not sent again', async () => {
    expect(await resolve(await unheard('done-unheard'))).toEqual({
      ...{ told: 'news', asked: asked('query-order') },
      units: { 1: { collection: 'open', openedAt: ONE_PAST } },
    });
  });

  test('did not happen: the same bytes are sent again', async () => {
    const life = await unheard();
    expect(await resolve(life)).toEqual({
      ...{ told: 'news', asked: asked('query-order', 'open-order') },
      units: { 1: { collection: 'open', openedAt: ONE_PAST } },
      intents: { [CALL]: { state: 'done', came: ['unknown no answer', 'done r'] } },
    });
    expect(life.pay.bytes.get(CALL)?.map((body) => JSON.parse(body) as unknown)).toEqual([BODY, BODY]);
  });

  test('is refused the second time: that ends the opening', async () => {
    const life = await unheard();
    life.pay.next('open-order', { refused: 'NO_AUTH', status: 403 });
    expect(await resolve(life)).toEqual({
      ...{ told: 'news', asked: asked('query-order', 'open-order', 'query-order') },
      ...refusedAt(ONE_PAST),
      intents: { [CALL]: { state: 'refused', came: ['unknown no answer', 'refused 403 NO_AUTH r'] } },
    });
  });

  test('has none the second time either', async () => {
    const life = await unheard();
    life.pay.next('open-order', 'busy');
    expect(await resolve(life)).toEqual({
      ...{ told: 'no-news', asked: asked('query-order', 'open-order') },
      intents: { [CALL]: { came: ['unknown no answer', 'busy HTTP 429'] } },
    });
  });

  test.each<[string, Mishap]>([
    ['no answer', 'not-done'],
    ['not now', 'busy'],
    ['another refusal', { refused: 'SYSTEM_ERROR', status: 500 }],
  ])('is not sent again while asking brings %s', async (_, mishap) => {
    const life = await unheard();
    life.pay.next('query-order', mishap);
    expect(await resolve(life)).toEqual({ told: 'no-news', asked: asked('query-order') });
  });

  test('waits for its user: that is no news', async () => {
    const life = await coming();
    life.pay.begins = 'CREATED';
    expect(await begin(life)).toMatchObject({ told: 'no-news', units: OPENING });
    expect(await resolve(life)).toEqual({ told: 'no-news', asked: asked('query-order') });
  });

  test('is sent again until the class begins, and not from that moment on', async () => {
    const life = await unheard();
    life.skipTo(plus(life.classStart(1), -1));
    life.pay.next('open-order', 'not-done');
    expect(await resolve(life)).toMatchObject({ told: 'no-news', asked: asked('query-order', 'open-order') });
    life.skipTo(life.classStart(1));
    expect(await resolve(life)).toEqual({
      ...{ told: 'news', asked: asked('query-order') },
      ...refusedAt(at('10:00')),
    });
  });

  test('is not made up anew when its bytes are not in the books', async () => {
    const life = await coming();
    await made(life, { collection: 'opening', startTime: life.classStart(1) });
    expect(await resolve(life)).toEqual({ told: 'no-news', asked: asked('query-order') });
    await made(life, { collection: 'opening', startTime: undefined as never });
    expect(await resolve(life)).toEqual({ told: 'no-news', asked: asked('query-order') });
  });
});

describe('an opening that is not wanted any more', () => {
  async function unwanted(mishap?: Mishap) {
    const life = await coming();
    if (mishap === undefined) life.pay.begins = 'CREATED';
    else life.pay.next('open-order', mishap);
    await open(life);
    await made(life, { teaching: 'dropped' });
    wait(life, 1);
    return life;
  }

  test('did not happen: it is not repeated', async () => {
    expect(await resolve(await unwanted('not-done'))).toEqual({
      ...{ told: 'news', asked: asked('query-order') },
      ...refusedAt(ONE_PAST),
    });
  });

  test('happened: it is open, to be cancelled by the next step', async () => {
    expect(await resolve(await unwanted('done-unheard'))).toEqual({
      ...{ told: 'news', asked: asked('query-order') },
      units: { 1: { collection: 'open', openedAt: ONE_PAST } },
    });
  });

  test('waits for its user: it is cancelled at once', async () => {
    const life = await unwanted();
    expect(await resolve(life)).toEqual({
      ...{ told: 'news', asked: asked('query-order', 'cancel-order', 'query-order') },
      units: { 1: { collection: 'cancelled' } },
      intents: {
        [`cancel-order:${NO}`]: {
          ...{ createdAt: ONE_PAST, state: 'done', came: ['done r'] },
          body: { serviceKey: 'per-class', outTradeNo: NO, reason: '未上课，已关闭扣费' },
        },
      },
    });
    await letters(life);
    expect(life.pay.stateOf(NO)).toBe('REVOKED');
  });
});

test('what is open is not opened again', async () => {
  const life = await opened();
  expect(await resolve(life)).toEqual({ told: 'no-news' });
});
