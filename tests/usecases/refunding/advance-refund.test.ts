import { DAY, HOUR, MINUTE, plus } from '../../../server/domain/time';
import type { CallOutcome } from '../../../server/ports/pay-score';
import { advanceRefund } from '../../../server/usecases/refunding/advance-refund';
import { unit } from '../../domain/order/orders';
import { type Desk, NOW } from '../acting/desk';
import { asked, change, GRANTED, granted, refundOf, says, sent, stuck, taken } from './taken-money';

const UNHEARD: CallOutcome<never> = { kind: 'unknown', reason: 'timeout' };
const PROCESSING = { ...GRANTED, state: 'processing', revision: 3 } as const;

const goOn = (desk: Desk, id = 'order1R1') => advanceRefund(desk.ports, id);

const refusal = (status: number, code = 'PARAM_ERROR'): CallOutcome<never> => ({
  ...{ kind: 'refused', status, code, message: '', requestId: 'r-0' },
});

/** What WeChat answers when it is asked for the refund. */
function answers(desk: Desk, outcome: CallOutcome<never>): void {
  desk.world.payments.queryRefund = async () => outcome;
}

/** What WeChat answers when it is sent. */
function answersSending(desk: Desk, outcome: CallOutcome<unknown>): void {
  desk.world.payments.answers.push({ kind: 'create-refund', outcome: outcome as CallOutcome<never> });
}

describe('a refund that was granted', () => {
  test('is sent once, and accepted is not yet given back', async () => {
    const desk = await granted();
    expect(await goOn(desk)).toBe(plus(NOW, MINUTE));
    expect(await refundOf(desk)).toEqual(PROCESSING);
    expect(await desk.unit()).toEqual({ ...taken, refundedFen: 6_000 });
    expect(desk.books()).toEqual(['charge 10000 u1', 'collect 10000 u1']);
    const [intent] = desk.store.all('intents');
    expect(desk.world.payments.sent).toEqual([
      {
        ...{ kind: 'create-refund', key: 'create-refund:order1R1', method: 'POST' },
        ...{ path: '/create-refund', body: intent?.body },
      },
    ]);
    expect(await goOn(desk)).toBe(plus(NOW, MINUTE));
    expect(await refundOf(desk)).toEqual({ ...PROCESSING, polls: 1 });
    expect(sent(desk)).toEqual(['create-refund']);
  });

  test('and is given back at once is over at once', async () => {
    const desk = await granted();
    answersSending(desk, {
      ...{ kind: 'done', value: { outRefundNo: 'order1R1', status: 'SUCCESS' }, requestId: 'r' },
    });
    expect(await goOn(desk)).toBeUndefined();
    expect(await refundOf(desk)).toEqual({ ...GRANTED, state: 'succeeded', endedAt: NOW, revision: 3 });
  });

  test('whose answer is not heard is asked about, and sent again with the same bytes', async () => {
    const desk = await granted();
    answersSending(desk, UNHEARD);
    expect(await goOn(desk)).toBe(plus(NOW, MINUTE));
    expect(await refundOf(desk)).toEqual({ ...GRANTED, polls: 1 });
    expect(await goOn(desk)).toBe(plus(NOW, 5 * MINUTE));
    const [one, two] = desk.world.payments.sent;
    expect(two).toEqual(one);
    expect(await refundOf(desk)).toMatchObject({ state: 'processing', revision: 3 });
  });

  test.each([
    ['is busy', { kind: 'busy', reason: 'frequency' } as const],
    ['is not to be heard', UNHEARD],
    ['will not say', refusal(403, 'NO_AUTH')],
  ])('is not sent while WeChat %s: it may know it already', async (_, outcome) => {
    const desk = await granted();
    answers(desk, outcome);
    expect(await goOn(desk)).toBe(plus(NOW, MINUTE));
    expect(await refundOf(desk)).toEqual({ ...GRANTED, polls: 1 });
    expect(sent(desk)).toEqual([]);
    expect(stuck(desk)).toEqual([]);
  });

  test('that WeChat has already is not sent', async () => {
    const desk = await granted();
    says(desk, 'PROCESSING');
    expect(await goOn(desk)).toBe(plus(NOW, MINUTE));
    expect(await refundOf(desk)).toEqual(PROCESSING);
    expect(sent(desk)).toEqual([]);
  });

  test('that WeChat will not take as it stands is told to a person, and tried again a day later', async () => {
    const desk = await granted();
    answersSending(desk, refusal(400, 'NOT_ENOUGH'));
    const before = await desk.order();
    expect(await goOn(desk)).toBe(plus(NOW, DAY));
    expect(stuck(desk)).toEqual([
      {
        ...{ _id: 'stuck_call-order1-1', institutionId: 'inst', campusId: 'north', kind: 'stuck_call' },
        ...{ forRoles: ['finance', 'owner'], subject: { orderId: 'order1', unitNo: 1 }, state: 'open' },
        reason: '微信支付没有接受这笔退款（NOT_ENOUGH），需要人工查看。',
        ...{ raisedAt: NOW, deadline: plus(NOW, DAY) },
      },
    ]);
    expect(await refundOf(desk)).toEqual(GRANTED);
    expect(await desk.order()).toEqual({ ...before, revision: 3 });
    expect(await goOn(desk)).toBe(plus(NOW, MINUTE));
    expect(sent(desk)).toEqual(['create-refund', 'create-refund']);
  });

  test('whose call is not stored sends nothing and is looked at again', async () => {
    const desk = await granted();
    await desk.store.removeWhere('intents', { subject: 'order1' });
    expect(await goOn(desk)).toBe(plus(NOW, MINUTE));
    expect(await refundOf(desk)).toEqual({ ...GRANTED, polls: 1 });
  });
});

describe('a refund under way', () => {
  test.each([
    [0, MINUTE],
    [1, 5 * MINUTE],
    [2, 30 * MINUTE],
    [3, 2 * HOUR],
    [4, 12 * HOUR],
    [5, DAY],
    [6, DAY],
    [99, DAY],
  ])('of which nothing was heard %i times is looked at after %i ms', async (polls, wait) => {
    const desk = await granted({ state: 'processing', polls });
    says(desk, 'PROCESSING');
    expect(await goOn(desk)).toBe(plus(NOW, wait));
    expect(await refundOf(desk)).toEqual({ ...GRANTED, state: 'processing', polls: polls + 1 });
  });

  test('that the bank does not take is watched on, since finance sends it again by hand', async () => {
    const desk = await granted({ state: 'abnormal', polls: 1 });
    says(desk, 'ABNORMAL');
    expect(await goOn(desk)).toBe(plus(NOW, 5 * MINUTE));
    expect(await refundOf(desk)).toEqual({ ...GRANTED, state: 'abnormal', polls: 2 });
    says(desk, 'PROCESSING');
    expect(await goOn(desk)).toBe(plus(NOW, 30 * MINUTE));
    expect(await refundOf(desk)).toMatchObject({ state: 'processing' });
    says(desk, 'SUCCESS');
    expect(await goOn(desk)).toBeUndefined();
    expect(await refundOf(desk)).toMatchObject({ state: 'succeeded' });
  });

  test.each(['SUCCESS', 'CLOSED'])('is looked at no more after %s', async (status) => {
    const desk = await granted({ state: 'processing' });
    says(desk, status);
    expect(await goOn(desk)).toBeUndefined();
  });

  test('that the bank does not take any more is looked at again', async () => {
    const desk = await granted({ state: 'processing' });
    says(desk, 'ABNORMAL');
    expect(await goOn(desk)).toBe(plus(NOW, MINUTE));
  });
});

describe('a refund that is not under way', () => {
  test.each(['asked', 'declined', 'succeeded', 'closed'] as const)('is left alone: %s', async (state) => {
    const desk = await asked();
    await change(desk, { state });
    const before = await refundOf(desk);
    answers(desk, UNHEARD);
    expect(await goOn(desk)).toBeUndefined();
    expect(await refundOf(desk)).toEqual(before);
    expect((await desk.order()).units).toEqual([taken, unit(2)]);
    expect(sent(desk)).toEqual([]);
  });

  test('because it never was is nobody’s', async () => {
    const desk = await asked();
    answers(desk, UNHEARD);
    expect(await goOn(desk, 'order1R9')).toBeUndefined();
  });
});
