import { evidenceSides } from '../../../miniprogram/staff/evidence/evidence-view';
import {
  type Decision,
  decisionProblem,
  decisionView,
  objectionView,
} from '../../../miniprogram/staff/objection/objection-view';
import { evidenceOf, NOW } from './money-fixture';

function decision(changes: Partial<Decision> = {}): Decision {
  return { kind: 'lowered', amount: '60', words: '少上半小时，按半价。', ...changes };
}

describe('the evidence of both sides', () => {
  test('her words and photographs, the class with its marks, what the institution added', () => {
    const [payer, cls, staff] = evidenceSides(evidenceOf(), NOW);
    expect(payer).toMatchObject({
      title: '学员说',
      entries: [
        {
          title: '异议：没上课，或提前下课',
          body: '15:00 就下课了，少上了三十分钟。',
          pictures: ['cloud://e.b/board.jpg'],
        },
        { title: '补充', body: '同学可以作证' },
      ],
    });
    expect(cls).toMatchObject({ title: '行书入门', note: '11月21日 14:00–15:30 · 3 号教室 · 刘砚秋' });
    expect(
      cls?.entries.map(({ title, body, undone, pictures }) => [title, body, undone, pictures.length]),
    ).toEqual([
      ['点名：迟到（已撤回）', '', true, 0],
      ['点名：到课', '14:02 到', false, 1],
    ]);
    expect(staff).toMatchObject({ title: '机构补充', entries: [{ body: '监控显示 15:25 下课' }] });
  });

  test('the classes of a stage stand together, each by its day', () => {
    const [cls] = evidenceOf().classes;
    if (cls === undefined) throw new Error('no class');
    const next = { ...cls, classId: 'k8', startsAt: '2026-11-25T14:00:00+08:00' };
    const side = evidenceSides(evidenceOf({ classes: [cls, next] }), NOW)[1];
    expect([side?.title, side?.note]).toEqual(['课次与点名', '2 次课']);
    expect(side?.entries.map(({ title }) => title)).toEqual([
      '11月21日 点名：迟到（已撤回）',
      '11月21日 点名：到课',
      '11月25日 点名：迟到（已撤回）',
      '11月25日 点名：到课',
    ]);
  });

  test('a lesson on demand has no roll call: she finished it herself', () => {
    const [lesson] = evidenceOf().classes;
    if (lesson === undefined) throw new Error('no class');
    const classes = [{ ...lesson, marks: [] }];
    expect(evidenceSides(evidenceOf({ classes }), NOW)[1]).toMatchObject({
      note: '昨天 14:00 学员学完',
      entries: [],
    });
  });
});

describe('an objection', () => {
  test('says until when it must be decided, and what happens then', () => {
    expect(objectionView(evidenceOf(), NOW)).toMatchObject({
      ...{ who: '林晓雯', what: '行书入门 · 第7次课', fen: 12_000, canDecide: true, canAdd: true },
      notice: { title: '¥120.00 处理完之前不会扣', body: '11月28日 周六 16:00 前没有答复，这一笔自动不扣。' },
    });
  });

  test('while an act about it waits for its second person, it says so', () => {
    const view = objectionView(evidenceOf({ actions: ['add'] }), NOW);
    expect([view.canDecide, view.notice.title]).toEqual([false, '已有处理在等批准']);
  });

  test('decided, it shows the answer that the learner got', () => {
    const { unit } = evidenceOf();
    const answer = {
      ...{ kind: 'lowered' as const, chargeFen: 6_000, explanation: '按半价' },
      at: '2026-11-22T09:00:00+08:00',
    };
    const objection = unit.objection && { ...unit.objection, decision: answer };
    const decided = evidenceOf({ unit: { ...unit, ...(objection ? { objection } : {}) }, actions: [] });
    expect(objectionView(decided, NOW)).toMatchObject({
      canDecide: false,
      notice: { title: '已改为扣 ¥60.00', body: '今天 09:00 答复：按半价' },
    });
  });
});

describe('a decision', () => {
  test.each([
    [{}, '改为扣 ¥60.00，少收 ¥60.00。'],
    [{ kind: 'rejected' }, '按签约价扣 ¥120.00。'],
    [{ kind: 'waived' }, '这一笔不扣了，少收 ¥120.00。'],
    [{ amount: '120' }, ''],
  ] as const)('says what it means in money: %j', (changes, effect) => {
    expect(decisionView(decision(changes), evidenceOf()).effect).toBe(effect);
  });

  test.each([
    [{ kind: '' }, '先选一种处理。'],
    [{ amount: '' }, '写上改为扣多少，少于 ¥120.00。'],
    [{ amount: '120' }, '写上改为扣多少，少于 ¥120.00。'],
    [{ words: ' ' }, '写一句说明，学员会看到。'],
    [{}, undefined],
  ] as const)('is not sent half made: %j', (changes, problem) => {
    expect(decisionProblem(decision(changes), evidenceOf())).toBe(problem);
  });

  test('letting off more than the limit asks for a second person, and says so before', () => {
    const evidence = evidenceOf({ fourEyesAboveFen: 5_999 });
    expect(decisionView(decision(), evidence)).toMatchObject({
      ...{ blocked: false, button: '提交，等另一人审批' },
      second: '少收超过 ¥59.99，提交后要另一位同事批准，学员那时才收到答复。',
    });
    expect(decisionView(decision({ kind: 'rejected' }), evidence).second).toBe('');
    expect(decisionView(decision(), evidenceOf({ fourEyesAboveFen: 6_000 })).second).toBe('');
  });

  test('who may not ask for acts leaves it to finance', () => {
    const academic = evidenceOf({ fourEyesAboveFen: 0, actions: ['decide', 'add'] });
    expect(decisionProblem(decision(), academic)).toBe('少收超过 ¥0.00，请财务或负责人来处理。');
  });

  test('her own order she can only have somebody else decide', () => {
    const own = evidenceOf({ actions: ['ask', 'add'] });
    expect(decisionView(decision(), own).second).toBe('这是你自己的订单，要由另一位同事批准。');
    expect(decisionProblem(decision({ kind: 'rejected' }), own)).toBe('这是你自己的订单，请其他同事答复。');
  });
});
