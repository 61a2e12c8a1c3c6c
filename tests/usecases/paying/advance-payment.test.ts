import type { CallOutcome } from '../../../server/ports/pay-score';
import { advancePayment, applyPaymentFacts } from '../../../server/usecases/paying/advance-payment';
import type { Desk } from '../acting/desk';
import {
  BEGUN,
  begun,
  goOn,
  minutes,
  OPEN,
  open,
  PAID_AT,
  paymentOf,
  REFUSED,
  SUCCESS,
  says,
  sent,
  unpaid,
} from './unpaid-class';

const UNHEARD: CallOutcome<never> = { kind: 'unknown', reason: 'timeout' };
const BUSY: CallOutcome<never> = { kind: 'busy', reason: 'frequency' };

/** Whatever WeChat is asked of the payment, this is its answer. */
function answers(desk: Desk, answer: CallOutcome<never>): void {
  desk.world.payments.queryPayment = async () => answer;
}

/** While WeChat does what it is asked for, this happens. */
function meanwhile(desk: Desk, happens: () => Promise<unknown>): void {
  const { payments } = desk.world;
  const send = payments.send.bind(payments);
  payments.send = async (call) => {
    await happens();
    return send(call);
  };
}

describe('a payment that was begun', () => {
  test('is made at WeChat, and can be paid', async () => {
    const desk = await begun();
    expect(await paymentOf(desk)).toEqual(BEGUN);
    expect(await goOn(desk)).toBe(minutes(1));
    expect(await paymentOf(desk)).toEqual(OPEN);
    const [intent] = desk.store.all('intents');
    expect(desk.world.payments.sent).toEqual([
      {
        ...{ kind: 'create-payment', key: 'create-payment:order1P1', method: 'POST' },
        ...{ path: '/create-payment', body: intent?.body },
      },
    ]);
  });

  test('whose answer is not heard is asked about, and sent again with the same bytes', async () => {
    const desk = await begun();
    desk.world.payments.answers.push({ kind: 'create-payment', outcome: UNHEARD });
    expect(await goOn(desk)).toBe(minutes(1));
    expect(await paymentOf(desk)).toEqual({ ...BEGUN, polls: 1, revision: 2 });
    expect(await goOn(desk)).toBe(minutes(2));
    expect(await paymentOf(desk)).toEqual({ ...OPEN, polls: 2, revision: 4 });
    const [one, two] = desk.world.payments.sent;
    expect(two).toEqual(one);
  });

  test('that WeChat had made after all gets its number by the same bytes', async () => {
    const desk = await begun();
    says(desk, 'NOTPAY');
    expect(await goOn(desk)).toBe(minutes(1));
    expect(await paymentOf(desk)).toEqual(OPEN);
    expect(sent(desk)).toEqual(['create-payment']);
  });

  test('that WeChat will not make is over', async () => {
    const desk = await begun();
    desk.world.payments.answers.push({ kind: 'create-payment', outcome: REFUSED });
    expect(await goOn(desk)).toBeUndefined();
    expect(await paymentOf(desk)).toEqual({ ...BEGUN, state: 'closed', revision: 2 });
    expect(await goOn(desk)).toBeUndefined();
    expect(sent(desk)).toEqual(['create-payment']);
  });

  test('and closed while WeChat makes it stays closed', async () => {
    const desk = await begun();
    meanwhile(desk, () => applyPaymentFacts(desk.ports, 'order1P1', { ...SUCCESS, tradeState: 'CLOSED' }));
    await goOn(desk);
    const after = await paymentOf(desk);
    expect(after.state).toBe('closed');
    expect(after).not.toHaveProperty('prepayId');
  });

  test.each(['paid', 'closed'] as const)('and %s while WeChat refuses it stays so', async (state) => {
    const desk = await begun();
    meanwhile(desk, () => desk.store.updateIf('payments', 'order1P1', {}, { state }));
    desk.world.payments.answers.push({ kind: 'create-payment', outcome: REFUSED });
    expect(await goOn(desk)).toBeUndefined();
    expect(await paymentOf(desk)).toEqual({ ...BEGUN, state, revision: 2 });
  });

  test('whose call is not stored sends nothing and is looked at again', async () => {
    const desk = await begun();
    await desk.store.removeWhere('intents', { subject: 'order1' });
    expect(await goOn(desk)).toBe(minutes(1));
    expect(await paymentOf(desk)).toEqual({ ...BEGUN, polls: 1, revision: 2 });
    expect(sent(desk)).toEqual([]);
  });

  test('that WeChat never made ends with its time, to the minute', async () => {
    const desk = await begun();
    desk.world.payments.answers.push({ kind: 'create-payment', outcome: UNHEARD });
    await goOn(desk);
    desk.world.goTo(minutes(30));
    expect(await goOn(desk)).toBeUndefined();
    expect(await paymentOf(desk)).toEqual({ ...BEGUN, state: 'closed', polls: 1, revision: 3 });
    expect(sent(desk)).toEqual(['create-payment']);
  });

  test('that WeChat made unheard, and whose time is over, is closed: the unit can be paid in another way', async () => {
    const desk = await begun();
    says(desk, 'NOTPAY');
    desk.world.goTo(minutes(30));
    desk.world.payments.answers.push({ kind: 'close-payment', outcome: UNHEARD });
    expect(await goOn(desk)).toBe(minutes(31));
    expect(await paymentOf(desk)).toEqual({ ...BEGUN, state: 'closing', revision: 2 });
    says(desk, 'CLOSED');
    expect(await goOn(desk)).toBeUndefined();
    expect(await paymentOf(desk)).toEqual({ ...BEGUN, state: 'closed', revision: 3 });
    expect(await desk.unit()).toEqual(unpaid);
    expect(sent(desk)).toEqual(['close-payment']);
  });
});

describe('a payment sheet that is open', () => {
  test.each([
    ['NOTPAY', 0, 1],
    ['USERPAYING', 1, 2],
    ['PAYERROR', 2, 5],
    ['NOTPAY', 3, 10],
    ['NOTPAY', 4, 10],
    ['NOTPAY', 9, 10],
  ])('and of which WeChat says %s after %i polls is looked at in %i minutes', async (state, polls, wait) => {
    const desk = await open({ polls });
    says(desk, state);
    expect(await goOn(desk)).toBe(minutes(wait));
    expect(await paymentOf(desk)).toEqual({ ...OPEN, polls: polls + 1, revision: 4 });
    expect(sent(desk)).toEqual(['create-payment']);
  });

  test.each([
    ['busy', BUSY],
    ['not to be heard', UNHEARD],
    ['sure that it has none', REFUSED],
  ])('is looked at later while WeChat is %s', async (_, answer) => {
    const desk = await open({ polls: 0 });
    answers(desk, answer);
    expect(await goOn(desk)).toBe(minutes(1));
    expect(await paymentOf(desk)).toEqual({ ...OPEN, polls: 1, revision: 4 });
  });

  test.each([
    ['in ten minutes, which is before its time is over', 20 - 1 / 60_000, 30 - 1 / 60_000],
    ['when its time is over', 20 + 1 / 60_000, 30],
    ['when its time is over, a moment before', 30 - 1 / 60_000, 30],
  ])('is looked at again %s', async (_, now, next) => {
    const desk = await open({ polls: 8 });
    desk.world.goTo(minutes(now));
    expect(await goOn(desk)).toBe(minutes(next));
    expect(sent(desk)).toEqual(['create-payment']);
  });

  test('and of which nothing is heard when its time is over is asked about on and on', async () => {
    const desk = await open({ polls: 8 });
    answers(desk, UNHEARD);
    desk.world.goTo(minutes(30));
    expect(await goOn(desk)).toBe(minutes(40));
    expect(await paymentOf(desk)).toMatchObject({ state: 'open', polls: 9 });
  });
});

describe('a payment sheet whose time is over', () => {
  async function over(): Promise<Desk> {
    const desk = await open();
    desk.world.goTo(minutes(30));
    return desk;
  }

  test('is closed at WeChat, and its unit is free', async () => {
    const desk = await over();
    expect(await goOn(desk)).toBeUndefined();
    expect(await paymentOf(desk)).toEqual({ ...OPEN, state: 'closed', revision: 5 });
    expect(await desk.store.get('intents', 'close-payment:order1P1')).toEqual({
      ...{ _id: 'close-payment:order1P1', kind: 'close-payment', subject: 'order1', path: '/close-payment' },
      ...{ body: '{"outTradeNo":"order1P1"}', createdAt: minutes(30), state: 'done' },
      attempts: [{ at: minutes(30), outcome: 'done r-0' }],
    });
    expect(await desk.unit()).toEqual(unpaid);
    expect(sent(desk)).toEqual(['create-payment', 'close-payment']);
  });

  test('and whose closing is not heard of is asked about a minute later, and closed again', async () => {
    const desk = await over();
    desk.world.payments.answers.push({ kind: 'close-payment', outcome: UNHEARD });
    expect(await goOn(desk)).toBe(minutes(31));
    expect(await paymentOf(desk)).toEqual({ ...OPEN, state: 'closing', revision: 4 });
    desk.world.goTo(minutes(31));
    expect(await goOn(desk)).toBeUndefined();
    expect(await paymentOf(desk)).toEqual({ ...OPEN, state: 'closed', revision: 5 });
    const [, one, two] = desk.world.payments.sent;
    expect(two).toEqual(one);
  });

  test.each([
    ['busy', BUSY],
    ['sure that it has none', REFUSED],
  ])('is asked about a minute later when WeChat is %s once it was closed', async (_, answer) => {
    const desk = await over();
    meanwhile(desk, async () => answers(desk, answer));
    expect(await goOn(desk)).toBe(minutes(31));
    expect(await paymentOf(desk)).toEqual({ ...OPEN, state: 'closing', revision: 4 });
  });

  test('and that WeChat does not know any more just ends', async () => {
    const desk = await over();
    answers(desk, REFUSED);
    expect(await goOn(desk)).toBeUndefined();
    expect(await paymentOf(desk)).toEqual({ ...OPEN, state: 'closed', revision: 4 });
    expect(sent(desk)).toEqual(['create-payment']);
  });

  test('and that was paid in the last moment is paid: the closing lost', async () => {
    const desk = await over();
    desk.world.payments.answers.push({ kind: 'close-payment', outcome: REFUSED });
    meanwhile(desk, async () => says(desk, 'SUCCESS', { transactionId: 't1', paidAt: PAID_AT }));
    expect(await goOn(desk)).toBeUndefined();
    expect(await paymentOf(desk)).toEqual({
      ...{ ...OPEN, state: 'paid', transactionId: 't1', paidAt: PAID_AT, revision: 5 },
    });
    expect(await desk.unit()).toMatchObject({ collection: 'paid_by_hand' });
  });

  test('and that was paid meanwhile, as its event says, is not closed', async () => {
    const desk = await over();
    const { payments } = desk.world;
    payments.queryPayment = async (no) => {
      await applyPaymentFacts(desk.ports, no, SUCCESS);
      return { kind: 'done', value: { outTradeNo: no, tradeState: 'NOTPAY' }, requestId: 'r' };
    };
    expect(await goOn(desk)).toBeUndefined();
    expect(sent(desk)).toEqual(['create-payment']);
  });
});

describe('a payment that is over', () => {
  test.each(['paid', 'closed'] as const)('because it is %s is left alone', async (state) => {
    const desk = await open({ state });
    desk.world.payments.sent.length = 0;
    const before = await paymentOf(desk);
    answers(desk, REFUSED);
    expect(await goOn(desk)).toBeUndefined();
    expect(await paymentOf(desk)).toEqual(before);
  });

  test('or never was is nobody’s', async () => {
    const desk = await open();
    expect(await advancePayment(desk.ports, 'order1P9')).toBeUndefined();
    expect(await applyPaymentFacts(desk.ports, 'order1P9', SUCCESS)).toBeUndefined();
    expect(await desk.unit()).toEqual({ ...unpaid, livePayment: 'order1P1' });
  });
});
