import type { PhoneUnderTest } from '../phone-under-test';

/** What a page shows and hears. */
export function pagesLook(world: PhoneUnderTest): void {
  describe('a page', () => {
    it('has its styles, its WXS, components of its own and of npm', async () => {
      expect(await world.text('#heading')).toBe('合计 120 分钟');
      expect(await world.colour('#heading')).toBe('rgb(58, 77, 176)');
      expect(await world.colour('tally [id$="--box"]')).toBe('rgb(176, 57, 30)');
      const half = await world.hand.top.locator('.half').boundingBox();
      expect(half?.width).toBe(195);
      expect(await world.hand.top.getByRole('button', { name: '看详情' }).isVisible()).toBe(true);
    });

    it('hears its components, and a tap does not reach what has opened meanwhile', async () => {
      await world.hand.top.getByText('点了 0').tap();
      expect(await world.text('.told')).toBe('告诉 1');
      await world.hand.top.getByText('填表').tap();
      await world.hand.top.locator('#city').tap();
      await world.hand.page.getByRole('dialog').waitFor();
      await world.hand.page.getByText('深圳').tap();
      await world.hand.page.getByRole('button', { name: '确定' }).tap();
      expect(await world.text('#city')).toBe('深圳');
    });

    it('is pulled down to refresh, and told when its end is near', async () => {
      await world.hand.drag({ x: 195, y: 300 }, { x: 195, y: 560 });
      await world.hand.top.getByText('刷新 1').waitFor();
      await world.hand.drag({ x: 195, y: 700 }, { x: 195, y: 100 });
      await world.hand.drag({ x: 195, y: 700 }, { x: 195, y: 100 });
      await world.hand.top.getByText('到底 1').waitFor();
    });

    it('follows the theme of the phone', async () => {
      const background = (): Promise<string> => world.style('page', 'background-color');
      expect(await background()).toBe('rgb(246, 245, 242)');
      await world.hand.page.getByRole('button', { name: '更多' }).tap();
      await world.hand.page.getByRole('button', { name: '深色模式' }).tap();
      expect(await background()).toBe('rgb(18, 18, 20)');
      expect(await world.hand.page.locator('.nav-bar').first().getAttribute('style')).toContain(
        'rgb(28, 28, 31)',
      );
    });
  });
}
