import { DAY, HOUR, MINUTE, plus } from '../../../server/domain/time';
import { undoMark } from '../../../server/usecases/teaching/undo-mark';
import { CourseLife, OWNER } from '../course-life';

const WEEKLY = { every: 7 * DAY };

/** A learner whose first class has just been taught. */
async function taught(options = {}) {
  const life = await CourseLife.open({ ...WEEKLY, ...options });
  const id = await life.enrol();
  await life.attend(id, 1);
  return { life, id, no: `${id}S1U1` };
}

describe('after a class', () => {
  test('nothing is charged while the window runs; at its end the price is, to the fen', async () => {
    const { life, id, no } = await taught();
    await life.runFor(24 * HOUR - MINUTE);
    expect(life.pay.times('complete-order')).toBe(0);
    await life.runFor(MINUTE);
    expect(life.pay.totalOf(no)).toBe(10_000);
    expect(life.unit(id, 1).collection).toBe('paid');
  });

  test('the voucher and every line of the ledger say why', async () => {
    const { life, id } = await taught();
    await life.runFor(25 * HOUR);
    const [push] = life.store.all('pushes').filter((p) => p.kind === 'voucher');
    expect(push).toMatchObject({ link: { page: 'voucher', id, unitNo: 1 }, facts: { amountFen: 10_000 } });
    for (const entry of life.ledger(id)) {
      expect(entry.why).toMatchObject({
        contractVersion: 1,
        contractHash: 'ab'.repeat(32),
        regionRule: 'rule',
        classes: [{ classId: 'k1', mark: 'attended', priceFen: 10_000 }],
      });
    }
    expect(life.ledger(id).at(-1)?.why.transactionId).toBe('t1');
  });

  test('the learner may confirm early and is charged at once', async () => {
    const { life, id } = await taught();
    await life.confirm(id, 1);
    await life.tick();
    expect(life.unit(id, 1)).toMatchObject({ collection: 'paid', collectedFen: 10_000 });
  });

  test('a roll called while the class runs can not be confirmed before its end', async () => {
    const life = await CourseLife.open(WEEKLY);
    const id = await life.enrol();
    await life.runTo(plus(life.classStart(1), 10 * MINUTE));
    await life.mark(id, 1);
    const view = await life.refresh(id);
    expect(view.units[0]?.actions).toEqual(['object']);
    await expect(life.confirm(id, 1)).rejects.toMatchObject({ code: 'WRONG_STATE' });
    await life.runFor(50 * MINUTE);
    expect((await life.confirm(id, 1)).status).toBe('charging');
  });

  test('a mark taken back charges nothing', async () => {
    const { life, id } = await taught();
    await undoMark(life.ports, OWNER, `k1-${id}`);
    await life.runFor(30 * HOUR);
    expect(life.pay.taken()).toBe(0);
    await life.mark(id, 1, 'late');
    await life.runFor(25 * HOUR);
    expect(life.books(id)).toEqual(['charge 10000 u1', 'collect 10000 u1']);
    expect(life.ledger(id)[0]?.why.classes).toMatchObject([{ mark: 'late' }]);
  });
});

describe('an objection', () => {
  async function objected() {
    const story = await taught();
    await story.life.runFor(HOUR);
    await story.life.object(story.id, 1);
    return story;
  }

  test('stops the charge for as long as it takes', async () => {
    const { life, id } = await objected();
    await life.runFor(5 * DAY);
    expect(life.unit(id, 1)).toMatchObject({ teaching: 'objected', collection: 'open' });
    expect(life.pay.taken()).toBe(0);
    expect(life.tasks()).toContain('objection');
  });

  test('rejected: the price as signed is charged', async () => {
    const { life, id } = await objected();
    await life.decide(id, 1, 'rejected');
    await life.tick();
    expect(life.books(id)).toEqual(['charge 10000 u1', 'collect 10000 u1']);
    expect(life.ledger(id)[0]?.why.decision).toBe('rejected: 老师迟到了');
  });

  test('lowered: only that is charged', async () => {
    const { life, id, no } = await objected();
    await life.decide(id, 1, 'lowered', 4_000);
    await life.tick();
    expect(life.pay.totalOf(no)).toBe(4_000);
    expect(life.books(id)).toEqual(['charge 4000 u1', 'collect 4000 u1']);
  });

  test('waived: completed with 0 fen, so that the next class can open', async () => {
    const { life, id, no } = await objected();
    await life.decide(id, 1, 'waived');
    await life.tick();
    expect([life.pay.stateOf(no), life.pay.totalOf(no)]).toEqual(['DONE', 0]);
    expect(life.unit(id, 1).collection).toBe('zero');
    expect(life.books(id)).toEqual([]);
    expect(life.pushes()).not.toContain('voucher');
    await life.attend(id, 2);
    expect(life.unit(id, 2).teaching).toBe('taught');
  });

  test('undecided, puts the next seat on hold; decided in time, it is restored', async () => {
    const { life, id } = await objected();
    await life.runTo(plus(life.classStart(2), -HOUR));
    expect(life.seat(id, 2)).toMatchObject({ state: 'on_hold', holdReason: 'previous_unsettled' });
    await life.decide(id, 1, 'rejected');
    await life.runFor(MINUTE);
    expect(life.unit(id, 2).collection).toBe('open');
    expect(life.seat(id, 2).state).toBe('booked');
  });
});

describe('absence', () => {
  test('charges nothing; the next class, a make-up, is charged on the same unit', async () => {
    const life = await CourseLife.open({ classes: 2, every: 7 * DAY });
    const id = await life.enrol();
    await life.attend(id, 1, 'absent');
    await life.attend(id, 2, 'on_leave');
    await life.runFor(3 * DAY);
    expect(life.unit(id, 1)).toMatchObject({ teaching: 'planned', collection: 'open' });
    expect(life.pay.times('open-order')).toBe(1);
    for (const no of [3, 4]) await life.addClass(no);
    const seats = life.store.all('seats').filter((s) => s.classId === 'k1');
    for (const no of [3, 4])
      await life.store.insert('seats', {
        ...(seats[0] ?? life.seat(id, 1)),
        ...{ _id: `k${no}-${id}`, classId: `k${no}`, state: 'booked', marks: [] },
        ...{ startsAt: life.classStart(no), endsAt: plus(life.classStart(no), HOUR) },
      });
    await life.attend(id, 3);
    await life.attend(id, 4);
    await life.runFor(3 * DAY);
    expect(life.orderDoc(id).state).toBe('completed');
    expect(life.orderDoc(id).units.map((u) => u.taught.map((t) => t.classId))).toEqual([['k3'], ['k4']]);
    life.expectExplained();
  });
});

describe('a deduction that does not succeed', () => {
  async function unpaid() {
    const life = await CourseLife.open(WEEKLY);
    const id = await life.enrol();
    life.pay.pays = false;
    await life.attend(id, 1);
    await life.runFor(24 * HOUR);
    return { life, id, no: `${id}S1U1` };
  }

  test('is told once to the payer and to finance, however long it takes', async () => {
    const { life, id } = await unpaid();
    expect(life.pushes()).not.toContain('owing');
    await life.runFor(2 * HOUR);
    const [task] = life.store.all('tasks').filter((t) => t.kind === 'owing');
    await life.runFor(2 * DAY);
    expect(life.pushes().filter((kind) => kind === 'owing')).toHaveLength(1);
    expect(life.store.all('tasks').filter((t) => t.kind === 'owing')).toEqual([task]);
    expect((await life.refresh(id)).units[0]).toMatchObject({ status: 'owing', actions: ['pay'] });
    expect(life.books(id)).toEqual(['charge 10000 u1']);
  });

  test('is asked about less and less often', async () => {
    const { life, no } = await unpaid();
    await life.runFor(2 * DAY);
    const asked = life.pay.times('query-order', no);
    await life.runFor(2 * DAY);
    expect(asked).toBeLessThan(20);
    expect(life.pay.times('query-order', no) - asked).toBeLessThanOrEqual(5);
  });

  test('and then does, is paid; the task is gone', async () => {
    const { life, id, no } = await unpaid();
    await life.runFor(3 * HOUR);
    life.pay.pay(no);
    await life.runFor(MINUTE);
    expect(life.unit(id, 1).collection).toBe('paid');
    expect(life.tasks()).toEqual([]);
    life.expectExplained();
  });

  test('blocks another order of the payer meanwhile, not before half an hour', async () => {
    const { life } = await unpaid();
    const other = await life.order('student2');
    expect(other).toBeDefined();
    await life.runFor(HOUR);
    await life.runFor(DAY);
    await expect(life.order('student2')).rejects.toMatchObject({ code: 'OWING' });
  });
});

describe('the whole course as one unit', () => {
  test('opens once and is charged when the last class was taught', async () => {
    const life = await CourseLife.open({ classes: 2, every: 2 * DAY });
    const id = await life.enrol('student1', 'whole');
    await life.attend(id, 1);
    await life.runFor(26 * HOUR);
    expect(life.pay.taken()).toBe(0);
    await life.attend(id, 2);
    await life.runFor(2 * DAY);
    expect(life.books(id)).toEqual(['charge 20000 u1', 'collect 20000 u1']);
    expect(life.pay.times('open-order')).toBe(1);
    expect(life.orderDoc(id).state).toBe('completed');
  });
});
