import { closedView, closePreview } from '../../../miniprogram/deduction/close-sheet/close-sheet-view';
import { settingsView } from '../../../miniprogram/deduction/settings/settings-view';
import type { ClosingStatementView, OrderCard } from '../../../protocol/order-view';
import { inWindow, NOW, order, orderClass, paid, unit, withUnit } from '../order-fixture';

const LINE = { unitNo: 7, name: '第7次课', atMostFen: 12_000 };
const STATEMENT: ClosingStatementView = {
  orderId: 'o1',
  lines: [LINE],
  atMostFen: 12_000,
  neverChargedFen: 156_000,
};
const NOTHING: ClosingStatementView = { orderId: 'o1', lines: [], atMostFen: 0, neverChargedFen: 168_000 };
const nextClass = orderClass(8);

describe('the preview of a closing', () => {
  test('what is owed, what never will be, and both add up to the contract with what was charged', () => {
    const shown = closePreview(order({ nextClass }), STATEMENT, NOW);
    expect(shown).toMatchObject({
      ...{ title: '关闭行书入门的扣费', owedFen: 12_000, owedNote: '1 次课已上，还没扣', owed: false },
      ...{ neverFen: 156_000, neverNote: '13 次课没上' },
    });
    expect(shown.chargedFen + shown.owedFen + shown.neverFen).toBe(shown.totalFen);
  });

  test('says what follows: the open unit, the classes to come, what is kept', () => {
    const shown = closePreview(order({ nextClass }), STATEMENT, NOW);
    expect(shown.consequences.map(({ text }) => text)).toEqual([
      '第7次课今天 15:32 扣费，之前仍可提异议。',
      '第8–20次课取消，11月25日起不用来上课。',
      '凭证、对账单和已发的资料都保留。',
    ]);
  });

  test('nothing owed is ¥0.00', () => {
    const units = order().units.map((one) => (one.no === 7 ? paid(7) : one));
    expect(closePreview(order({ units }), NOTHING, NOW)).toMatchObject({
      owedFen: 0,
      owedNote: '没有要付的',
      owed: false,
    });
  });

  test.each([
    ['owing', '第7次课还没付上，微信会自动再扣，也可以现在付清。', true],
    ['objected', '第7次课等异议处理完再定，最多 ¥120.00。', false],
    ['pay_by_hand', '第7次课还没付，要自己付清。', true],
  ] as const)('a unit that is %s says what becomes of it', (status, text, owed) => {
    const shown = closePreview(withUnit(inWindow(7, { status })), STATEMENT, NOW);
    expect([shown.consequences[0]?.text, shown.owed]).toEqual([text, owed]);
  });

  test('a stage under way is charged for the classes taught', () => {
    const stage = unit(1, {
      name: '第1阶段',
      classCount: 10,
      classes: [paid(1), paid(2)].flatMap((one) => one.classes),
    });
    const rest = unit(2, { name: '第2阶段', classCount: 10 });
    const lines = [{ unitNo: 1, name: '第1阶段', atMostFen: 24_000 }];
    const shown = closePreview(
      order({ units: [stage, rest] }),
      { ...STATEMENT, lines, atMostFen: 24_000 },
      NOW,
    );
    expect(shown.consequences.map(({ text }) => text).slice(0, 2)).toEqual([
      '第1阶段上了 2 次，只算上过的；24 小时内仍可提异议。',
      '第2阶段取消。',
    ]);
    expect([shown.owedNote, shown.neverNote]).toEqual(['2 次课已上，还没扣', '10 次课没上']);
  });

  test('who signed nothing leaves the course; no deduction is spoken of', () => {
    const shown = closePreview(order({ ordinary: true }), STATEMENT, NOW);
    expect(shown).toMatchObject({ title: '不再上行书入门', neverLabel: '不用付', confirmText: '确认不上了' });
    const words = JSON.stringify([shown, closedView(order({ ordinary: true }), STATEMENT, NOW)]);
    expect(words).not.toMatch(/扣费/);
  });

  test('afterwards: what never will be charged, and what is still to be paid and when', () => {
    expect(closedView(order(), STATEMENT, NOW)).toEqual({
      title: '扣费服务已关闭',
      body: '¥1,560.00 永不扣费。',
      lines: [
        { name: '还要付', value: '¥120.00' },
        { name: '第7次课', value: '今天 15:32 扣 ¥120.00' },
      ],
    });
    expect(closedView(order(), NOTHING, NOW).lines).toEqual([]);
  });
});

describe('deduction settings', () => {
  const CARD: OrderCard = {
    ...{ orderId: 'o1', state: 'active', courseId: 'c1', courseTitle: '行书入门', studentName: '林晓雯' },
    ...{
      unitsTaught: 7,
      unitsTotal: 20,
      unitsCharged: 6,
      chargedFen: 72_000,
      owingFen: 0,
      atMostFen: 168_000,
    },
    ...{
      unitKind: 'class',
      ordinary: false,
      createdAt: '2026-10-24T09:00:00+08:00',
      signedAt: '2026-10-24T09:00:00+08:00',
    },
  };

  test('every signed plan says what was charged and what still may be', () => {
    expect(settingsView([CARD]).running).toMatchObject([
      {
        ...{ title: '行书入门', caption: '林晓雯 · 10月24日签约', tag: '生效中', canClose: true },
        ...{ chargedLabel: '已扣费 6 次课', chargedFen: 72_000, restLabel: '之后最多再扣', restFen: 168_000 },
      },
    ]);
  });

  test('closed ones stay, with what never will be charged', () => {
    const closed: OrderCard = {
      ...CARD,
      state: 'closed',
      endedAt: '2026-09-30T09:00:00+08:00',
      atMostFen: 0,
      neverChargedFen: 76_000,
    };
    expect(settingsView([closed]).ended).toMatchObject([
      {
        caption: '林晓雯 · 9月30日关闭',
        tag: '已关闭',
        restLabel: '永不扣费',
        restFen: 76_000,
        canClose: false,
      },
    ]);
  });

  test('what is owed stands first; a closing under way tells what is left', () => {
    expect(settingsView([{ ...CARD, owingFen: 12_000 }]).running[0]).toMatchObject({
      restLabel: '待支付',
      owed: true,
    });
    const closing: OrderCard = { ...CARD, state: 'closing', atMostFen: 12_000, neverChargedFen: 156_000 };
    expect(settingsView([closing]).running[0]).toMatchObject({
      tag: '结清中',
      restLabel: '最多还要付',
      canClose: false,
    });
  });

  test('what was never signed is no plan', () => {
    const { signedAt: _signedAt, ...drafted } = CARD;
    expect(
      settingsView([
        { ...drafted, state: 'drafted' },
        { ...CARD, ordinary: true },
      ]),
    ).toEqual({ running: [], ended: [] });
  });
});
