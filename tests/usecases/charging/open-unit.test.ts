import type { Order, Unit } from '../../../server/domain/order/order';
import { HOUR, plus } from '../../../server/domain/time';
import { completeUnit } from '../../../server/usecases/charging/complete-unit';
import { openFor, openUnit } from '../../../server/usecases/charging/open-unit';
import type { CourseLife } from '../course-life';
import { leftBy } from './left-by';
import { at, coming, confirmed, ID, letters, made, NO } from './stages';

const open = (life: CourseLife, unitNo = 1, seatId = `k1-${ID}`) =>
  leftBy(life, () => openUnit(life.ports, ID, { do: 'open', unitNo, seatId }));

const DONE = { told: 'no-news' };

test('a unit opens for its class: intent and bytes first, then the call', async () => {
  const life = await coming();
  expect(await open(life)).toEqual({
    ...{ told: 'news', asked: [`open-order ${NO}`] },
    units: { 1: { collection: 'open', startTime: at('10:00'), openedAt: at('08:00') } },
    intents: {
      [`open-order:${NO}`]: {
        ...{ createdAt: at('08:00'), state: 'done', came: ['done r'] },
        body: {
          ...{ serviceKey: 'per-class', signPlanId: `sp-${ID}S1`, detailNo: 1, openid: 'o-payer' },
          ...{ outTradeNo: NO, introduction: '吉他入门第1次课', startTime: at('10:00') },
        },
      },
    },
  });
});

test('is stored as being opened before WeChat hears of it', async () => {
  const life = await coming();
  const stored: unknown[] = [];
  const send = life.pay.send.bind(life.pay);
  life.pay.send = async (call) => {
    stored.push(life.unit(ID, 1).collection, life.store.all('intents').at(-1)?.state);
    return send(call);
  };
  await open(life);
  expect(stored).toEqual(['opening', 'pending']);
});

test('the words on WeChat’s page are cut to its length', async () => {
  const life = await coming({ changes: { title: '零基础古典吉他与指弹入门精品小班课' } });
  const left = await open(life);
  expect(left.intents?.[`open-order:${NO}`]?.body).toMatchObject({
    introduction: '零基础古典吉他与指弹入门精品小班课第1次',
  });
});

test('a settled unit is followed by the next', async () => {
  const life = await confirmed();
  await completeUnit(life.ports, ID, 1);
  await letters(life);
  expect(await open(life, 2, `k2-${ID}`)).toMatchObject({
    ...{ told: 'news', asked: [`open-order ${ID}S1U2`] },
    intents: { [`open-order:${ID}S1U2`]: { body: { detailNo: 2, introduction: '吉他入门第2次课' } } },
  });
});

describe('nothing is opened', () => {
  const parked = { parked: { reason: 'the books differ', at: at('08:00') } };
  test.each<[string, Partial<Unit>, Partial<Order>, number]>([
    ['for a parked order', {}, parked, 1],
    ['for an order being closed', {}, { state: 'closing' }, 1],
    ['for an order that is over', {}, { state: 'expired' }, 1],
    ['out of turn', {}, {}, 2],
    ['that is open', { collection: 'open' }, {}, 1],
    ['that is being opened', { collection: 'opening' }, {}, 1],
    ['while the last is unsettled', { teaching: 'confirmed', collection: 'paying' }, {}, 2],
    ['when everything was taught', { teaching: 'confirmed', collection: 'paid' }, {}, 1],
  ])('%s', async (_, changes, ofOrder, unitNo) => {
    const life = await coming();
    await made(life, changes, ofOrder);
    expect(await open(life, unitNo)).toEqual(DONE);
  });

  test('when no unit is left', async () => {
    const life = await coming({ classes: 1 });
    await made(life, { teaching: 'confirmed', collection: 'paid' });
    expect(await open(life)).toEqual(DONE);
  });

  test('for a seat that is not there', async () => {
    expect(await open(await coming(), 1, 'k9')).toEqual(DONE);
  });

  test('for nothing', async () => {
    const life = await coming();
    expect(await leftBy(life, () => openFor(life.ports, ID, 1, async () => undefined))).toEqual(DONE);
  });

  test('from the moment on in which the class begins', async () => {
    const life = await coming();
    life.skipTo(life.classStart(1));
    expect(await open(life)).toEqual(DONE);
    const early = await coming();
    early.skipTo(plus(early.classStart(1), -1));
    expect(await open(early)).toMatchObject({ told: 'news' });
  });
});

test('a lesson opens its unit in the moment for which it is wanted', async () => {
  const life = await coming();
  const soon = plus(life.now(), HOUR);
  const seen: string[] = [];
  const left = await leftBy(life, () =>
    openFor(life.ports, ID, 1, async (_tx, now) => {
      seen.push(now);
      return soon;
    }),
  );
  expect(left.units).toMatchObject({ 1: { collection: 'open', startTime: soon } });
  expect(seen).toEqual([at('08:00')]);
});

describe('a class changed a moment ago, whose seat has not followed it', () => {
  const change = async (life: CourseLife, changes: object) => {
    const cls = life.store.all('classes').find(({ _id }) => _id === 'k1');
    await life.store.updateIf('classes', 'k1', { revision: cls?.revision ?? 0 }, changes);
  };

  test('cancelled: nothing is opened, the seat is given back', async () => {
    const life = await coming();
    await change(life, { state: 'cancelled' });
    const left = await open(life);
    expect(left).toMatchObject({ told: 'news', seats: { [`k1-${ID}`]: { state: 'released' } } });
    expect(left.asked).toBeUndefined();
  });

  test('held at its hour all the same: its unit opens', async () => {
    const life = await coming();
    await change(life, { moving: { at: life.now() } });
    expect(await open(life)).toMatchObject({ told: 'news', units: { 1: { collection: 'open' } } });
    const earlier = await coming();
    await change(earlier, { startsAt: plus(earlier.classStart(1), HOUR) });
    expect(await open(earlier)).toMatchObject({ told: 'news', units: { 1: { collection: 'open' } } });
  });
});
