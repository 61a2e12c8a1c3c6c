import type { MoneyAct } from '../../../server/domain/act/act';
import { fen } from '../../../server/domain/money';
import type { Order } from '../../../server/domain/order/order';
import { decideAct, withdrawAct } from '../../../server/usecases/acting/decide-act';
import {
  moneyLimits,
  readLimits,
  refuseAboveLimit,
  refuseOwn,
  saveLimits,
} from '../../../server/usecases/acting/limits';
import { hours, taughtUnit, unit } from '../../domain/order/orders';
import { ACADEMIC, FINANCE, OWNER } from '../school';
import { COLLEAGUE, Desk, ELSEWHERE, NOW } from './desk';

const objected = taughtUnit(1, { teaching: 'objected' });
const live = { actId: 'act1', unitNo: 1 };

/** Finance has asked to let ¥100.00 of unit 1 off, which takes a second person. */
async function waiting(
  changes: Partial<Order> = {},
  act: Partial<MoneyAct> = {},
): Promise<{ desk: Desk; asked: MoneyAct }> {
  const desk = await Desk.open({ units: [objected, unit(2)], liveActs: [live], ...changes });
  const about = { kind: 'waive' as const, unitNo: 1, amountFen: fen(10_000) };
  const asked = await desk.putAct({ ...about, state: 'asked', fourEyes: true, ...act });
  await desk.putTasks(['act_asked', 'objection'], 1);
  await desk.putTasks(['act_asked']);
  return { desk, asked };
}

function decide(desk: Desk, approve: boolean, by = OWNER, actId = 'act1') {
  return decideAct(desk.ports, by, { requestId: 'r', actId, approve, reason: '属实' });
}

const MONEY = { order: 'active', teaching: 'objected', collection: 'open' };

describe('an act that a second person approves', () => {
  test.each([OWNER, COLLEAGUE])('is carried out under the agenda (%s)', async (by) => {
    const { desk, asked } = await waiting();
    expect(await decide(desk, true, by)).toEqual({ actId: 'act1' });
    expect(await desk.act('act1')).toEqual({
      ...{ ...asked, state: 'approved', revision: 2 },
      ...{ decidedBy: by, decidedAt: NOW, decisionReason: '属实' },
    });
    expect(desk.agenda()).toEqual({ 'act:act1': NOW, 'order:order1': NOW });
    expect(desk.openTasks()).toEqual(['objection-order1-1', 'act_asked-order1']);
    expect((await desk.order()).liveActs).toEqual([live]);
    expect(desk.record()).toEqual([
      { at: NOW, by, action: 'decideAct', subject: 'act1', after: { approve: true, reason: '属实' } },
    ]);
  });

  test('about a whole order takes its own entry off the work list', async () => {
    const whole = { actId: 'act1' };
    const desk = await Desk.open({ liveActs: [whole] });
    await desk.putAct({ kind: 'stop_plan', state: 'asked' });
    await desk.putTasks(['act_asked'], 1);
    await desk.putTasks(['act_asked']);
    await decide(desk, true);
    expect(desk.openTasks()).toEqual(['act_asked-order1-1']);
  });
});

describe('an act that a second person declines', () => {
  test('is over with her words, and nothing else changes', async () => {
    const { desk, asked } = await waiting();
    const before = await desk.order();
    await decide(desk, false);
    expect(await desk.act('act1')).toEqual({
      ...{ ...asked, state: 'declined', revision: 2, endedAt: NOW, outcome: '属实' },
      ...{ decidedBy: OWNER, decidedAt: NOW, decisionReason: '属实' },
    });
    const { liveActs: _live, ...kept } = before;
    expect(await desk.order()).toEqual({ ...kept, revision: 2, changedAt: NOW });
    expect(desk.agenda()).toEqual({ 'order:order1': NOW });
    expect(desk.openTasks()).toEqual(['objection-order1-1', 'act_asked-order1']);
    expect(desk.store.all('pushes')).toEqual([]);
    const after = { ...MONEY, outcome: '属实' };
    expect(desk.record()).toEqual([
      { at: NOW, by: OWNER, action: 'waive.declined', subject: 'act1', before: MONEY, after },
    ]);
  });

  test('leaves the other acts of the order as they are', async () => {
    const others = [{ actId: 'act0', unitNo: 2 }, live, { actId: 'act2', unitNo: 3 }];
    const { desk } = await waiting({ liveActs: others });
    await decide(desk, false);
    expect((await desk.order()).liveActs).toEqual([others[0], others[2]]);
  });

  test('about a parked order is in the record with why it was parked, and without a unit', async () => {
    const parked = { reason: 'the books differ', at: hours(30) };
    const desk = await Desk.open({ parked, liveActs: [{ actId: 'act1' }] });
    await desk.putAct({ kind: 'resume', state: 'asked' });
    await desk.putTasks(['act_asked']);
    await decide(desk, false);
    const money = { order: 'active', parked: 'the books differ' };
    expect(desk.record()).toMatchObject([{ before: money, after: { ...money, outcome: '属实' } }]);
    expect(desk.openTasks()).toEqual([]);
  });
});

describe('an act that is taken back', () => {
  test('by who asked is over, and nothing else changes', async () => {
    const { desk, asked } = await waiting();
    expect(await withdrawAct(desk.ports, FINANCE, 'act1')).toEqual({ actId: 'act1' });
    expect(await desk.act('act1')).toEqual({
      ...{ ...asked, state: 'withdrawn', revision: 2, endedAt: NOW, outcome: '已撤回' },
    });
    expect((await desk.order()).liveActs).toBeUndefined();
    expect(desk.record()).toMatchObject([{ by: FINANCE, action: 'waive.withdrawn', subject: 'act1' }]);
  });

  test('by anybody else is refused', async () => {
    const { desk, asked } = await waiting();
    await expect(withdrawAct(desk.ports, OWNER, 'act1')).rejects.toMatchObject({
      ...{ code: 'FORBIDDEN', message: 'only who asked takes it back' },
    });
    expect(await desk.act('act1')).toEqual(asked);
  });

  test('after it was approved is refused', async () => {
    const { desk } = await waiting({}, { state: 'approved' });
    await expect(withdrawAct(desk.ports, FINANCE, 'act1')).rejects.toMatchObject({
      ...{ code: 'WRONG_STATE', message: 'act act1 is approved' },
    });
  });
});

describe('nobody decides', () => {
  test.each<[string, string, Partial<Order>, object]>([
    [
      'what she has asked for herself',
      FINANCE,
      {},
      { code: 'FORBIDDEN', message: 'who asks, or whose order it is, does not approve' },
    ],
    [
      'about her own money',
      COLLEAGUE,
      { payerOpenid: COLLEAGUE },
      { code: 'FORBIDDEN', message: 'who asks, or whose order it is, does not approve' },
    ],
    ['at a campus where she does not work', ELSEWHERE, {}, { code: 'FORBIDDEN' }],
    ['without being of finance', ACADEMIC, {}, { code: 'FORBIDDEN' }],
  ])('%s', async (_, by, changes, refusal) => {
    const { desk, asked } = await waiting(changes);
    await expect(decide(desk, true, by)).rejects.toMatchObject(refusal);
    await expect(decide(desk, false, by)).rejects.toMatchObject(refusal);
    expect(await desk.act('act1')).toEqual(asked);
  });

  test('twice', async () => {
    const { desk } = await waiting();
    await decide(desk, true);
    await expect(decide(desk, true)).rejects.toMatchObject({
      ...{ code: 'WRONG_STATE', message: 'act act1 is approved' },
    });
  });

  test("what is not there, or another institution's", async () => {
    const { desk } = await waiting({}, { institutionId: 'others' });
    for (const actId of ['act1', 'act9'])
      await expect(decide(desk, true, OWNER, actId)).rejects.toMatchObject({
        ...{ code: 'NOT_FOUND', message: `no act ${actId}` },
      });
  });
});

describe('the limits of the institution', () => {
  const LIMITS = { fourEyesAboveFen: fen(8_000), objectionDays: 7, silenceDays: 60 };
  const DEFAULTS = { ...LIMITS, fourEyesAboveFen: 100_000 };
  const NEW = { fourEyesAboveFen: 5_000, objectionDays: 3, silenceDays: 30 };

  async function withoutLimits(): Promise<Desk> {
    const desk = await Desk.open();
    const institution = await desk.store.get('institutions', 'inst');
    await desk.store.removeWhere('institutions', { _id: 'inst' });
    if (institution === undefined) throw new Error('no institution');
    const { limits: _limits, ...rest } = institution;
    await desk.store.insert('institutions', rest);
    return desk;
  }

  test('are read by finance, and are ¥1,000, a week and sixty days until the owner decides otherwise', async () => {
    expect(await readLimits((await Desk.open()).ports, FINANCE)).toEqual(LIMITS);
    const desk = await withoutLimits();
    expect(await moneyLimits(desk.ports)).toEqual(DEFAULTS);
    await expect(readLimits(desk.ports, ACADEMIC)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('are set by the owner alone, with the record', async () => {
    const desk = await withoutLimits();
    const request = { requestId: 'r', ...NEW };
    await expect(saveLimits(desk.ports, FINANCE, request)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await saveLimits(desk.ports, OWNER, request)).toEqual(NEW);
    await saveLimits(desk.ports, OWNER, { ...request, fourEyesAboveFen: 0 });
    expect(await moneyLimits(desk.ports)).toEqual({ ...NEW, fourEyesAboveFen: 0 });
    const entry = { at: NOW, by: OWNER, action: 'saveLimits', subject: 'inst' };
    expect(desk.record()).toEqual([
      { ...entry, before: DEFAULTS, after: NEW },
      { ...entry, before: NEW, after: { ...NEW, fourEyesAboveFen: 0 } },
    ]);
  });

  test('belong to an institution that was described', async () => {
    const desk = await Desk.open();
    await desk.store.removeWhere('institutions', { _id: 'inst' });
    await expect(saveLimits(desk.ports, OWNER, { requestId: 'r', ...NEW })).rejects.toMatchObject({
      ...{ code: 'NOT_FOUND', message: 'the institution is not described yet' },
    });
  });

  test('let one person decide up to the limit, and say which it is above it', async () => {
    const { ports } = await Desk.open();
    await expect(refuseAboveLimit(ports, fen(8_000))).resolves.toBeUndefined();
    await expect(refuseAboveLimit(ports, fen(8_001))).rejects.toMatchObject({
      ...{ code: 'FOUR_EYES', detail: { fourEyesAboveFen: 8_000 } },
      message: '8001 fen are above 8000: ask for an act instead',
    });
  });

  test('let nobody decide about her own money alone', () => {
    expect(() => refuseOwn(FINANCE, 'o-payer')).not.toThrow();
    expect(() => refuseOwn(FINANCE, FINANCE)).toThrow(
      expect.objectContaining({ code: 'FOUR_EYES', message: 'nobody decides about her own money alone' }),
    );
  });
});
