import { DAY, HOUR, MINUTE, plus } from '../../../server/domain/time';
import { CourseLife } from '../course-life';

const hoursBefore = (life: CourseLife, no: number, hours: number) => plus(life.classStart(no), -hours * HOUR);

/** Time passes to `minutes` before the n-th class. */
function runToMinutesBefore(life: CourseLife, no: number, minutes: number) {
  return life.runTo(plus(life.classStart(no), -minutes * MINUTE));
}

describe('a unit that does not open', () => {
  test('holds the seat, tells both sides once, and is tried again with other bytes under a key of its own', async () => {
    const life = await CourseLife.open();
    const id = await life.enrol();
    life.pay.next('open-order', { refused: 'INVALID_REQUEST' }, { refused: 'INVALID_REQUEST' });
    await life.runTo(hoursBefore(life, 1, 2));
    expect(life.seat(id, 1)).toMatchObject({ state: 'on_hold', holdReason: 'not_opened' });
    expect(life.unit(id, 1)).toMatchObject({ collection: 'refused', refusals: 1 });
    await life.runFor(30 * MINUTE);
    expect(life.unit(id, 1).collection).toBe('open');
    expect(life.seat(id, 1).state).toBe('booked');
    expect(life.pay.times('open-order')).toBe(3);
    expect(life.pushes().filter((kind) => kind.startsWith('seat_'))).toEqual([
      'seat_on_hold',
      'seat_restored',
    ]);
    expect(life.tasks()).toEqual([]);
    life.expectSound();
  });

  test('the learner comes free, and the next class is tried anew', async () => {
    const life = await CourseLife.open();
    const id = await life.enrol();
    life.pay.next('open-order', ...Array(6).fill({ refused: 'INVALID_REQUEST' }));
    expect(await life.attend(id, 1)).toMatchObject({ cameFree: true });
    expect(life.tasks()).toEqual([]);
    await life.attend(id, 2);
    expect(life.unit(id, 1).taught).toMatchObject([{ classId: 'k2' }]);
    await life.runFor(2 * DAY);
    expect(life.books(id)).toEqual(['charge 10000 u1', 'collect 10000 u1']);
    life.expectExplained();
  });

  test('because the plan was closed inside WeChat, unheard, closes the order', async () => {
    const life = await CourseLife.open();
    life.delivers = false;
    const id = await life.enrol();
    await life.runTo(hoursBefore(life, 1, 3));
    life.pay.close(`${id}S1`);
    await life.runTo(hoursBefore(life, 1, 1));
    expect(life.orderDoc(id)).toMatchObject({
      state: 'closed',
      closing: { by: 'wechat', neverChargedFen: 30_000 },
    });
    expect(life.seat(id, 1).state).toBe('released');
  });
});

describe('an opening whose answer is lost', () => {
  test('is found by asking, and no second one is sent', async () => {
    const life = await CourseLife.open();
    const id = await life.enrol();
    life.pay.next('open-order', 'done-unheard');
    await life.runTo(hoursBefore(life, 1, 2));
    expect(life.unit(id, 1).collection).toBe('open');
    expect(life.pay.times('open-order')).toBe(1);
    expect(life.seat(id, 1).state).toBe('booked');
  });

  test('is repeated with the same bytes when it did not happen', async () => {
    const life = await CourseLife.open();
    const id = await life.enrol();
    life.pay.next('open-order', 'not-done', 'busy', 'not-done');
    await runToMinutesBefore(life, 1, 110);
    expect(life.unit(id, 1).collection).toBe('open');
    const asked = life.pay.asked.filter((line) => line.includes(`${id}S1U1`));
    expect(asked.slice(0, 4)).toEqual(
      ['open-order', 'query-order', 'open-order', 'query-order'].map((kind) => `${kind} ${id}S1U1`),
    );
    expect(life.pay.bytes.get(`open-order:${id}S1U1`)).toHaveLength(4);
    life.expectSound();
  });

  test('and can not be asked about: the seat waits on hold, and is restored when it turns out open', async () => {
    const life = await CourseLife.open();
    const id = await life.enrol();
    life.pay.next('open-order', 'done-unheard');
    life.pay.next('query-order', 'not-done', 'busy', 'not-done');
    await runToMinutesBefore(life, 1, 118);
    expect(life.seat(id, 1)).toMatchObject({ state: 'on_hold', holdReason: 'not_opened' });
    await runToMinutesBefore(life, 1, 100);
    expect(life.seat(id, 1).state).toBe('booked');
    expect(life.unit(id, 1).collection).toBe('open');
  });

  test('until the class has begun is not sent any more; the class came free', async () => {
    const life = await CourseLife.open();
    const id = await life.enrol();
    life.pay.next('open-order', ...Array(40).fill('not-done'));
    expect(await life.attend(id, 1)).toMatchObject({ cameFree: true });
    expect(life.unit(id, 1).collection).toBe('refused');
    const sent = life.pay.times('open-order');
    await life.runFor(2 * HOUR);
    expect(life.pay.times('open-order')).toBe(sent);
    life.expectSound();
  });

  test('and which is refused when repeated is believed to be refused only if WeChat does not know it', async () => {
    const life = await CourseLife.open();
    const id = await life.enrol();
    life.pay.next('open-order', 'done-unheard', { refused: 'INVALID_REQUEST' });
    life.pay.next('query-order', { refused: 'RESOURCE_NOT_EXISTS', status: 404 });
    await life.runTo(hoursBefore(life, 1, 2));
    expect(life.unit(id, 1).collection).toBe('open');
    expect(life.unit(id, 1).refusals).toBeUndefined();
  });
});

describe('an order that waits for its user', () => {
  test('opens when she confirms a few seconds later; nobody was alarmed', async () => {
    const life = await CourseLife.open();
    life.pay.begins = 'CREATED';
    const id = await life.enrol();
    await life.runTo(hoursBefore(life, 1, 2));
    expect(life.unit(id, 1).collection).toBe('opening');
    life.pay.confirm(`${id}S1U1`);
    await life.runFor(10);
    expect(life.unit(id, 1).collection).toBe('open');
    expect(life.pushes()).not.toContain('seat_on_hold');
  });

  test('holds the seat while she does not, and is cancelled when the order is closed', async () => {
    const life = await CourseLife.open();
    life.pay.begins = 'CREATED';
    const id = await life.enrol();
    await life.runTo(hoursBefore(life, 1, 1));
    expect(life.seat(id, 1).state).toBe('on_hold');
    await life.close(id);
    await life.runFor(2 * HOUR);
    expect(life.pay.stateOf(`${id}S1U1`)).toBe('REVOKED');
    expect(life.orderDoc(id).state).toBe('closed');
  });
});

describe('while the last unit is not settled', () => {
  test('an unpaid one holds the next seat after half an hour; paid in time, the seat is restored', async () => {
    const life = await CourseLife.open();
    const id = await life.enrol();
    life.pay.pays = false;
    await life.attend(id, 1);
    await life.runTo(hoursBefore(life, 2, 2));
    expect(life.unit(id, 1)).toMatchObject({ collection: 'paying' });
    await runToMinutesBefore(life, 2, 95);
    expect(life.seat(id, 2).state).toBe('booked');
    await runToMinutesBefore(life, 2, 89);
    expect(life.seat(id, 2)).toMatchObject({ state: 'on_hold', holdReason: 'previous_unsettled' });
    life.pay.pay(`${id}S1U1`);
    await runToMinutesBefore(life, 2, 80);
    expect(life.unit(id, 2).collection).toBe('open');
    expect(life.seat(id, 2).state).toBe('booked');
    expect(life.tasks()).toEqual([]);
  });

  test('a hold of a class gone by is a task of its own, apart from the next one', async () => {
    const life = await CourseLife.open();
    const id = await life.enrol();
    life.pay.next('open-order', ...Array(40).fill({ refused: 'INVALID_REQUEST' }));
    await life.runTo(hoursBefore(life, 2, 1));
    expect(life.tasks()).toEqual(['seat_on_hold', 'seat_on_hold']);
    await life.mark(id, 1);
    expect(life.tasks()).toEqual(['seat_on_hold']);
  });

  test('a class called late leaves the next one free, never on credit afterwards', async () => {
    const life = await CourseLife.open();
    const id = await life.enrol();
    await life.runTo(plus(life.classStart(2), HOUR));
    await life.mark(id, 2);
    expect(life.unit(id, 1).taught).toMatchObject([{ classId: 'k2' }]);
    expect(await life.mark(id, 1)).toMatchObject({ cameFree: true });
    await life.runFor(3 * DAY);
    expect(life.pay.taken()).toBe(10_000);
    life.expectExplained();
  });
});
