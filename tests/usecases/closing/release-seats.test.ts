import type { Seat } from '../../../server/domain/class/class';
import { openSeats, released } from '../../../server/usecases/closing/release-seats';
import { hours, seat } from '../../domain/order/orders';
import { Desk } from '../acting/desk';
import { lastDays } from './last-days';

describe('the seats that an order gives back', () => {
  test('are those to come, on hold or not, and no other order’s', async () => {
    const { store } = await lastDays();
    expect(await openSeats(store, 'order1')).toEqual(['k2-order1', 'k3-order1']);
  });

  test('are all of them, in however long a course', async () => {
    const { store } = await Desk.open();
    for (let no = 1; no <= 101; no += 1) await store.insert('seats', seat(hours(no), { classId: `k${no}` }));
    expect(await openSeats(store, 'order1')).toHaveLength(101);
  });

  test.each<[Seat['state'], boolean]>([
    ['booked', true],
    ['on_hold', true],
    ['attended', false],
    ['late', false],
    ['absent', false],
    ['on_leave', false],
    ['released', false],
  ])('one that is %s by then: %s', async (state, back) => {
    const { store } = await Desk.open();
    const given = seat(hours(72), { classId: 'k2', state });
    await store.insert('seats', given);
    const result = await store.transaction((tx) => released(tx, ['k2-order1']));
    expect(result).toEqual(
      back
        ? { seats: [{ ...given, state: 'released' }], settled: ['seat-k2-order1'] }
        : { seats: [], settled: [] },
    );
  });

  test('one that is gone by then is not missed', async () => {
    const { store } = await Desk.open();
    const result = await store.transaction((tx) => released(tx, ['k2-order1']));
    expect(result).toEqual({ seats: [], settled: [] });
  });
});
