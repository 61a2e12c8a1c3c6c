import fc from 'fast-check';
import { fen } from '../../../server/domain/money';
import { DAY, HOUR, MINUTE } from '../../../server/domain/time';
import { storeCallback } from '../../../server/usecases/callbacks/store-callback';
import { CourseLife } from '../course-life';
import type { Letter } from '../fake-wechat';

/** A learner whose first class was taught and is about to be charged; WeChat's letters are kept back. */
async function aboutToBeCharged() {
  const life = await CourseLife.open({ every: 7 * DAY });
  const id = await life.enrol();
  await life.attend(id, 1);
  life.delivers = false;
  await life.runFor(24 * HOUR - MINUTE);
  return { life, id, no: `${id}S1U1` };
}

function lastLetter(life: CourseLife): Letter {
  const letter = life.pay.letters.at(-1);
  if (letter === undefined) throw new Error('WeChat has written no letter');
  return letter;
}

const BOOKS = ['charge 10000 u1', 'collect 10000 u1'];

describe('a callback', () => {
  test('is stored once under its id, however often it arrives', async () => {
    const { life, no } = await aboutToBeCharged();
    const event = {
      id: 'e1',
      eventType: 'PAYSCORE.USER_PAID',
      businessNo: no,
      resource: '{}',
      createdAt: '',
    };
    const stored = [await storeCallback(life.ports, event), await storeCallback(life.ports, event)];
    expect(stored).toEqual([true, false]);
    const atOnce = { ...event, id: 'e2' };
    expect(
      (await Promise.all([storeCallback(life.ports, atOnce), storeCallback(life.ports, atOnce)])).sort(),
    ).toEqual([false, true]);
  });

  test('doubled, under the same id and under a new one, books once', async () => {
    const { life, id } = await aboutToBeCharged();
    await life.runFor(HOUR);
    const paid = lastLetter(life);
    await life.deliver([paid, paid, { ...paid, id: 'again' }]);
    await Promise.all([life.tick(), life.tick()]);
    expect(life.books(id)).toEqual(BOOKS);
    expect(life.pushes().filter((kind) => kind === 'voucher')).toHaveLength(1);
    life.expectExplained();
  });

  test('lost altogether, is made up for by asking', async () => {
    const { life, id } = await aboutToBeCharged();
    await life.runFor(HOUR);
    expect(life.books(id)).toEqual(BOOKS);
  });

  test('that comes before the answer of its call is right, and the answer is no news', async () => {
    const { life, id } = await aboutToBeCharged();
    const send = life.pay.send.bind(life.pay);
    life.pay.send = async (call) => {
      const answer = await send(call);
      if (call.kind === 'complete-order') {
        await life.deliver([lastLetter(life)]);
        await life.tick();
      }
      return answer;
    };
    await life.runFor(HOUR);
    expect(life.books(id)).toEqual(BOOKS);
    expect(life.logged).not.toContain('order.parked');
    life.expectExplained();
  });

  test.each([1, 9_999, 99_999])(
    'of %d fen instead of what was decided is not believed: WeChat is asked',
    async (fen) => {
      const { life, id, no } = await aboutToBeCharged();
      life.pay.pays = false;
      await life.runFor(2 * MINUTE);
      life.pay.pay(no);
      const letter = lastLetter(life);
      const wrong = letter.resource.replaceAll('10000', String(fen));
      expect(wrong).not.toBe(letter.resource);
      await life.deliver([{ ...letter, resource: wrong }]);
      await life.tick();
      expect(life.books(id)).toEqual(BOOKS);
      expect(life.tasks()).toEqual([]);
      life.expectExplained();
    },
  );

  test('that comes days late, after everything, changes nothing', async () => {
    const { life, id } = await aboutToBeCharged();
    await life.runFor(6 * DAY);
    const before = life.orderDoc(id);
    await life.deliver(life.pay.letters);
    await life.runFor(MINUTE);
    const { revision: _old, changedAt: _then, ...kept } = before;
    const { revision: _new, changedAt: _now, ...after } = life.orderDoc(id);
    expect(after).toEqual(kept);
    expect(life.store.all('notifications').every((n) => n.state === 'applied')).toBe(true);
  });

  test('of a second payment is booked as owed back, and a refund is on its way', async () => {
    const { life, id, no } = await aboutToBeCharged();
    await life.runFor(HOUR);
    life.pay.pay(no);
    const twice = lastLetter(life);
    await life.deliver([twice, { ...twice, id: 'again' }]);
    await life.tick();
    expect(life.books(id)).toEqual([...BOOKS, 'overpaid 10000 u1']);
    expect(life.store.all('refunds')).toMatchObject([
      { orderId: id, refundFen: 10_000, transactionId: 't2' },
    ]);
    life.expectExplained();
  });
});

describe('a callback about a sign plan', () => {
  test('waits while WeChat refuses the question that it leads to, and is applied when that is put right', async () => {
    const life = await CourseLife.open();
    life.delivers = false;
    const id = await life.order();
    life.pay.sign(await life.beginSigning(id));
    // The clock is off, or a key was changed on one side only.
    life.pay.next('query-sign-plan', { refused: 'SIGN_ERROR', status: 401 });
    await life.deliver();
    await life.tick();
    expect(life.tasks()).not.toContain('unknown_event');
    await life.runFor(15 * MINUTE);
    expect(life.store.all('notifications').map((n) => n.state)).toEqual(['applied']);
    expect(life.orderDoc(id).state).toBe('active');
  });
});

describe('a callback that is none of ours', () => {
  test.each<[string, Partial<Letter>]>([
    ['of a kind nobody knows', { eventType: 'PAYSCORE.SOMETHING_NEW' }],
    ['about a number of others', { businessNo: 'SGN_0001' }],
    ['about an order that does not exist', { businessNo: 'nobodyS1U1' }],
    ['about a unit that the order does not have', { businessNo: 'id0001S1U99' }],
    ['about a signing that was not kept', { businessNo: 'id0001S7U1' }],
    ['about a signing that does not exist', { businessNo: 'id0001S9', eventType: 'PAYSCORE.USER_SIGN_PLAN' }],
    ['without a number', { businessNo: '' }],
  ])('%s is kept, ignored and shown to staff', async (_, changes) => {
    const { life, id } = await aboutToBeCharged();
    const before = life.orderDoc(id);
    const letter = {
      id: 'x',
      eventType: 'PAYSCORE.USER_PAID',
      businessNo: `${id}S1U1`,
      resource: '{"payments":[]}',
    };
    await life.deliver([{ ...letter, ...changes }]);
    await life.tick();
    expect(life.store.all('notifications').find((n) => n._id === 'x')).toMatchObject({ state: 'ignored' });
    expect(life.tasks()).toContain('unknown_event');
    expect(life.orderDoc(id)).toEqual(before);
    expect(id).toBe('id0001');
  });
});

describe('news that contradicts the books', () => {
  test('of money we never asked for parks the order, and no money moves any more', async () => {
    const { life, id, no } = await aboutToBeCharged();
    life.pay.meddle(no, { totalFen: fen(10_000) });
    life.pay.pay(no);
    await life.deliver([lastLetter(life)]);
    await life.tick();
    expect(life.orderDoc(id).parked?.reason).toMatch('invariant 4');
    expect(life.tasks().sort()).toEqual(['order_parked', 'unknown_event']);
    await life.runFor(10 * DAY);
    expect(life.books(id)).toEqual([]);
    expect(life.pay.times('complete-order')).toBe(0);
    life.expectSound();
  });

  test('found by asking parks it as well', async () => {
    const { life, id, no } = await aboutToBeCharged();
    life.pay.next('complete-order', 'not-done');
    life.pay.next('query-order', 'not-done');
    await life.runFor(MINUTE);
    life.pay.meddle(no, { totalFen: fen(99_999) });
    await life.runFor(HOUR);
    expect(life.orderDoc(id).parked?.reason).toMatch('invariant 2');
    expect(life.tasks()).toEqual(['order_parked']);
    await life.runFor(5 * DAY);
    expect(life.seat(id, 2).state).toBe('booked');
    expect(life.pay.times('open-order')).toBe(1);
  });

  test('a parked order can still be closed by its payer', async () => {
    const { life, id, no } = await aboutToBeCharged();
    life.pay.meddle(no, { totalFen: fen(10_000) });
    life.pay.pay(no);
    await life.deliver([lastLetter(life)]);
    await life.tick();
    expect(await life.close(id)).toMatchObject({ neverChargedFen: 20_000 });
    await life.runFor(DAY);
    expect(life.orderDoc(id).state).toBe('closing');
  });
});

test('whatever letters arrive, in any order and any number, the books end the same', async () => {
  /** Two classes, the second paid late by hand and twice; all letters of it are told at the end, muddled. */
  async function story(pick: (letters: readonly Letter[]) => Letter[]) {
    const life = await CourseLife.open({ classes: 2, every: 7 * DAY });
    const id = await life.enrol();
    life.delivers = false;
    await life.attend(id, 1);
    await life.attend(id, 2);
    life.pay.pays = false;
    await life.runFor(26 * HOUR);
    life.pay.pay(`${id}S1U2`);
    life.pay.pay(`${id}S1U2`);
    const letters = pick(life.pay.letters);
    for (const [i, letter] of letters.entries()) {
      await life.deliver([{ ...letter, id: `${letter.id}-${i}` }]);
      if (i % 2 === 0) await life.tick();
    }
    await life.runFor(3 * DAY);
    life.expectExplained();
    return { books: life.books(id).sort(), state: life.orderDoc(id).state };
  }
  const straight = await story((letters) => [...letters]);
  expect(straight.state).toBe('completed');
  expect(straight.books).toHaveLength(5);
  const LETTERS = [0, 1, 2, 3];
  const orders = fc
    .array(fc.constantFrom(...LETTERS), { maxLength: 6 })
    .chain((more) => fc.shuffledSubarray([...LETTERS, ...more], { minLength: LETTERS.length + more.length }));
  await fc.assert(
    fc.asyncProperty(orders, async (picks) => {
      const muddled = await story((letters) => picks.map((n) => letters[n] ?? fail(n, letters)));
      expect(muddled).toEqual(straight);
    }),
    { numRuns: 25, seed: 1 },
  );
});

function fail(n: number, letters: readonly Letter[]): never {
  throw new Error(`no letter ${n} of ${letters.length}`);
}
