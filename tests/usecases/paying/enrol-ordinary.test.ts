import type { ErrorCode } from '../../../server/domain/errors';
import { fen } from '../../../server/domain/money';
import type { Order, SigningAttempt } from '../../../server/domain/order/order';
import { DAY, plus } from '../../../server/domain/time';
import { enrolOrdinary } from '../../../server/usecases/paying/enrol-ordinary';
import { order, signedAttempt, unit } from '../../domain/order/orders';
import { Desk, NOW } from '../acting/desk';
import { versionOf } from '../guitar-course';
import { refused } from '../refusals';
import { PAYER } from '../school';
import { UNSIGNED } from './unpaid-class';

const LOCK = { _id: 'enrolment:student1:guitar', orderId: 'order1' };

/** An order of which nothing is signed. */
async function ordered(changes: Partial<Order> = {}): Promise<Desk> {
  return Desk.with({ ...UNSIGNED, state: 'drafted', units: [], ...changes });
}

const choose = (desk: Desk, openid = PAYER) =>
  enrolOrdinary(desk.ports, openid, { requestId: 'r', orderId: 'order1' });

describe('going on without a signature', () => {
  test.each<[string, Partial<Order>, number]>([
    ['before trying to sign', { state: 'drafted' }, 3],
    ['after it was given up', { state: 'abandoned' }, 3],
    ['while signing', { state: 'signing' }, 2],
    [
      'while a signature is under way',
      { state: 'signing', attempts: [signedAttempt({ state: 'unsigned' })] },
      2,
    ],
  ])('%s: every class is a unit to be paid after it was taught', async (_, changes, revision) => {
    const desk = await ordered(changes);
    const before = await desk.order();
    expect(await choose(desk)).toEqual({ done: true });
    const no = (n: number) => unit(n, { outTradeNo: `order1S0U${n}`, originalFen: fen(40_000) });
    expect(await desk.order()).toEqual({
      ...{ ...before, state: 'active', ordinary: true, seatsPending: true, revision, changedAt: NOW },
      ...{ signedAt: NOW, planOverTime: plus(NOW, 200 * DAY), units: [no(1), no(2), no(3)] },
    });
    expect(desk.store.all('locks')).toEqual([LOCK]);
    expect(desk.agenda()).toEqual({ 'order:order1': NOW });
    expect(desk.books()).toEqual([]);
  });

  test('twice is once', async () => {
    const desk = await ordered();
    await choose(desk);
    const before = await desk.order();
    expect(await choose(desk)).toEqual({ done: true });
    expect(await desk.order()).toEqual(before);
  });

  test('keeps the place that the order holds already', async () => {
    const desk = await ordered({ state: 'signing' });
    await desk.store.insert('locks', LOCK);
    await choose(desk);
    expect(desk.store.all('locks')).toEqual([LOCK]);
  });
});

describe('going on without a signature is refused', () => {
  test.each<[string, Partial<Order>, [ErrorCode, string]]>([
    ['once it is active', order(), ['WRONG_STATE', 'order order1 is active']],
    ['while it closes', { state: 'closing' }, ['WRONG_STATE', 'order order1 is closing']],
    [
      'once one of the signatures is there',
      { state: 'signing', attempts: [attempt(1, 'lapsed'), attempt(2, 'signed')] },
      ['WRONG_STATE', 'order order1 is signed'],
    ],
  ])('%s', async (_, changes, error) => {
    const desk = await ordered(changes);
    const before = await desk.order();
    expect(await refused(choose(desk))).toEqual(error);
    expect(await desk.order()).toEqual(before);
    expect(desk.store.all('locks')).toEqual([]);
  });

  test('where the institution does not allow it', async () => {
    const desk = await ordered({ state: 'signing' });
    const version = versionOf({ changes: { ordinaryPayment: false } });
    await desk.store.transaction((tx) => tx.put('course_versions', version));
    const error = ['NOT_ON_SALE', 'guitar-v1 takes no ordinary payment'];
    expect(await refused(choose(desk))).toEqual(error);
    expect(await desk.order()).toMatchObject({ state: 'signing', units: [] });
  });

  test('while the student has another order of the course', async () => {
    const desk = await ordered({ state: 'signing' });
    await desk.store.insert('locks', { ...LOCK, orderId: 'order2' });
    await expect(choose(desk)).rejects.toMatchObject({
      ...{ code: 'ALREADY_ENROLLED', detail: { orderId: 'order2' } },
    });
    expect(desk.store.all('locks')).toEqual([{ ...LOCK, orderId: 'order2' }]);
  });

  test('to anybody else', async () => {
    const desk = await ordered();
    expect(await refused(choose(desk, 'o-other'))).toEqual(['NOT_FOUND', 'no order order1 of this payer']);
    expect(await desk.order()).toMatchObject({ state: 'drafted' });
  });
});

function attempt(no: number, state: SigningAttempt['state']): SigningAttempt {
  return signedAttempt({ no, state });
}
