import { inPhone, open, row, type SupportRow } from './row';

const MEDIA = '/pages/media/media';

/** Built-ins that show something, lead somewhere, or are not there. */
export const MEDIA_BUILTINS: readonly SupportRow[] = [
  row(
    'image cover-image',
    'all modes, `lazy-load`; files of the project, temporary ones, `cloud://`',
    async (world) => {
      await open(world, MEDIA);
      await world.hand.top.locator('#loaded').getByText('20 × 10').waitFor();
      const box = await world.hand.top.locator('#picture').boundingBox();
      expect(box).toMatchObject({ width: 100, height: 50 });
      expect(await world.hand.top.locator('wx-cover-image img').count()).toBe(1);
    },
  ),
  row('icon progress', 'all types and colours', async (world) => {
    await open(world, MEDIA);
    expect(await world.hand.top.locator('wx-icon svg').count()).toBe(1);
    expect(await world.hand.top.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40');
  }),
  row('rich-text', 'from HTML or nodes, with WeChat’s list of trusted tags', async (world) => {
    await open(world, '/pages/form/form');
    expect(await world.hand.top.locator('wx-rich-text b').textContent()).toBe('粗');
    expect(await world.hand.top.locator('wx-rich-text').innerHTML()).not.toContain('script');
  }),
  row('canvas', '`type="2d"`; the older context says that it is absent', async (world) => {
    await open(world, '/pages/form/form');
    expect(
      await inPhone(
        world,
        `new Promise((done) => phone.router.top.caller.createSelectorQuery().select('#board').fields({ node: true })
          .exec(([{ node }]) => done(typeof node.getContext('2d').fillRect)))`,
      ),
    ).toBe('function');
  }),
  row('video', 'play, pause, seek, rate, events, `initial-time`, full screen; no danmu', async (world) => {
    await open(world, MEDIA);
    await world.hand.top.locator('#film-says').getByText('error').waitFor();
    expect(await world.hand.top.locator('wx-video video').getAttribute('controls')).not.toBeNull();
  }),
  row('navigator', 'all `open-type`s within the Mini Program', async (world) => {
    await open(world, '/pages/home/home');
    await world.hand.top.getByText('填表').tap();
    await world.hand.page.waitForFunction("phone.router.top.url.path === 'pages/form/form'");
  }),
  row('web-view', 'a page of the net within the page', async (world) => {
    await open(world, '/pages/web/web');
    expect(await world.hand.top.locator('wx-web-view iframe').getAttribute('src')).toBe('about:blank#web');
  }),
  row(
    'camera keyboard-accessory live-player live-pusher map official-account open-data share-element',
    'absent: a box that says so',
    async (world) => {
      await open(world, MEDIA);
      for (const tag of [
        'camera',
        'keyboard-accessory',
        'live-player',
        'live-pusher',
        'map',
        'official-account',
        'open-data',
        'share-element',
      ])
        expect(await world.hand.top.locator(`wx-${tag}`).textContent()).toContain('在本地手机里没有');
    },
  ),
];
