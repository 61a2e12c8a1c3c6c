import { fen } from '../../../server/domain/money';
import type { Unit } from '../../../server/domain/order/order';
import { carryOutInHouse, isInHouse } from '../../../server/usecases/acting/in-house-act';
import { confirmedUnit, openUnit, unit } from '../../domain/order/orders';
import { FINANCE, PAYER } from '../school';
import { COLLEAGUE, Desk, NOW } from './desk';
import { type Approved, approved, byHand, inWindow, objected, objection, PACE, paidAt } from './owed-unit';

const decision = { by: FINANCE, at: NOW, explanation: '老师换人' };
const WAIVED = { teaching: 'waived', chargeFen: 0 };
const TO_2000: Approved = { kind: 'lower', amountFen: fen(8_000), chargeFen: fen(2_000) };
const ELSEWHERE_PAID = {
  ...{ collection: 'paid_by_hand', chargedFen: 10_000, collectedFen: 10_000, paidAt },
};
const NOTHING_OF_UNIT_1 = ['pay_by_hand-order1-2'];

/** The situation, the act, what changes at the unit, in which words it ends, what is left on the work list. */
const DONE: [string, Unit, Approved, object, string, string[]][] = [
  [
    'charges less for what was objected to',
    objected,
    TO_2000,
    {
      ...{ teaching: 'confirmed', chargeFen: 2_000 },
      objection: { ...objection, decision: { kind: 'lowered', ...decision, chargeFen: 2_000 } },
    },
    '已减少。',
    ['pay_by_hand-order1-1', 'owing-order1-1', 'stuck_call-order1-1', ...NOTHING_OF_UNIT_1],
  ],
  [
    'charges less for what is to be paid by hand, which stays to be paid',
    byHand,
    TO_2000,
    { chargeFen: 2_000, loweredAt: NOW },
    '已减少。',
    ['pay_by_hand-order1-1', 'owing-order1-1', 'stuck_call-order1-1', ...NOTHING_OF_UNIT_1],
  ],
  [
    'lets off what was objected to',
    objected,
    { kind: 'waive' },
    { ...WAIVED, objection: { ...objection, decision: { kind: 'waived', ...decision } } },
    '已免收。',
    NOTHING_OF_UNIT_1,
  ],
  ['lets off what is in its window', inWindow, { kind: 'waive' }, WAIVED, '已免收。', NOTHING_OF_UNIT_1],
  ['lets off what is to be paid by hand', byHand, { kind: 'waive' }, WAIVED, '已免收。', NOTHING_OF_UNIT_1],
  [
    'books what was paid in another way',
    byHand,
    { kind: 'paid_elsewhere', paidAt, proof: ['cloud://env.bucket/proof.png'] },
    ELSEWHERE_PAID,
    '已登记为其他方式付清。',
    NOTHING_OF_UNIT_1,
  ],
];

describe('an act that WeChat need not be asked for', () => {
  test.each(DONE)('%s', async (_, one, act, changes, outcome, tasks) => {
    const desk = await approved(one, act);
    const before = await desk.act('act1');
    expect(await desk.carryOn('act1')).toBeUndefined();
    expect(await desk.act('act1')).toEqual({ ...before, state: 'done', revision: 2, endedAt: NOW, outcome });
    const { units, liveActs, pace } = await desk.order();
    expect(units).toEqual([{ ...one, ...changes }, unit(2)]);
    expect(liveActs).toBeUndefined();
    expect(pace).toEqual({ 'open:u2': PACE });
    expect(desk.openTasks()).toEqual(tasks);
    expect(desk.sent()).toEqual([]);
  });

  test('tells the learner what is charged instead', async () => {
    const desk = await approved(byHand, TO_2000);
    await desk.carryOn('act1');
    expect(desk.store.all('pushes')).toEqual([
      {
        ...{ _id: 'act-act1', openid: PAYER, kind: 'charge_changed', createdAt: NOW },
        ...{ title: '第1次课减为 ¥20.00', body: '老师换人' },
        link: { page: 'order', id: 'order1', unitNo: 1 },
        facts: { unit: '第1次课', amountFen: 2_000 },
        delivery: { state: 'waiting', tries: 0 },
      },
    ]);
  });

  test('tells her that nothing is charged', async () => {
    const desk = await approved(inWindow, { kind: 'waive' });
    await desk.carryOn('act1');
    expect(desk.store.all('pushes')).toMatchObject([
      { title: '第1次课免收', body: '老师换人', facts: { unit: '第1次课', amountFen: 0 } },
    ]);
  });

  test('does not tell her what she knows: that she has paid', async () => {
    const desk = await approved(byHand, { kind: 'paid_elsewhere', paidAt, proof: ['p'] });
    await desk.carryOn('act1');
    expect(desk.store.all('pushes')).toEqual([]);
    expect(desk.books()).toEqual(['charge 10000 u1', 'collect_elsewhere 10000 u1']);
  });

  test('that two persons looked at is the decision of the second, in the record with the money before and after', async () => {
    const desk = await approved(objected, { kind: 'waive', decidedBy: COLLEAGUE });
    await desk.carryOn('act1');
    expect((await desk.unit()).objection?.decision).toMatchObject({ by: COLLEAGUE });
    const before = { order: 'active', teaching: 'objected', collection: 'open' };
    const after = { ...before, ...WAIVED, outcome: '已免收。' };
    expect(desk.record()).toEqual([
      { at: NOW, by: COLLEAGUE, action: 'waive.done', subject: 'act1', before, after },
    ]);
  });
});

describe('whether an act is done with us alone', () => {
  const open = openUnit(1);
  const paying = confirmedUnit(1, { collection: 'paying' });

  test.each<[string, Approved, Unit, boolean]>([
    ['letting off what WeChat does not collect yet', { kind: 'waive', unitNo: 1 }, objected, true],
    ['letting off what WeChat collects', { kind: 'waive', unitNo: 1 }, paying, false],
    [
      'cancelling the service order of what was never taught',
      { kind: 'cancel_order', unitNo: 1 },
      open,
      false,
    ],
    ['letting WeChat try again', { kind: 'charge_again', unitNo: 1 }, open, false],
    ['stopping the plan', { kind: 'stop_plan' }, paying, true],
  ])('%s', async (_, act, one, expected) => {
    const desk = await Desk.open({ units: [one] });
    expect(isInHouse(await desk.order(), await desk.putAct(act))).toBe(expected);
  });

  test.each<[Approved, string]>([
    [{ kind: 'waive' }, 'waive is about a unit'],
    [{ kind: 'charge_again', unitNo: 1 }, 'charge_again is not done with us alone'],
  ])('what is not is never done so: %j', async (act, message) => {
    const desk = await Desk.open({ units: [open] });
    const wrong = await desk.putAct(act);
    const given = await desk.order();
    await expect(
      desk.store.transaction((tx) => carryOutInHouse(desk.ports, tx, given, wrong, NOW)),
    ).rejects.toMatchObject({ code: 'WRONG_STATE', message });
  });
});
