import { controlsWithoutName } from './accessibility';
import { builtins } from './parts/builtins';
import { byKeyboard } from './parts/by-keyboard';
import { editing } from './parts/editing';
import { pagesLook } from './parts/pages-look';
import { routes } from './parts/routes';
import { weChatAround } from './parts/wechat-around';
import { PhoneUnderTest } from './phone-under-test';

const world = new PhoneUnderTest();

beforeAll(() => world.start());
afterAll(() => world.stop());
beforeEach(() => world.takeFresh());
afterEach(() => world.putAway());

pagesLook(world);
routes(world);
builtins(world);
weChatAround(world);
byKeyboard(world);
editing(world);

it('stands beside another in the workbench, each in the hand of somebody else', async () => {
  const { page } = world.hand;
  await page.setViewportSize({ width: 1600, height: 1000 });
  await page.goto(world.url);
  for (const name of ['林晓雯', '沈知言'])
    await page
      .getByRole('option', { name: new RegExp(`^${name}`) })
      .first()
      .waitFor({ state: 'attached' });
  const phones = page.frameLocator('iframe[title="手机"]');
  await phones.first().frameLocator('.page[data-top] iframe').locator('#heading').waitFor();
  await phones.last().frameLocator('.page[data-top] iframe').locator('#heading').waitFor();
  expect(await page.getByRole('region', { name: '虚拟时钟' }).textContent()).toContain('09:41:00');
  expect(await controlsWithoutName(page)).toEqual([]);
});
