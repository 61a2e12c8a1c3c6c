import type { LiveAct } from '../../../server/domain/act/act';
import { fen } from '../../../server/domain/money';
import type { Order } from '../../../server/domain/order/order';
import { DAY, plus } from '../../../server/domain/time';
import { askAct } from '../../../server/usecases/acting/ask-act';
import { confirmedUnit, hours, order, paidUnit, taughtUnit, unit } from '../../domain/order/orders';
import { ACADEMIC, FINANCE, OWNER } from '../school';
import { type Ask, Desk, ELSEWHERE, FIRST_ACT, NOW } from './desk';

const objected = taughtUnit(1, { teaching: 'objected' });
const byHand = confirmedUnit(1, { collection: 'refused' });
const PROOF = ['cloud://env.bucket/proof.png'];

/** What every act that was asked for here has in common. */
const ASKED = {
  ...{ _id: FIRST_ACT, institutionId: 'inst', campusId: 'north', orderId: 'order1' },
  ...{ askedBy: FINANCE, askedAt: NOW, reason: '老师换人', tries: 0, revision: 1 },
};

const ONE_PERSON = { state: 'approved', fourEyes: false };
const TWO_PERSONS = { state: 'asked', fourEyes: true };

describe('an act that is asked for', () => {
  test.each<[string, Partial<Order>, Ask, object]>([
    [
      'to charge less',
      { units: [objected] },
      { kind: 'lower', amountFen: 2_000 },
      { ...ONE_PERSON, unitNo: 1, amountFen: 8_000, chargeFen: 2_000, proof: [] },
    ],
    [
      'to charge less, by a fen more than one person may',
      { units: [objected] },
      { kind: 'lower', amountFen: 1_999 },
      { ...TWO_PERSONS, unitNo: 1, amountFen: 8_001, chargeFen: 1_999, proof: [] },
    ],
    [
      'because it was paid in another way, just now',
      { units: [byHand] },
      { kind: 'paid_elsewhere', paidAt: NOW, proof: PROOF },
      { ...TWO_PERSONS, unitNo: 1, amountFen: 10_000, paidAt: NOW, proof: PROOF },
    ],
    ['to stop the plan', {}, { kind: 'stop_plan' }, { ...ONE_PERSON, amountFen: 0, proof: [] }],
    [
      'about her own order, however little',
      { payerOpenid: FINANCE },
      { kind: 'stop_plan' },
      { ...TWO_PERSONS, amountFen: 0, proof: [] },
    ],
  ])('%s is kept whole', async (_, changes, asked, expected) => {
    const desk = await Desk.open(changes);
    expect(await desk.ask(asked)).toEqual({ ...ASKED, kind: asked.kind, ...expected });
  });

  test('by one person alone is on the agenda at once, and in the record', async () => {
    const desk = await Desk.open({ units: [objected] });
    await desk.ask({ kind: 'lower', amountFen: 2_000 });
    expect(desk.agenda()).toEqual({ [`act:${FIRST_ACT}`]: NOW, 'order:order1': NOW });
    expect(desk.openTasks()).toEqual([]);
    expect((await desk.order()).liveActs).toEqual([{ actId: FIRST_ACT, unitNo: 1 }]);
    const what = { kind: 'lower', order: 'order1', unitNo: 1, amountFen: 8_000, reason: '老师换人' };
    expect(desk.record()).toEqual([
      { at: NOW, by: FINANCE, action: 'askAct', subject: FIRST_ACT, after: what },
    ]);
  });

  test('that needs a second person waits on the work list of whoever may approve it', async () => {
    const desk = await Desk.open({ units: [objected] });
    await desk.ask({ kind: 'waive' });
    expect(desk.agenda()).toEqual({ 'order:order1': NOW });
    expect(desk.store.all('tasks')).toEqual([
      {
        ...{ _id: 'act_asked-order1-1', kind: 'act_asked', state: 'open' },
        ...{ institutionId: 'inst', campusId: 'north', forRoles: ['finance', 'owner'] },
        subject: { orderId: 'order1', unitNo: 1 },
        reason: '免收 ¥100.00超过限额，需要另一位同事批准：老师换人',
        ...{ raisedAt: NOW, deadline: plus(NOW, 2 * DAY) },
      },
    ]);
  });

  test('about a whole order says so, and names no amount where there is none', async () => {
    const desk = await Desk.open({ payerOpenid: FINANCE });
    await desk.ask({ kind: 'stop_plan' });
    expect(desk.store.all('tasks')).toMatchObject([
      {
        ...{ _id: 'act_asked-order1', subject: { orderId: 'order1' } },
        reason: '停止扣费计划超过限额，需要另一位同事批准：老师换人',
      },
    ]);
    expect((await desk.order()).liveActs).toEqual([{ actId: FIRST_ACT }]);
  });
});

const NEXT = FIRST_ACT;
const parked = { reason: 'the books differ', at: hours(30) };
const other = 'act0';

describe('while another act is under way', () => {
  const units = [paidUnit(1), taughtUnit(2, { teaching: 'objected' }), unit(3)];

  test.each<[string, LiveAct, Ask]>([
    ['about the same unit', { actId: other, unitNo: 2 }, { kind: 'waive', unitNo: 2 }],
    ['about the whole order', { actId: other }, { kind: 'waive', unitNo: 2 }],
    [
      'about a unit, nothing is done about the whole order',
      { actId: other, unitNo: 1 },
      { kind: 'stop_plan' },
    ],
    ['about the whole order, nor is a second thing', { actId: other }, { kind: 'stop_plan' }],
  ])('%s: refused, and nothing is kept', async (_, live, asked) => {
    const desk = await Desk.open({ units, liveActs: [live] });
    await expect(desk.ask(asked)).rejects.toMatchObject({
      ...{ code: 'WRONG_STATE', message: 'act act0 is under way' },
    });
    expect(desk.store.all('acts')).toEqual([]);
  });

  test('about another unit: both go on', async () => {
    const live = { actId: other, unitNo: 1 };
    const desk = await Desk.open({ units, liveActs: [live] });
    await desk.ask({ kind: 'waive', unitNo: 2 });
    expect((await desk.order()).liveActs).toEqual([live, { actId: NEXT, unitNo: 2 }]);
  });
});

describe('what is asked for wrongly is refused with its reason', () => {
  test.each<[string, Partial<Order>, Ask, object]>([
    [
      'an act about the whole order with a unit',
      {},
      { kind: 'stop_plan', unitNo: 1 },
      { code: 'BAD_REQUEST', message: 'stop_plan is not about a unit', detail: { field: 'unitNo' } },
    ],
    ['a unit that is not there', {}, { kind: 'waive', unitNo: 4 }, { code: 'NOT_FOUND' }],
    [
      'an order that is not there',
      {},
      { kind: 'stop_plan', orderId: 'order9' },
      { code: 'NOT_FOUND', message: 'no order order9' },
    ],
    [
      "another institution's order",
      { institutionId: 'others' },
      { kind: 'stop_plan' },
      { code: 'NOT_FOUND', message: 'no order order1' },
    ],
    ['what is not possible now', { parked }, { kind: 'stop_plan' }, { code: 'WRONG_STATE' }],
    [
      'a payment that lies ahead',
      { units: [byHand] },
      { kind: 'paid_elsewhere', proof: PROOF, paidAt: plus(NOW, 1) },
      {
        ...{ code: 'BAD_REQUEST', detail: { field: 'paidAt' } },
        message: `paid at ${plus(NOW, 1)}, it is ${NOW}`,
      },
    ],
    [
      'a payment at no time',
      { units: [byHand] },
      { kind: 'paid_elsewhere', proof: PROOF, paidAt: '2026-02-30T10:00:00+08:00' },
      { code: 'BAD_REQUEST', detail: { field: 'paidAt' } },
    ],
  ])('%s', async (_, changes, asked, refusal) => {
    const desk = await Desk.open(changes);
    await expect(desk.ask(asked)).rejects.toMatchObject(refusal);
    expect(desk.store.all('acts')).toEqual([]);
    expect((await desk.order()).revision).toBe(order().revision);
  });

  test('a unit act without a unit', async () => {
    const { ports } = await Desk.open();
    const act = { requestId: 'r', orderId: 'order1', proof: [], reason: '老师换人' };
    await expect(askAct(ports, FINANCE, { ...act, kind: 'waive' })).rejects.toMatchObject({
      ...{ code: 'BAD_REQUEST', message: 'waive is about a unit', detail: { field: 'unitNo' } },
    });
  });

  test.each([
    ['nobody of this institution', 'o-stranger'],
    ['academic staff', ACADEMIC],
    ['finance of another campus', ELSEWHERE],
  ])('by %s', async (_, openid) => {
    const desk = await Desk.open();
    await expect(desk.ask({ kind: 'stop_plan' }, openid)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await desk.ask({ kind: 'stop_plan' }, OWNER)).toMatchObject({ askedBy: OWNER });
  });
});

describe("a learner's own request for her money back", () => {
  const units = [paidUnit(1), paidUnit(2), unit(3)];

  async function asked(changes: Parameters<Desk['putRefund']>[0] = {}): Promise<Desk> {
    const desk = await Desk.open({ units });
    await desk.putRefund(changes);
    return desk;
  }

  const grant: Ask = { kind: 'refund', refundId: 'order1R1' };

  test.each<[string, Ask, number]>([
    ['in full, unless said otherwise', grant, 6_000],
    ['in full, said so', { ...grant, amountFen: 6_000 }, 6_000],
    ['in part', { ...grant, amountFen: 1 }, 1],
  ])('is granted %s', async (_, act, amountFen) => {
    const desk = await asked();
    expect(await desk.ask(act)).toEqual({
      ...{ ...ASKED, ...ONE_PERSON, kind: 'refund', unitNo: 1, amountFen, proof: [], refundId: 'order1R1' },
    });
  });

  const NOT_OF_THIS_UNIT = {
    ...{ code: 'BAD_REQUEST', message: 'no refund of this unit', detail: { field: 'refundId' } },
  };

  test.each<[string, Parameters<Desk['putRefund']>[0], Ask, object]>([
    ['that nobody knows', {}, { ...grant, refundId: 'order1R9' }, NOT_OF_THIS_UNIT],
    ["of another learner's order", { orderId: 'order2' }, grant, NOT_OF_THIS_UNIT],
    ['of another unit', {}, { ...grant, unitNo: 2 }, NOT_OF_THIS_UNIT],
    ['by letting something off', {}, { ...grant, kind: 'waive' }, NOT_OF_THIS_UNIT],
    ['by stopping the plan', {}, { ...grant, kind: 'stop_plan' }, NOT_OF_THIS_UNIT],
    [
      'that was declined',
      { state: 'declined' },
      grant,
      { code: 'WRONG_STATE', message: 'refund order1R1 is declined' },
    ],
    [
      'by a fen more than she asked for',
      {},
      { ...grant, amountFen: 6_001 },
      { code: 'BAD_REQUEST', message: '6000 fen were asked for', detail: { field: 'amountFen' } },
    ],
    [
      'by more than was taken',
      { askedFen: fen(10_001) },
      grant,
      { code: 'BAD_REQUEST', detail: { field: 'amountFen' } },
    ],
  ])('%s is not granted', async (_, changes, act, refusal) => {
    const desk = await asked(changes);
    await expect(desk.ask(act)).rejects.toMatchObject(refusal);
    expect(desk.store.all('acts')).toEqual([]);
  });
});
