import { PhoneUnderTest } from '../phone-under-test';
import { ended, inPhone, open, press, row, type SupportRow } from './row';

/** Ways between pages, bars around them, and short words to the person. */
export const PAGE_APIS: readonly SupportRow[] = [
  row('navigateTo', 'event channel, ten pages; never to a tab', async (world) => {
    await open(world, '/pages/home/home');
    expect(await ended(world, "navigateTo({ url: '/pages/form/form' })")).toBe('navigateTo:ok');
    expect(await ended(world, "navigateTo({ url: '/pages/mine/mine' })")).toContain('tabbar page');
    expect(await world.hand.stack()).toEqual(['pages/home/home', 'pages/form/form']);
  }),
  row('navigateBack', 'so many steps, at most to the first page', async (world) => {
    await open(world, '/pages/home/home');
    await inPhone(world, "wx.navigateTo({ url: '/pages/form/form' })");
    expect(await ended(world, 'navigateBack({ delta: 9 })')).toBe('navigateBack:ok');
    expect(await world.hand.stack()).toEqual(['pages/home/home']);
  }),
  row('redirectTo reLaunch', 'in place of the page on top, or of all', async (world) => {
    await open(world, '/pages/home/home');
    await inPhone(world, "wx.navigateTo({ url: '/pages/form/form' })");
    await inPhone(world, "wx.redirectTo({ url: '/pages/life/life' })");
    expect(await world.hand.stack()).toEqual(['pages/home/home', 'pages/life/life']);
    await inPhone(world, "wx.reLaunch({ url: '/pages/form/form?a=1' })");
    expect(await world.hand.stack()).toEqual(['pages/form/form']);
  }),
  row('switchTab', 'tab pages stay alive; only to tabs', async (world) => {
    await open(world, '/pages/home/home');
    expect(await ended(world, "switchTab({ url: '/pages/form/form' })")).toContain('no-tabBar page');
    expect(await ended(world, "switchTab({ url: '/pages/mine/mine' })")).toBe('switchTab:ok');
    expect(await inPhone(world, 'phone.router.alive.length')).toBe(2);
  }),
  row('showToast hideToast', 'icons, picture, mask, duration', async (world) => {
    await inPhone(world, "wx.showToast({ title: '好了', duration: 60000 })");
    await world.hand.page.getByRole('status').getByText('好了').waitFor();
    await inPhone(world, 'wx.hideToast()');
    expect(await world.hand.page.getByRole('status').count()).toBe(0);
  }),
  row('showLoading hideLoading', 'stays until it is hidden', async (world) => {
    await inPhone(world, "wx.showLoading({ title: '等一下', mask: true })");
    await world.hand.page.locator('.toast-mask').getByText('等一下').waitFor();
    await inPhone(world, 'wx.hideLoading()');
    expect(await world.hand.page.locator('.toast-mask').count()).toBe(0);
  }),
  row('showModal', 'words and colours of buttons, a field to fill in', async (world) => {
    const answer = inPhone(
      world,
      "wx.showModal({ title: '叫什么', editable: true, placeholderText: '名字' })",
    );
    await world.hand.page.getByPlaceholder('名字').fill('小林');
    await press(world, '确定');
    expect(await answer).toMatchObject({ confirm: true, cancel: false, content: '小林' });
  }),
  row('showActionSheet', 'one to six items; leaving it is a refusal', async (world) => {
    const answer = inPhone(world, "wx.showActionSheet({ itemList: ['甲', '乙'] })");
    await press(world, '乙');
    expect(await answer).toMatchObject({ tapIndex: 1 });
    const left = ended(world, "showActionSheet({ itemList: ['甲'] })");
    await press(world, '取消');
    expect(await left).toBe('showActionSheet:fail cancel');
  }),
  row('enableAlertBeforeUnload disableAlertBeforeUnload', 'the way back asks first', async (world) => {
    await open(world, '/pages/home/home');
    await inPhone(world, "wx.navigateTo({ url: '/pages/form/form' })");
    await inPhone(world, "wx.enableAlertBeforeUnload({ message: '还没有保存' })");
    await press(world, '返回');
    await world.hand.page.getByRole('dialog').getByText('还没有保存').waitFor();
    await press(world, '取消');
    expect(await world.hand.stack()).toHaveLength(2);
    await inPhone(world, 'wx.disableAlertBeforeUnload()');
    await press(world, '返回');
    expect(await world.hand.stack()).toHaveLength(1);
  }),
  row(
    'setNavigationBarTitle setNavigationBarColor',
    'of the page on top, also before it is shown',
    async (world) => {
      await open(world, '/pages/form/form');
      await inPhone(world, "wx.setNavigationBarTitle({ title: '新的名字' })");
      await inPhone(world, "wx.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor: '#123456' })");
      const bar = world.hand.page.locator('.page[data-top] .nav-bar');
      await bar.getByText('新的名字').waitFor();
      expect(await bar.getAttribute('style')).toContain('rgb(18, 52, 86)');
    },
  ),
  row(
    'showNavigationBarLoading hideNavigationBarLoading',
    'a turning mark beside the title',
    async (world) => {
      const mark = world.hand.page.locator('.page[data-top] .nav-bar .spinner:visible');
      await inPhone(world, 'wx.showNavigationBarLoading()');
      expect(await mark.count()).toBe(1);
      await inPhone(world, 'wx.hideNavigationBarLoading()');
      expect(await mark.count()).toBe(0);
    },
  ),
  row('hideHomeButton', 'on a page that was opened first and is not the home page', async (world) => {
    await open(world, '/pages/form/form');
    const home = world.hand.page.locator('.page[data-top]').getByRole('button', { name: '首页' });
    expect(await home.count()).toBe(1);
    await inPhone(world, 'wx.hideHomeButton()');
    expect(await home.count()).toBe(0);
  }),
  row(
    'setTabBarBadge removeTabBarBadge showTabBarRedDot hideTabBarRedDot setTabBarItem setTabBarStyle showTabBar hideTabBar',
    'of WeChat’s own tab bar; elsewhere a refusal',
    async (world) => {
      await open(world, '/pages/form/form');
      expect(await ended(world, 'hideTabBar()')).toContain('not TabBar page');
      const native = new PhoneUnderTest();
      native.fixture.edit('app.json', '"custom": true,', '');
      try {
        await native.start();
        await native.takeFresh();
        await useTabBar(native);
      } finally {
        await native.putAway();
        await native.stop();
      }
    },
  ),
  row('startPullDownRefresh stopPullDownRefresh', 'as by the finger', async (world) => {
    await open(world, '/pages/home/home');
    await inPhone(world, 'wx.startPullDownRefresh()');
    await world.hand.top.getByText('刷新 1').waitFor();
    expect(await ended(world, 'stopPullDownRefresh()')).toBe('stopPullDownRefresh:ok');
  }),
  row(
    'setBackgroundColor setBackgroundTextStyle',
    'the window behind the page, and the dots in it',
    async (world) => {
      await inPhone(world, "wx.setBackgroundColor({ backgroundColor: '#abcdef' })");
      const holder = world.hand.page.locator('.page[data-top]');
      expect(await holder.getAttribute('style')).toContain('rgb(171, 205, 239)');
      for (const [textStyle, light] of [
        ['light', true],
        ['dark', false],
      ]) {
        await inPhone(world, `wx.setBackgroundTextStyle({ textStyle: '${textStyle}' })`);
        expect(await holder.locator('.pull-down-light').count()).toBe(light ? 1 : 0);
      }
    },
  ),
  row('pageScrollTo', 'to a place or an element, with or without a way there', async (world) => {
    await open(world, '/pages/home/home');
    await inPhone(world, 'wx.pageScrollTo({ scrollTop: 120, duration: 0 })');
    expect(await inPhone(world, 'phone.router.top.document.scroller.scrollTop')).toBe(120);
    await inPhone(world, "wx.pageScrollTo({ selector: '#heading', offsetTop: 0, duration: 0 })");
    expect(await inPhone<number>(world, 'phone.router.top.document.scroller.scrollTop')).toBeLessThan(60);
  }),
];

async function useTabBar(world: PhoneUnderTest): Promise<void> {
  const bar = world.hand.page.locator('.tab-bar');
  await inPhone(world, "wx.setTabBarBadge({ index: 1, text: '3' })");
  expect(await bar.locator('.tab-badge').textContent()).toBe('3');
  await inPhone(world, 'wx.removeTabBarBadge({ index: 1 })');
  expect(await bar.locator('.tab-badge').count()).toBe(0);
  await inPhone(world, 'wx.showTabBarRedDot({ index: 1 })');
  expect(await bar.locator('.tab-dot').count()).toBe(1);
  await inPhone(world, 'wx.hideTabBarRedDot({ index: 1 })');
  expect(await bar.locator('.tab-dot').count()).toBe(0);
  await inPhone(world, "wx.setTabBarItem({ index: 1, text: '我' })");
  await bar.getByText('我', { exact: true }).waitFor();
  await inPhone(world, "wx.setTabBarStyle({ backgroundColor: '#123456' })");
  expect(await bar.getAttribute('style')).toContain('rgb(18, 52, 86)');
  await inPhone(world, 'wx.hideTabBar()');
  expect(await bar.isVisible()).toBe(false);
  await inPhone(world, 'wx.showTabBar()');
  expect(await bar.isVisible()).toBe(true);
}
