/** @jest-environment jsdom */
import { Components } from './simulate';

let components: Components;
beforeAll(() => {
  components = new Components(['icon', 'amount', 'page-state', 'price-list', 'how-it-works']);
});
afterAll(() => components.remove());

describe('the amount', () => {
  test.each([
    [12_000, '¥120.00', '一百二十元'],
    [123_450, '¥1,234.50', '一千二百三十四元五角'],
    [0, '¥0.00', '零元'],
    [5, '¥0.05', '零元五分'],
    [240_000_00, '¥240,000.00', '二十四万元'],
  ])('%i fen is written %s and read aloud %s', (fen, written, spoken) => {
    const amount = components.render('amount', { fen });
    expect(amount.dom?.textContent?.replace(/\s/g, '')).toBe(written);
    expect(amount.data['spoken']).toBe(spoken);
  });
});

describe('the state of a page', () => {
  test('an error says what happened and what to do next', () => {
    const state = components.render('page-state', {
      state: 'error',
      title: '没有连上',
      body: '请检查网络后再试。',
      action: '再试一次',
    });
    expect(state.dom?.textContent).toContain('请检查网络后再试。');
    expect(state.dom?.textContent).toContain('再试一次');
    state.detach();
  });

  test('nothing is shown once the page is ready', () => {
    const state = components.render('page-state', { state: 'ready', title: '没有连上' });
    expect(state.dom?.textContent?.trim()).toBe('');
    state.detach();
  });
});

const words = ({ dom }: { dom?: { textContent: string | null } }): string =>
  (dom?.textContent ?? '').replace(/\s/g, '');

describe('the price list', () => {
  const units = (prices: readonly number[]) =>
    prices.map((priceFen, at) => ({
      ...{ no: at + 1, name: `第${at + 1}次课`, priceFen, originalFen: priceFen, classCount: 1 },
    }));
  const rung = (prices: readonly number[]) => ({
    ...{ rungKey: 'class', unit: { kind: 'class' }, units: units(prices) },
    totalFen: prices.reduce((sum, price) => sum + price, 0),
  });

  test('folds classes of one price and adds all of them up', () => {
    const list = components.render('price-list', { rung: rung([12_000, 12_000, 11_900]) });
    expect(words(list)).toContain('第1–2次课2×第3次课全部学完共');
    expect(list.data['totalFen']).toBe(35_900);
    list.detach();
  });

  test('folds what is more than a glance can take', () => {
    const list = components.render('price-list', { rung: rung([9, 8, 7, 6, 5, 4, 3, 2, 1]) });
    expect(words(list)).toContain('还有3个扣费节点');
    list.detach();
  });
});

test.each([
  ['class', 'scheduled', '上一次课老师点名记录扣这一次课24小时后自动扣'],
  ['course', 'on-demand', '上整门课学完自己确认扣整门课24小时后自动扣'],
])('the three steps say what is charged by %s, %s', (kind, mode, said) => {
  const steps = components.render('how-it-works', { kind, mode, windowHours: 24 });
  expect(words(steps)).toContain(said);
  steps.detach();
});
