import type { PhoneUnderTest } from '../phone-under-test';

/** What WeChat's own components do. */
export function builtins(world: PhoneUnderTest): void {
  it('let WXS follow the finger, in the project and in components of npm', async () => {
    const { page, top } = world.hand;
    await page.evaluate("wx.navigateTo({ url: '/pages/swipe/swipe' })");
    await top.getByText('从 3 开始').waitFor();
    // Not before the page has come to rest and a finger on it would meet it.
    await top.getByText('拖我').tap({ trial: true });
    const y = ((await top.getByText('拖我').boundingBox())?.y ?? 0) + 20;
    await world.hand.drag({ x: 100, y }, { x: 200, y });
    await top.getByText('拖过').waitFor();
    expect(await top.locator('#box').getAttribute('style')).toMatch(/margin-left:(1[5-9]\d|200)/);
    await world.hand.drag({ x: 350, y: 110 }, { x: 150, y: 110 });
    expect(await top.locator('[id$="--wrapper"]').getAttribute('style')).toContain('translate3d(-62');
  });

  describe('built-in components', () => {
    beforeEach(async () => {
      await world.hand.top.getByText('填表').tap();
      await world.hand.top.locator('#city').waitFor();
    });

    it('collect what a person enters into a form', async () => {
      const { top, page } = world.hand;
      await top.getByRole('textbox', { name: '姓名' }).fill('小林');
      await top.getByRole('textbox', { name: '备注' }).fill('周末\n上课');
      await top.getByRole('switch', { name: '同意' }).tap();
      await top.getByText('男').tap();
      await top.getByText('周六').tap();
      await top.getByRole('slider').press('ArrowRight');
      await top.locator('#city').tap();
      await page.getByText('深圳').tap();
      await page.getByRole('button', { name: '确定' }).tap();
      await top.getByRole('button', { name: '提交' }).tap();
      expect(JSON.parse(await world.text('#sent'))).toEqual({
        name: '小林',
        note: '周末\n上课',
        agree: true,
        sex: 'm',
        days: ['sat', 'sun'],
        size: 4,
        city: '1',
      });
    });

    it('let a date be chosen by the keyboard, and leave without one', async () => {
      const { top, page } = world.hand;
      await top.locator('#date').tap();
      await page.getByRole('listbox').nth(2).press('ArrowDown');
      await page.getByRole('button', { name: '确定' }).tap();
      expect(await world.text('#date')).toBe('2026-11-23');
      await top.locator('#city').tap();
      await page.getByRole('dialog').press('Escape');
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await world.text('#city')).toBe('选城市');
    });

    it('turn slides by the finger', async () => {
      const box = await world.hand.top.getByText('第一张').boundingBox();
      const y = (box?.y ?? 0) + 10;
      await world.hand.drag({ x: 320, y }, { x: 60, y });
      expect(await world.text('#slide')).toBe('1');
    });

    it('trust no script in rich text, and draw on a canvas', async () => {
      expect(await world.hand.top.locator('wx-rich-text').innerHTML()).not.toContain('script');
      const pixel = await world.hand.page.evaluate(`new Promise((done) => {
        phone.router.top.caller.createSelectorQuery().select('#board').fields({ node: true, size: true }).exec(([board]) => {
          const pen = board.node.getContext('2d');
          pen.fillStyle = '#ff0000';
          pen.fillRect(0, 0, 10, 10);
          done([board.width, ...pen.getImageData(5, 5, 1, 1).data].join());
        });
      })`);
      expect(pixel).toBe('100,255,0,0,255');
    });

    it('say so when the phone lacks one', async () => {
      expect(await world.hand.top.locator('wx-map').textContent()).toContain('在本地手机里没有');
      await world.hand.page.getByText('1 个提示').tap();
      await world.hand.page.getByText('<map>：本地手机没有实现').waitFor();
    });
  });
}
