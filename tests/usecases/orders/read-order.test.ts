import { readContract } from '../../../server/usecases/orders/read-contract';
import { existingOrder, ownOrder, readOrder } from '../../../server/usecases/orders/read-order';
import { hours, MONDAY, order, seat } from '../../domain/order/orders';
import { Desk } from '../acting/desk';
import { addClass } from '../guitar-course';
import { PAYER } from '../school';

const ORDER = { orderId: 'order1' };
const read = (desk: Desk) => readOrder(desk.ports, PAYER, ORDER);

describe('an order', () => {
  test('is given to its payer, and to staff who know its id', async () => {
    const { ports, store } = await Desk.open();
    const stored = await store.get('orders', 'order1');
    expect(await ownOrder(ports, PAYER, 'order1')).toEqual(stored);
    expect(await existingOrder(ports, 'order1')).toEqual(stored);
  });

  test.each([
    ['somebody else', 'o-other', 'order1'],
    ['nobody', PAYER, 'order9'],
  ])('that is owned by %s is not found by her', async (_, openid, orderId) => {
    const { ports } = await Desk.open();
    const notFound = { code: 'NOT_FOUND', message: `no order ${orderId} of this payer` };
    await expect(ownOrder(ports, openid, orderId)).rejects.toMatchObject(notFound);
    await expect(readOrder(ports, openid, { orderId })).rejects.toMatchObject(notFound);
    await expect(readContract(ports, openid, { orderId })).rejects.toMatchObject(notFound);
  });

  test('that is not there is not found by staff', async () => {
    const { ports } = await Desk.open();
    const notFound = { code: 'NOT_FOUND', message: 'no order order9' };
    await expect(existingOrder(ports, 'order9')).rejects.toMatchObject(notFound);
  });
});

describe('the page of an order', () => {
  test('names the student and the course, and has no classes before any is scheduled', async () => {
    const page = await read(await Desk.open());
    expect(page).toMatchObject({ studentName: '李小梅', courseTitle: '吉他入门', classes: [], holds: [] });
    expect(page).not.toHaveProperty('nextClass');
  });

  test('has the classes by their start; not those whose seat was given back, nor what is no class any more', async () => {
    const desk = await Desk.open();
    const { store } = desk;
    for (const no of [3, 2, 1, 4]) await addClass(store, no, hours(no * 24), MONDAY);
    for (const no of [3, 2, 1, 9]) await store.insert('seats', seat(hours(no * 24), { classId: `k${no}` }));
    await store.insert('seats', seat(hours(96), { classId: 'k4', state: 'released' }));
    await store.insert('seats', seat(hours(24), { _id: 'k1-order2', orderId: 'order2' }));
    const { classes } = await read(desk);
    const shown = { title: '吉他课', place: '301', online: false, seat: 'booked' };
    expect(classes).toEqual(
      [1, 2, 3].map((no) => ({
        ...{ ...shown, classId: `k${no}`, startsAt: hours(no * 24), endsAt: hours(no * 24 + 1) },
      })),
    );
  });

  test('has all the classes of a long course', async () => {
    const desk = await Desk.open();
    for (let no = 1; no <= 101; no += 1) {
      await addClass(desk.store, no, hours(no * 24), MONDAY);
      await desk.store.insert('seats', seat(hours(no * 24), { classId: `k${no}` }));
    }
    expect((await read(desk)).classes).toHaveLength(101);
  });

  test('whose student was erased has a dash for the name', async () => {
    const desk = await Desk.open();
    await desk.store.removeWhere('students', { _id: 'student1' });
    expect((await read(desk)).studentName).toBe('—');
  });
});

test('the contract is shown as it was accepted, with the proof of it', async () => {
  const { ports } = await Desk.open();
  expect(await readContract(ports, PAYER, ORDER)).toEqual({
    ...{ ...ORDER, courseTitle: '吉他入门', text: '培训服务合同正文' },
    ...order().contract,
  });
});
