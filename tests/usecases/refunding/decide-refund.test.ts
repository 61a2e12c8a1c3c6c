import type { RequestOf } from '../../../protocol';
import type { ErrorCode } from '../../../server/domain/errors';
import { fen } from '../../../server/domain/money';
import type { Unit } from '../../../server/domain/order/order';
import type { Refund } from '../../../server/domain/payment/refund';
import { decideRefund, decisionPush } from '../../../server/usecases/refunding/decide-refund';
import { unit } from '../../domain/order/orders';
import { type Desk, ELSEWHERE, NOW } from '../acting/desk';
import { refused } from '../refusals';
import { FINANCE, PAYER } from '../school';
import { ASKED, asked, GRANTED, refundOf, taken } from './taken-money';

type Decision = Partial<RequestOf<'finance', 'decideRefund'>>;

const decide = (desk: Desk, decision: Decision = {}, openid = FINANCE) =>
  decideRefund(desk.ports, openid, {
    ...{ requestId: 'r', refundId: 'order1R1', approve: true, explanation: '同意。' },
    ...decision,
  });

const VIEW = {
  ...{ refundId: 'order1R1', orderId: 'order1', unitNo: 1, kind: 'charge', askedFen: 6_000 },
  ...{ reason: '生病', askedAt: ASKED.askedAt, decidedAt: NOW },
};

describe('a refund that finance grants', () => {
  test('is reserved on the unit, stored as it will be asked of WeChat, told, and in the record', async () => {
    const desk = await asked();
    const before = await desk.order();
    expect(await decide(desk)).toEqual({
      ...{ ...VIEW, state: 'approved', refundFen: 6_000, explanation: '同意。' },
    });
    expect(await refundOf(desk)).toEqual(GRANTED);
    expect(await desk.order()).toEqual({
      ...{ ...before, units: [{ ...taken, refundedFen: 6_000 }, unit(2)], revision: 2, changedAt: NOW },
    });
    const [call, ...more] = desk.store.all('intents');
    expect(more).toEqual([]);
    expect(call).toMatchObject({ _id: 'create-refund:order1R1', subject: 'order1', state: 'pending' });
    expect(JSON.parse(call?.body ?? '')).toEqual({
      ...{ outRefundNo: 'order1R1', transactionId: 't1', refundFen: 6_000, totalFen: 10_000, reason: '生病' },
    });
    expect(desk.agenda()).toMatchObject({ 'refund:order1R1': NOW });
    expect(desk.openTasks()).toEqual(['refund_asked-order1-2']);
    expect(desk.books()).toEqual(['charge 10000 u1', 'collect 10000 u1']);
    expect(desk.store.all('pushes')).toEqual([
      {
        ...{ _id: 'rd-order1R1', openid: PAYER, kind: 'refund_decided', title: '退款 ¥60.00 已同意' },
        ...{ body: '同意。', link: { page: 'voucher', id: 'order1', unitNo: 1 } },
        ...{ facts: { amountFen: 6_000, state: 'approved' }, createdAt: NOW },
        delivery: { state: 'waiting', tries: 0 },
      },
    ]);
    expect(desk.record()).toEqual([
      {
        ...{ at: NOW, by: FINANCE, action: 'decideRefund', subject: 'order1R1' },
        before: { state: 'asked', askedFen: 6_000 },
        after: { state: 'approved', askedFen: 6_000, refundFen: 6_000, explanation: '同意。' },
      },
    ]);
  });

  test.each([1, 5_999])('may be less than was asked for: %i fen', async (amountFen) => {
    const desk = await asked();
    expect(await decide(desk, { amountFen })).toMatchObject({ refundFen: amountFen });
    expect(await desk.unit()).toEqual({ ...taken, refundedFen: amountFen });
  });

  test('counts with what went back before, up to all that was taken', async () => {
    const desk = await asked({}, { units: [{ ...taken, refundedFen: fen(4_000) }, unit(2)] });
    await decide(desk);
    expect(await desk.unit()).toEqual({ ...taken, refundedFen: 10_000 });
  });

  test('is one person’s to grant up to the limit, whatever was asked for', async () => {
    const desk = await asked({ askedFen: fen(10_000) });
    expect(await refused(decide(desk))).toEqual([
      'FOUR_EYES',
      '10000 fen are above 8000: ask for an act instead',
    ]);
    expect(await decide(desk, { amountFen: 8_000 })).toMatchObject({ refundFen: 8_000 });
  });
});

describe('a refund that finance declines', () => {
  test('moves nothing, and the payer reads why', async () => {
    const desk = await asked();
    const before = await desk.order();
    const answer = await decide(desk, { approve: false, explanation: '已按约上课。' });
    expect(answer).toEqual({ ...VIEW, state: 'declined', explanation: '已按约上课。' });
    expect(await refundOf(desk)).toEqual({
      ...{ ...ASKED, state: 'declined', decidedBy: FINANCE, decidedAt: NOW, explanation: '已按约上课。' },
      revision: 2,
    });
    expect(await desk.order()).toEqual({ ...before, revision: 2, changedAt: NOW });
    expect(desk.store.all('intents')).toEqual([]);
    expect(desk.agenda()).not.toHaveProperty('refund:order1R1');
    expect(desk.openTasks()).toEqual(['refund_asked-order1-2']);
    expect(desk.store.all('pushes')).toMatchObject([
      {
        ...{ _id: 'rd-order1R1', openid: PAYER, title: '退款申请有了答复', body: '已按约上课。' },
        ...{ link: { page: 'voucher', id: 'order1', unitNo: 1 } },
        facts: { amountFen: 0, state: 'declined' },
      },
    ]);
    expect(desk.record()).toMatchObject([{ after: { state: 'declined', askedFen: 6_000 } }]);
  });

  test('may be above the limit of one person', async () => {
    const desk = await asked({ askedFen: fen(10_000) });
    expect(await decide(desk, { approve: false })).toMatchObject({ state: 'declined' });
  });

  test('may be her own: she gets nothing by it', async () => {
    const desk = await asked({ payerOpenid: FINANCE });
    expect(await decide(desk, { approve: false })).toMatchObject({ state: 'declined' });
  });

  test('may be of money that went back by now', async () => {
    const desk = await asked({}, { units: [{ ...taken, refundedFen: fen(10_000) }, unit(2)] });
    expect(await decide(desk, { approve: false })).toMatchObject({ state: 'declined' });
    expect(await desk.unit()).toEqual({ ...taken, refundedFen: 10_000 });
  });
});

describe('a decision is refused', () => {
  const own: [ErrorCode, string] = ['FOUR_EYES', 'nobody decides about her own money alone'];
  const elsewhere: [ErrorCode, string] = ['FORBIDDEN', 'finance may not decideRefund here'];

  test.each<[string, Partial<Refund>, Decision, string, [ErrorCode, string]]>([
    ['to whoever is no staff', {}, {}, PAYER, ['FORBIDDEN', 'not a member of staff']],
    ['to whoever works at another campus', {}, {}, ELSEWHERE, elsewhere],
    ['there also to decline', {}, { approve: false }, ELSEWHERE, elsewhere],
    ['about one that never was', {}, { refundId: 'R9' }, FINANCE, ['NOT_FOUND', 'no refund R9']],
    ['about her own money', { payerOpenid: FINANCE }, {}, FINANCE, own],
    ['that gives nothing', {}, { amountFen: 0 }, FINANCE, ['BAD_REQUEST', '0 of 6000 fen asked']],
    [
      'above what was asked for',
      {},
      { amountFen: 6_001 },
      FINANCE,
      ['BAD_REQUEST', '6001 of 6000 fen asked'],
    ],
  ])('%s', async (_, refund, decision, openid, error) => {
    const desk = await asked(refund);
    const before = await refundOf(desk);
    expect(await refused(decide(desk, decision, openid))).toEqual(error);
    expect(await refundOf(desk)).toEqual(before);
    expect(await desk.unit()).toEqual(taken);
    expect(desk.store.all('pushes')).toEqual([]);
  });

  test.each(['approved', 'declined', 'processing', 'succeeded', 'closed', 'abnormal'] as const)(
    'when it was made already: %s',
    async (state) => {
      const desk = await asked({ state });
      const error = ['WRONG_STATE', `refund order1R1 is ${state}`];
      expect(await refused(decide(desk))).toEqual(error);
      expect(await refused(decide(desk, { approve: false }))).toEqual(error);
    },
  );

  test('at the amount, when it is above what was asked for', async () => {
    const desk = await asked();
    await expect(decide(desk, { amountFen: 6_001 })).rejects.toMatchObject({
      detail: { field: 'amountFen' },
    });
  });

  test.each<[Partial<Unit>, number]>([
    [{ refundedFen: fen(4_001) }, 5_999],
    [{ collectedFen: fen(5_999) }, 5_999],
    [{ collectedFen: undefined as never }, 0],
  ])('above what is left of it by now: %j', async (changes, most) => {
    const desk = await asked({}, { units: [{ ...taken, ...changes }, unit(2)] });
    const detail = { field: 'amountFen', most };
    const error = { code: 'BAD_REQUEST', message: `unit 1 has ${most} fen left`, detail };
    await expect(decide(desk)).rejects.toMatchObject(error);
    expect(await refundOf(desk)).toEqual(ASKED);
  });
});

test('a decision without words is told without any', () => {
  const { explanation: _, ...wordless } = GRANTED;
  expect(decisionPush(wordless)).toMatchObject({ title: '退款 ¥60.00 已同意', body: '' });
});
