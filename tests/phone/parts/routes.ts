import type { PhoneUnderTest } from '../phone-under-test';

/** Ways from page to page. */
export function routes(world: PhoneUnderTest): void {
  describe('going from page to page', () => {
    it('opens a subpackage with what was handed over, and comes back', async () => {
      await world.hand.top.getByText('看详情').tap();
      await world.hand.top.getByText('7 · %E4%B9%A6 · 来自首页').waitFor();
      expect(await world.colour('#facts')).toBe('rgb(133, 88, 10)');
      expect(await world.hand.stack()).toEqual(['pages/home/home', 'parts/detail/detail']);
      await world.hand.page.getByRole('button', { name: '返回' }).last().tap();
      expect(await world.hand.stack()).toEqual(['pages/home/home']);
    });

    it('calls app, page and component in the order of WeChat', async () => {
      await world.hand.top.getByText('生命周期').tap();
      await world.hand.top.locator('#again').waitFor();
      await world.hand.page.waitForFunction("phone.router.top.caller.readDiary().includes('page ready')");
      await world.hand.top.locator('#again').tap();
      await world.hand.page.waitForFunction(
        "phone.router.top.caller.readDiary().filter((entry) => entry === 'page ready').length === 2",
      );
      await world.hand.page.evaluate('phone.router.navigateBack(1)');
      const diary: string[] = await world.hand.page.evaluate('phone.router.top.caller.readDiary()');
      expect(diary.slice(0, 2)).toEqual(['app launch', 'app show 1001']);
      const first = diary.slice(diary.indexOf('page load') - 2, diary.indexOf('page ready') + 1);
      expect(first).toEqual([
        'tally created',
        'tally attached',
        'page load',
        'tally show',
        'page show',
        'tally ready',
        'page ready',
      ]);
      const afterwards = diary
        .slice(diary.indexOf('page ready') + 1)
        .filter((entry) => !entry.startsWith('tally'));
      expect(afterwards).toEqual([
        'page hide',
        'page load',
        'page show',
        'page ready',
        'page unload',
        'page show',
      ]);
    });

    it('lays at most ten pages one above the other', async () => {
      const open =
        'wx => new Promise((done) => wx.navigateTo({ url: "/pages/life/life", complete: (r) => done(r.errMsg) }))';
      const answers: string[] = [];
      for (let page = 2; page <= 11; page += 1) answers.push(await world.hand.page.evaluate(`(${open})(wx)`));
      expect(answers.slice(0, 9)).toEqual(Array(9).fill('navigateTo:ok'));
      expect(answers[9]).toMatch(/^navigateTo:fail webview count limit/);
    });

    it('keeps tab pages alive behind a tab bar of its own, and data over a restart, for each person', async () => {
      await world.hand.top.getByText('点了 0').tap();
      await world.hand.top.locator('custom-tab-bar').getByText('我的').tap();
      await world.hand.top.getByText('存', { exact: true }).tap();
      await world.hand.top.getByText('存了 1').waitFor();
      await world.hand.top.locator('custom-tab-bar').getByText('首页').tap();
      expect(await world.text('.told')).toBe('告诉 1');
      await world.hand.page.reload();
      await world.hand.top.locator('custom-tab-bar').getByText('我的').tap();
      expect(await world.text('#kept')).toBe('存了 1');
    });
  });
}
