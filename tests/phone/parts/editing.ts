import type { PhoneUnderTest } from '../phone-under-test';

/** What a developer sees while the files change. */
export function editing(world: PhoneUnderTest): void {
  describe('an error', () => {
    it('is shown with the line of source it came from', async () => {
      const { top, page } = world.hand;
      await top.getByText('看详情').tap();
      await top.getByText('出错').tap();
      await page.getByText('1 个错误').tap();
      await page.getByText(/TypeError[\s\S]*miniprogram\/parts\/detail\/detail\.ts:13:/).waitFor();
    });

    it('of a missing API names the API', async () => {
      const { top, page } = world.hand;
      await top.locator('custom-tab-bar').getByText('我的').tap();
      await top.getByText('没有的').tap();
      await page.getByText('1 个错误').tap();
      await page.getByText('wx.startBluetoothDevicesDiscovery：本地手机没有实现').waitFor();
    });
  });

  describe('an edit', () => {
    it('appears without a restart, at the page that is open', async () => {
      const { top } = world.hand;
      await top.getByText('看详情').tap();
      await top.getByText('问一句').waitFor();
      world.fixture.edit('parts/detail/detail.wxml', '问一句', '问两句');
      await top.getByText('问两句').waitFor();
      expect(await world.hand.stack()).toEqual(['parts/detail/detail']);
    });

    it('may be a page that was missing', async () => {
      const { page } = world.hand;
      world.fixture.edit('app.json', '"pages/web/web"', '"pages/web/web", "extra/new/new"');
      await page.getByText(/page "extra\/new\/new" not found/).waitFor();
      world.fixture.write('extra/new/new.wxml', '<view>新的一页</view>');
      world.fixture.write('extra/new/new.ts', 'Page({})');
      await page.waitForFunction(
        "globalThis.phone?.code.packageOf('extra/new/new') === '' && phone.router.top",
      );
      await page.evaluate("wx.navigateTo({ url: '/extra/new/new' })");
      await world.hand.top.getByText('新的一页').waitFor();
      expect(await world.hand.stack()).toEqual(['pages/home/home', 'extra/new/new']);
    });

    it('that does not compile is told with file and line, and the last good one stays', async () => {
      const { top, page } = world.hand;
      world.fixture.edit('pages/home/home.ts', 'total: 120', 'total: = 120');
      await page.getByText(/miniprogram\/pages\/home\/home\.ts:2:\d+ Unexpected "="/).waitFor();
      expect(await top.locator('#heading').textContent()).toBe('合计 120 分钟');
      world.fixture.edit('pages/home/home.ts', 'total: = 120', 'total: 240');
      await top.getByText('合计 240 分钟').waitFor();
    });
  });
}
