import type { MoneyAct } from '../../../server/domain/act/act';
import { fen } from '../../../server/domain/money';
import { DAY, plus } from '../../../server/domain/time';
import { actView, actViews } from '../../../server/usecases/acting/act-view';
import { listActs } from '../../../server/usecases/acting/list-acts';
import { hours, order, unit } from '../../domain/order/orders';
import { ACADEMIC, FINANCE, OWNER, PAYER } from '../school';
import { COLLEAGUE, Desk, ELSEWHERE, NOW } from './desk';

const WHOLE = { kind: 'stop_plan', orderId: 'order1', amountFen: 0, reason: '老师换人', proof: [] };
const ASKED = { fourEyes: false, askedAt: hours(47), askedByName: '赵财务' };
const COURSE = { studentName: '李小梅', courseTitle: '吉他入门' };

describe('an act as staff see it', () => {
  test('that is about the whole order and not begun names no unit and no end', async () => {
    const desk = await Desk.open();
    await desk.putAct({ kind: 'stop_plan' });
    expect(await actView(desk.ports, FINANCE, 'act1')).toStrictEqual({
      ...{ ...WHOLE, ...ASKED, ...COURSE, actId: 'act1', state: 'approved', actions: [] },
    });
  });

  test('that is over says who decided, why, and what came of it', async () => {
    const desk = await Desk.open({ units: [unit(1), unit(2, { name: '第二课' })] });
    const proof = ['cloud://env.bucket/proof.png'];
    await desk.putAct({
      ...{ kind: 'paid_elsewhere', state: 'done', unitNo: 2, fourEyes: true, proof, paidAt: hours(30) },
      ...{ amountFen: fen(4_000), chargeFen: fen(6_000), endedAt: hours(49), outcome: '微信已登记。' },
      ...{ decidedBy: OWNER, decidedAt: hours(48), decisionReason: '属实' },
    });
    expect(await actView(desk.ports, FINANCE, 'act1')).toStrictEqual({
      ...{ ...WHOLE, ...ASKED, ...COURSE, actId: 'act1', kind: 'paid_elsewhere', state: 'done', proof },
      ...{ unitNo: 2, unitName: '第二课', amountFen: 4_000, chargeFen: 6_000, paidAt: hours(30) },
      ...{ fourEyes: true, decidedByName: '林校长', decidedAt: hours(48), decisionReason: '属实' },
      ...{ endedAt: hours(49), outcome: '微信已登记。', actions: [] },
    });
  });

  test('that is not there is not shown', async () => {
    const { ports } = await Desk.open();
    await expect(actView(ports, FINANCE, 'act1')).rejects.toMatchObject({
      ...{ code: 'NOT_FOUND', message: 'no act act1' },
    });
  });

  test.each<[string, string, MoneyAct['state'], string[]]>([
    ['who asked takes it back', FINANCE, 'asked', ['withdraw']],
    ['a colleague decides', COLLEAGUE, 'asked', ['approve', 'decline']],
    ['whose order it is does neither', PAYER, 'asked', []],
    ['approved, who asked does nothing more', FINANCE, 'approved', []],
    ['approved, a colleague does nothing more', COLLEAGUE, 'approved', []],
    ['over, nobody does anything', COLLEAGUE, 'done', []],
  ])('%s', async (_, viewer, state, actions) => {
    const desk = await Desk.open();
    await desk.putAct({ kind: 'stop_plan', state });
    expect((await actView(desk.ports, viewer, 'act1')).actions).toEqual(actions);
  });

  test('of people and orders that are gone, names are left empty', async () => {
    const desk = await Desk.open();
    const by = { askedBy: 'o-gone', decidedBy: 'o-gone-too' };
    const act = await desk.putAct({ kind: 'waive', unitNo: 1, orderId: 'order9', ...by });
    const unknown = { courseTitle: '', studentName: '', askedByName: '', decidedByName: '' };
    expect(await actViews(desk.ports, FINANCE, [act])).toStrictEqual([
      {
        ...{ ...WHOLE, ...ASKED, ...unknown, actId: 'act1', kind: 'waive', state: 'approved' },
        ...{ orderId: 'order9', unitNo: 1, actions: [] },
      },
    ]);
  });

  test('none are shown without asking for an order', async () => {
    const desk = await Desk.open();
    desk.store.find = () => Promise.reject(new Error('nothing is to be asked'));
    expect(await actViews(desk.ports, FINANCE, [])).toEqual([]);
  });

  test('each has its own order, learner and course', async () => {
    const desk = await secondOrder();
    const first = await desk.putAct({ kind: 'waive', unitNo: 1 });
    const second = await desk.putAct({ _id: 'act2', kind: 'waive', unitNo: 1, orderId: 'order2' });
    const views = await actViews(desk.ports, FINANCE, [second, first]);
    expect(views.map((view) => [view.studentName, view.courseTitle, view.unitName])).toEqual([
      ['周然', '尤克里里', '第一课'],
      ['李小梅', '吉他入门', '第1次课'],
    ]);
  });
});

/** A second order at the desk: of another learner, another course. */
async function secondOrder(): Promise<Desk> {
  const desk = await Desk.open();
  const version = await desk.store.get('course_versions', 'guitar-v1');
  if (version === undefined) throw new Error('no version');
  await desk.store.insert('course_versions', {
    ...{ ...version, _id: 'ukulele-v1', courseId: 'ukulele', title: '尤克里里' },
  });
  await desk.store.insert('students', {
    ...{ _id: 'student2', payerOpenid: PAYER, name: '周然', birthYear: 1999, relation: 'self' },
    createdAt: hours(-99),
  });
  const about = { _id: 'order2', studentId: 'student2', versionId: 'ukulele-v1' };
  await desk.store.insert('orders', order({ ...about, units: [unit(1, { name: '第一课' })] }));
  return desk;
}

describe('the list of acts', () => {
  async function listed(): Promise<Desk> {
    const desk = await secondOrder();
    for (const act of [
      { _id: 'act1', state: 'done', askedAt: hours(1) },
      { _id: 'act4', state: 'asked', askedAt: hours(3) },
      { _id: 'act3', state: 'asked', askedAt: hours(3), orderId: 'order2' },
      { _id: 'act2', state: 'asked', askedAt: hours(2), campusId: 'south' },
      { _id: 'act0', state: 'asked', askedAt: plus(NOW, DAY), institutionId: 'others' },
    ] as const)
      await desk.putAct({ kind: 'stop_plan', ...act });
    return desk;
  }

  async function ids(desk: Desk, asked: Parameters<typeof listActs>[2], by = OWNER): Promise<string[]> {
    return (await listActs(desk.ports, by, asked)).acts.map((act) => act.actId);
  }

  test('is newest first, of this institution', async () => {
    expect(await ids(await listed(), {})).toEqual(['act3', 'act4', 'act2', 'act1']);
  });

  test('can be of one state, and of one order', async () => {
    const desk = await listed();
    expect(await ids(desk, { state: 'asked' })).toEqual(['act3', 'act4', 'act2']);
    expect(await ids(desk, { state: 'done' })).toEqual(['act1']);
    expect(await ids(desk, { orderId: 'order2' })).toEqual(['act3']);
    expect(await ids(desk, { orderId: 'order1', state: 'asked' })).toEqual(['act4', 'act2']);
  });

  test("is of the member's campuses, with what she may do", async () => {
    const desk = await listed();
    const { acts } = await listActs(desk.ports, ELSEWHERE, {});
    expect(acts).toMatchObject([{ actId: 'act2', ...COURSE, actions: ['approve', 'decline'] }]);
    await expect(listActs(desk.ports, ACADEMIC, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('comes in pages, each act once, also where several were asked for at one time', async () => {
    const desk = await listed();
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const asked = { limit: 1, ...(cursor === undefined ? {} : { cursor }) };
      const page = await listActs(desk.ports, OWNER, asked);
      pages.push(page.acts.map((act) => act.actId));
      cursor = page.nextCursor;
    } while (cursor !== undefined && pages.length < 9);
    expect(pages).toEqual([['act3'], ['act4'], ['act2'], ['act1']]);
  });

  test('says on its last page that there are no more', async () => {
    const desk = await listed();
    expect(Object.keys(await listActs(desk.ports, OWNER, { limit: 4 }))).toEqual(['acts']);
  });
});
