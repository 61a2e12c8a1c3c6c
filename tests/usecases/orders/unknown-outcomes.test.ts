import { DAY, HOUR, MINUTE, plus } from '../../../server/domain/time';
import { CourseLife } from '../course-life';
import type { CallKind, Mishap } from '../fake-pay-score';

/** One class taught, charged, and the plan at its end, with things going wrong on the way. */
async function course(mishaps: [CallKind, ...Mishap[]][]) {
  const life = await CourseLife.open({ classes: 1 });
  const id = await life.enrol();
  for (const [kind, ...list] of mishaps) life.pay.next(kind, ...list);
  await life.attend(id, 1);
  await life.runFor(3 * DAY);
  return { life, id };
}

const BOOKS = ['charge 10000 u1', 'collect 10000 u1'];

describe('a completion whose answer is lost', () => {
  test('is asked about first; done, it is not sent again', async () => {
    const { life, id } = await course([['complete-order', 'done-unheard']]);
    expect(life.books(id)).toEqual(BOOKS);
    expect(life.pay.times('complete-order')).toBe(1);
    expect(life.pay.taken()).toBe(10_000);
    life.expectExplained();
  });

  test('not done, is sent again with the same bytes', async () => {
    const { life, id } = await course([['complete-order', 'not-done', 'busy', 'not-done']]);
    expect(life.books(id)).toEqual(BOOKS);
    expect(life.pay.times('complete-order')).toBe(4);
    const asked = life.pay.asked
      .filter((line) => /(complete|query)-order/.test(line))
      .map((l) => l.split(' ')[0]);
    expect(asked.slice(0, 4)).toEqual(['complete-order', 'query-order', 'complete-order', 'query-order']);
    life.expectExplained();
  });

  test('not to be asked about, is not repeated blindly', async () => {
    const life = await CourseLife.open({ classes: 1 });
    const id = await life.enrol();
    await life.attend(id, 1);
    life.pay.next('complete-order', 'not-done');
    life.pay.next('query-order', ...Array(40).fill('not-done'));
    await life.runFor(30 * HOUR);
    expect(life.pay.times('complete-order')).toBe(1);
    expect(life.unit(id, 1).collection).toBe('completing');
    await life.runFor(2 * DAY);
    expect(life.books(id)).toEqual(BOOKS);
  });
});

describe('a completion that WeChat refuses', () => {
  test('is shown to staff once, tried on, and settled when it succeeds', async () => {
    const life = await CourseLife.open({ classes: 1 });
    const id = await life.enrol();
    await life.attend(id, 1);
    life.pay.next('complete-order', ...Array(8).fill({ refused: 'PARAM_ERROR' }));
    await life.runFor(24 * HOUR + 5 * MINUTE);
    expect(life.tasks()).toEqual(['stuck_call']);
    const [task] = life.store.all('tasks');
    await life.runFor(10 * MINUTE);
    expect(life.store.all('tasks')).toEqual([task]);
    await life.runFor(3 * HOUR);
    expect(life.books(id)).toEqual(BOOKS);
    expect(life.tasks()).toEqual([]);
    expect(life.store.all('intents').find((i) => i.kind === 'complete-order')?.state).toBe('done');
  });

  test('although it was done, is found paid', async () => {
    const { life, id } = await course([
      ['complete-order', 'done-unheard', { refused: 'INVALID_ORDER_STATE' }],
      ['query-order', 'not-done'],
    ]);
    expect(life.books(id)).toEqual(BOOKS);
    expect(life.tasks()).toEqual([]);
  });
});

describe('every call may be lost, unheard or put off', () => {
  const calls: CallKind[] = ['open-order', 'complete-order', 'query-order', 'query-sign-plan'];
  const ways: Mishap[][] = [
    ['done-unheard'],
    ['not-done'],
    ['busy'],
    ['not-done', 'done-unheard'],
    ['done-unheard', 'not-done', 'busy'],
  ];
  test.each(calls.flatMap((call) => ways.map((way) => [call, way.join(', then ')] as const)))(
    '%s: %s; the course ends the same',
    async (call, way) => {
      const { life, id } = await course([[call, ...(way.split(', then ') as Mishap[])]]);
      expect(life.books(id)).toEqual(BOOKS);
      expect(life.orderDoc(id).state).toBe('completed');
      life.expectExplained();
    },
  );

  test.each<[CallKind, Mishap]>([
    ['cancel-order', 'done-unheard'],
    ['cancel-order', 'not-done'],
    ['stop-sign-plan', 'done-unheard'],
    ['stop-sign-plan', 'not-done'],
  ])('%s, when closing: %s', async (call, mishap) => {
    const life = await CourseLife.open();
    const id = await life.enrol();
    await life.runTo(life.classStart(1));
    life.pay.next(call, mishap, mishap);
    await life.close(id);
    await life.runFor(HOUR);
    expect(life.orderDoc(id).state).toBe('closed');
    expect([life.pay.stateOf(`${id}S1U1`), life.pay.stateOf(`${id}S1`)]).toEqual([
      'REVOKED',
      'SIGN_PLAN_CANCEL',
    ]);
    life.expectExplained();
  });

  test('an opening still unknown when the order is closed is not repeated, and cancelled if it was done', async () => {
    for (const mishap of ['done-unheard', 'not-done'] as const) {
      const life = await CourseLife.open();
      const id = await life.enrol();
      life.pay.next('open-order', mishap);
      life.pay.next('query-order', 'not-done', 'not-done');
      await life.runTo(plus(life.classStart(1), -119 * MINUTE));
      await life.close(id);
      await life.runFor(HOUR);
      expect(life.pay.times('open-order')).toBe(1);
      expect(life.orderDoc(id).state).toBe('closed');
      expect(life.unit(id, 1).collection).toBe(mishap === 'not-done' ? 'refused' : 'cancelled');
    }
  });
});
