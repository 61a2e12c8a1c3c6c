import { inPhone, open, row, type SupportRow } from './row';

const LAYOUT = '/pages/layout/layout';

/** Built-ins that lay out a page. */
export const LAYOUT_BUILTINS: readonly SupportRow[] = [
  row(
    'view cover-view',
    '`hover-class` and its times; Enter taps what has the role of a button',
    async (world) => {
      await open(world, LAYOUT);
      await world.hand.top.getByText('点一下').tap();
      expect(await world.text('#taps')).toBe('1');
      await world.hand.top.getByRole('button', { name: '点一下' }).press('Enter');
      expect(await world.text('#taps')).toBe('2');
      expect(await world.hand.top.locator('wx-cover-view').textContent()).toBe('盖着');
    },
  ),
  row('text', '`decode`, `space`, `user-select`', async (world) => {
    await open(world, LAYOUT);
    expect(await world.text('#decoded')).toBe('a < b');
    expect(await world.style('#decoded', 'user-select')).toBe('text');
  }),
  row('root-portal', 'out of the page, above everything', async (world) => {
    await open(world, LAYOUT);
    expect(
      await inPhone(
        world,
        "phone.router.top.document.doc.querySelector('wx-root-portal').parentElement.localName",
      ),
    ).toBe('body');
  }),
  row(
    'scroll-view',
    'both ways, thresholds, `scroll-into-view`, animation, `enable-flex`, pull to refresh; not `type="list"`',
    async (world) => {
      await open(world, LAYOUT);
      await inPhone(world, "phone.router.top.caller.setData({ into: 'last' })");
      await world.hand.top.locator('#ends').getByText('到底').waitFor();
    },
  ),
  row(
    'swiper swiper-item',
    'finger, autoplay, circular, vertical, margins, several at once, dots',
    async (world) => {
      await open(world, '/pages/form/form');
      const box = await world.hand.top.getByText('第一张').boundingBox();
      const y = (box?.y ?? 0) + 10;
      await world.hand.drag({ x: 320, y }, { x: 60, y });
      expect(await world.text('#slide')).toBe('1');
    },
  ),
  row(
    'movable-area movable-view',
    'dragging and bounds; inertia and scaling say that they are absent',
    async (world) => {
      await open(world, LAYOUT);
      const box = await world.hand.top.getByText('拖').boundingBox();
      const from = { x: (box?.x ?? 0) + 10, y: (box?.y ?? 0) + 10 };
      await world.hand.drag(from, { x: from.x + 40, y: from.y + 400 });
      expect(await world.text('#moved')).toBe('40,50');
    },
  ),
  row('page-container', 'places, mask, round; the way back closes it first', async (world) => {
    await open(world, '/pages/home/home');
    await inPhone(world, `wx.navigateTo({ url: '${LAYOUT}' })`);
    await inPhone(world, 'phone.router.top.caller.setData({ contained: true })');
    await world.hand.top.getByText('页中页').waitFor();
    await inPhone(world, 'wx.navigateBack()');
    await world.hand.top.getByText('页中页').waitFor({ state: 'hidden' });
    expect(await world.hand.stack()).toHaveLength(2);
  }),
  row('match-media', 'width, height, orientation', async (world) => {
    await open(world, LAYOUT);
    expect(await world.hand.top.getByText('窄屏').isVisible()).toBe(true);
    expect(await world.hand.top.getByText('宽屏').isVisible()).toBe(false);
  }),
  row(
    'page-meta navigation-bar',
    'style, text size, background, scrolling; title, colours, loading',
    async (world) => {
      await open(world, LAYOUT);
      await world.hand.page.locator('.page[data-top] .nav-bar').getByText('布局').waitFor();
      expect(await inPhone(world, 'phone.router.top.document.doc.documentElement.style.fontSize')).toBe(
        '16px',
      );
      expect(await world.style('page', 'letter-spacing')).toBe('1px');
    },
  ),
];
