import type { Invoice } from '../../../server/domain/invoice/invoice';
import { fen } from '../../../server/domain/money';
import type { Order } from '../../../server/domain/order/order';
import type { Refund } from '../../../server/domain/payment/refund';
import { DAY, plus } from '../../../server/domain/time';
import { applyRefundFacts } from '../../../server/usecases/refunding/advance-refund';
import { hours, unit } from '../../domain/order/orders';
import { type Desk, NOW } from '../acting/desk';
import { PAYER } from '../school';
import { facts, GRANTED, granted, refundOf, stuck, taken } from './taken-money';

const RESERVED = { ...taken, refundedFen: fen(6_000) };
const BOOKED = ['charge 10000 u1', 'collect 10000 u1'];

const apply = (desk: Desk, status: string, id = 'order1R1') =>
  applyRefundFacts(desk.ports, id, facts(status, id));

/** An entry of finance's work list about the refund. */
const TASK = {
  ...{ _id: 'stuck_call-order1-1', institutionId: 'inst', campusId: 'north', kind: 'stuck_call' },
  ...{ forRoles: ['finance', 'owner'], subject: { orderId: 'order1', unitNo: 1 }, state: 'open' },
  ...{ raisedAt: NOW, deadline: plus(NOW, DAY) },
};

const ISSUED: Invoice = {
  ...{ _id: 'i1', institutionId: 'inst', campusId: 'north', orderId: 'order1', payerOpenid: PAYER },
  ...{ titleKind: 'person', title: '李小梅', email: 'a@b.cn', unitNos: [1], amountFen: fen(10_000) },
  ...{ state: 'issued', askedAt: hours(30), issuedAt: hours(31), number: '0042', revision: 2 },
};

/** Messages beyond that of the decision. */
const news = (desk: Desk) => desk.store.all('pushes').filter(({ _id }) => _id !== 'rd-order1R1');

const processing = (refund: Partial<Refund> = {}, changes: Partial<Order> = {}) =>
  granted({ state: 'processing', ...refund }, changes);

describe('money that has come back', () => {
  test('is booked, and what stood on the work list about it is settled', async () => {
    const desk = await processing();
    await desk.putTasks(['stuck_call'], 1);
    await desk.putTasks(['stuck_call'], 2);
    const before = await desk.order();
    expect(await apply(desk, 'SUCCESS')).toBe('succeeded');
    expect(await refundOf(desk)).toEqual({ ...GRANTED, state: 'succeeded', endedAt: NOW, revision: 3 });
    expect(desk.books()).toEqual([...BOOKED, 'refund 6000 u1']);
    const entry = { debit: 'refunds', why: { transactionId: 't1' } };
    expect(desk.store.all('ledger').at(-1)).toMatchObject(entry);
    expect((await desk.order()).units).toEqual([RESERVED, unit(2)]);
    expect((await desk.order()).revision).toBe(before.revision + 1);
    expect(desk.openTasks()).toEqual(['refund_asked-order1-2', 'stuck_call-order1-2']);
    expect(news(desk)).toEqual([]);
    expect(Object.keys(desk.agenda())).toEqual(['push:rd-order1R1', 'refund:order1R1', 'order:order1']);
  });

  test.each(['approved', 'abnormal'] as const)('though nothing was heard of its way: %s', async (state) => {
    const desk = await granted({ state });
    expect(await apply(desk, 'SUCCESS')).toBe('succeeded');
    expect(desk.books()).toEqual([...BOOKED, 'refund 6000 u1']);
  });

  test('twice is booked once', async () => {
    const desk = await processing();
    await apply(desk, 'SUCCESS');
    const before = [await refundOf(desk), await desk.order()];
    expect(await apply(desk, 'SUCCESS')).toBe('succeeded');
    expect([await refundOf(desk), await desk.order()]).toEqual(before);
    expect(desk.books()).toEqual([...BOOKED, 'refund 6000 u1']);
  });

  test('wakes the act that gave it back', async () => {
    const desk = await processing({ actId: 'act1' });
    await apply(desk, 'SUCCESS');
    expect(desk.agenda()).toMatchObject({ 'act:act1': NOW });
  });

  test('of a second payment is booked as owed back', async () => {
    const desk = await processing();
    const owed = { ...GRANTED, _id: 'order1ROt2', kind: 'overpaid', transactionId: 't2' } as const;
    await desk.store.insert('refunds', { ...owed, state: 'processing' });
    expect(await apply(desk, 'SUCCESS', 'order1ROt2')).toBe('succeeded');
    expect(desk.store.all('ledger').at(-1)).toMatchObject({
      ...{ kind: 'refund', debit: 'overpaid', amountFen: 6_000, why: { transactionId: 't2' } },
    });
  });

  test('after its invoice was issued asks for a red one', async () => {
    const invoices = [{ invoiceId: 'i1', unitNos: [1] }];
    const desk = await processing({}, { invoices });
    await desk.store.insert('invoices', ISSUED);
    await desk.putTasks(['stuck_call'], 1);
    await apply(desk, 'SUCCESS');
    expect(desk.store.all('tasks').find(({ kind }) => kind === 'red_invoice')).toEqual({
      ...{ ...TASK, _id: 'red_invoice-order1-1', kind: 'red_invoice', deadline: plus(NOW, 3 * DAY) },
      reason: '发票 0042 开好后退过款，要开红字发票冲减 ¥60.00。',
    });
    expect(desk.openTasks()).toEqual(['refund_asked-order1-2', 'red_invoice-order1-1']);
  });
});

describe('money that WeChat gave up to give back', () => {
  test('is free again on its unit; finance must see to it, and the payer who was promised it is told', async () => {
    const desk = await processing({}, { units: [{ ...taken, refundedFen: fen(1_000) }, unit(2)] });
    expect(await desk.unit()).toMatchObject({ refundedFen: 7_000 });
    expect(await apply(desk, 'CLOSED')).toBe('closed');
    expect(await refundOf(desk)).toEqual({ ...GRANTED, state: 'closed', endedAt: NOW, revision: 3 });
    expect((await desk.order()).units).toEqual([{ ...taken, refundedFen: 1_000 }, unit(2)]);
    expect(desk.books()).toEqual(BOOKED);
    expect(stuck(desk)).toEqual([
      { ...TASK, reason: '退款 ¥60.00 被微信关闭，钱没有退出去。请联系学员，重新退款或另行退还。' },
    ]);
    expect(news(desk)).toEqual([
      {
        ...{ _id: 'rf-order1R1', openid: PAYER, kind: 'refund_decided', title: '退款 ¥60.00 没有退成' },
        body: '微信没有办成这笔退款，钱还没有退给你。机构已收到提醒，会和你联系。',
        ...{ link: { page: 'voucher', id: 'order1', unitNo: 1 }, createdAt: NOW },
        ...{ facts: { amountFen: 6_000, state: 'closed' }, delivery: { state: 'waiting', tries: 0 } },
      },
    ]);
  });

  test('wakes the act that was to give it back', async () => {
    const desk = await processing({ actId: 'act1' });
    await apply(desk, 'CLOSED');
    expect(desk.agenda()).toMatchObject({ 'act:act1': NOW });
  });

  test('of a second payment was never reserved: the unit stays as it is', async () => {
    const desk = await processing({ kind: 'overpaid' });
    expect(await apply(desk, 'CLOSED')).toBe('closed');
    expect(await desk.unit()).toEqual(RESERVED);
    expect(stuck(desk)).toHaveLength(1);
  });

  test('does not ask for a red invoice', async () => {
    const invoices = [{ invoiceId: 'i1', unitNos: [1] }];
    const desk = await processing({}, { invoices });
    await desk.store.insert('invoices', { ...ISSUED, amountFen: fen(20_000) });
    await apply(desk, 'CLOSED');
    expect(desk.openTasks()).toEqual(['refund_asked-order1-2', 'stuck_call-order1-1']);
  });
});

describe('money that the bank does not take', () => {
  test('stays reserved, and finance is told what to do in the console', async () => {
    const desk = await processing();
    expect(await apply(desk, 'ABNORMAL')).toBe('abnormal');
    expect(await refundOf(desk)).toEqual({ ...GRANTED, state: 'abnormal', revision: 3 });
    expect((await desk.order()).units).toEqual([RESERVED, unit(2)]);
    expect(stuck(desk)).toEqual([
      {
        ...TASK,
        reason:
          '退款 ¥60.00 异常：学员的银行没有收下。请在微信支付商户平台处理异常退款，到账后这里会自动更新。',
      },
    ]);
    expect(news(desk)).toEqual([]);
    expect(desk.books()).toEqual(BOOKED);
  });

  test('and is not taken still changes nothing', async () => {
    const desk = await granted({ state: 'abnormal' });
    const before = [await refundOf(desk), await desk.order()];
    expect(await apply(desk, 'ABNORMAL')).toBe('abnormal');
    expect([await refundOf(desk), await desk.order()]).toEqual(before);
    expect(stuck(desk)).toEqual([]);
  });

  test('and was sent again is on its way again: nobody need be told', async () => {
    const desk = await granted({ state: 'abnormal' });
    await desk.putTasks(['stuck_call'], 1);
    expect(await apply(desk, 'PROCESSING')).toBe('processing');
    expect(await refundOf(desk)).toEqual({ ...GRANTED, state: 'processing', revision: 3 });
    expect(desk.openTasks()).toEqual(['refund_asked-order1-2', 'stuck_call-order1-1']);
    expect(news(desk)).toEqual([]);
  });
});

describe('what WeChat says of a refund changes nothing', () => {
  test.each<[Refund['state'], string]>([
    ['processing', 'PROCESSING'],
    ['processing', 'SOMETHING_NEW'],
    ['asked', 'SUCCESS'],
    ['declined', 'SUCCESS'],
    ['succeeded', 'CLOSED'],
    ['closed', 'SUCCESS'],
  ])('that is %s: %s', async (state, status) => {
    const desk = await granted({ state });
    const before = [await refundOf(desk), await desk.order()];
    expect(await apply(desk, status)).toBe(state);
    expect([await refundOf(desk), await desk.order()]).toEqual(before);
    expect(desk.books()).toEqual(BOOKED);
  });

  test('that never was', async () => {
    const desk = await granted();
    expect(await apply(desk, 'SUCCESS', 'order1R9')).toBeUndefined();
    expect(desk.books()).toEqual(BOOKED);
  });
});
