/** @jest-environment jsdom */
import { Components } from './simulate';

let components: Components;
beforeAll(() => {
  components = new Components(['icon', 'amount', 'page-state']);
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
