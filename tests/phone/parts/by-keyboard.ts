import type { Page } from 'playwright-core';
import { controlsWithoutName } from '../accessibility';
import type { PhoneUnderTest } from '../phone-under-test';

const PLAN = {
  merchantSignPlanNo: 'SIGN-1',
  planName: '行书入门 20 课时',
  planDurationDays: 200,
  totalOriginalPrice: 240_000,
  totalActualPrice: 240_000,
  details: Array.from({ length: 8 }, (_, i) => ({
    ...{ no: i + 1, name: `第 ${i + 1} 次课`, originalPrice: 12_000, actualPrice: 12_000 },
  })),
  state: 'open',
};

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** WeChat's own dialogs, how they come, and whether Escape may close them. */
const DIALOGS: readonly (readonly [name: string, open: string])[] = [
  ['更多', "document.querySelector('.capsule-half').click()"],
  ['叫什么', "wx.showModal({ title: '叫什么', editable: true, placeholderText: '名字' })"],
  ['选一个', "wx.showActionSheet({ alertText: '选一个', itemList: ['甲', '乙'] })"],
  ['订阅消息', "wx.requestSubscribeMessage({ tmplIds: ['tClass'] })"],
  ['付款 ¥120.00', "wx.requestPayment({ package: 'prepay_id=1' })"],
  ['图片预览', `wx.previewImage({ urls: ['${PIXEL}', '${PIXEL}'] })`],
];

/** What has the focus, as a screen reader says it: its label, or else its words. */
const FOCUSED = `(() => {
  const { activeElement: at } = document;
  return at.getAttribute('aria-label') ?? (at.title || at.textContent);
})()`;

/** WeChat's side of the phone, for who uses neither finger nor eyes. */
export function byKeyboard(world: PhoneUnderTest): void {
  const { control } = world;
  const focused = (): Promise<string> => world.hand.page.evaluate(FOCUSED);

  /** Goes on with Tab until something has the focus. */
  async function tabTo(page: Page, name: string): Promise<void> {
    const passed: string[] = [];
    while ((await page.evaluate<string>(FOCUSED)) !== name) {
      if (passed.length > 40) throw new Error(`${name} is not reached: ${passed.join(', ')}`);
      await page.keyboard.press('Tab');
      passed.push(await page.evaluate<string>(FOCUSED));
    }
  }

  beforeAll(() => {
    control.on('GET /people/oLin', () => ({ balanceFen: 80_000 }));
    control.on('POST /wechat/cashier', () => ({ description: '行书入门', amountFen: 12_000 }));
    control.on('POST /wechat/request-payment', () => ({ errMsg: 'requestPayment:fail cancel' }));
    control.on('POST /wechat/subscribe', () => ({ tClass: 'reject' }));
    control.on('GET /books', () => ({ signPlans: [], orders: [] }));
  });

  it.each(DIALOGS)(
    'names everything in “%s”, keeps the focus in it, and lets Escape end it',
    async (name, open) => {
      const { page } = world.hand;
      await page.getByRole('button', { name: '关闭小程序' }).focus();
      await page.evaluate(`void ${open}`);
      const dialog = page.getByRole('dialog', { name });
      await dialog.waitFor();
      expect(await controlsWithoutName(page)).toEqual([]);
      for (let step = 0; step < 12; step += 1) {
        await page.keyboard.press(step % 3 === 2 ? 'Shift+Tab' : 'Tab');
        expect(await dialog.evaluate((box) => box.contains(box.ownerDocument.activeElement))).toBe(true);
      }
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await focused()).toBe('关闭小程序');
    },
  );

  it('goes by keyboard from the page through WeChat’s screens and back', async () => {
    const { page } = world.hand;
    expect(await controlsWithoutName(page)).toEqual([]);
    await tabTo(page, '更多');
    await tabTo(page, '关闭小程序');
    await page.keyboard.press('Enter');
    const screen = (title: string) => page.locator('.wx-screen').filter({ hasText: title }).last();
    await page.getByRole('region', { name: '微信' }).waitFor();
    expect(await controlsWithoutName(page)).toEqual([]);
    await tabTo(page, '我');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toContain('钱包');
    await page.keyboard.press('Enter');
    await screen('¥800.00').waitFor();
    expect(await controlsWithoutName(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await focused()).toContain('钱包');
  });

  it('signs by keyboard, and is told the result', async () => {
    control.on('GET /wechat/sign-page', () => PLAN);
    control.on('POST /wechat/sign', () => ({ result: 'signed', message: '签约成功' }));
    const { page } = world.hand;
    await page.evaluate(
      "wx.openBusinessView({ businessType: 'wxpayScorePlan', extraData: { package: 'p1' } })",
    );
    await page.getByText('行书入门 20 课时').waitFor();
    await tabTo(page, '展开其余 2 项');
    await page.keyboard.press('Enter');
    expect(await focused()).toContain('第 7 次课');
    await tabTo(page, '开通并签约');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('签约成功').waitFor();
    await tabTo(page, '返回商家');
    await page.keyboard.press('Enter');
    expect(await page.evaluate("document.activeElement.closest('.page')?.hasAttribute('data-top')")).toBe(
      true,
    );
  });

  it('says the title of a page that comes, and goes into it with the focus', async () => {
    const { page } = world.hand;
    await page.locator('.page[data-top] iframe').focus();
    await page.evaluate("wx.navigateTo({ url: '/pages/form/form' })");
    await page.evaluate("wx.setNavigationBarTitle({ title: '填一填' })");
    await page.locator('[aria-live="polite"]').getByText('填一填').waitFor({ state: 'attached' });
    expect(await focused()).toBe('pages/form/form');
  });

  it('leaves nothing without a name in the settings, and turns a switch by the space bar', async () => {
    const { page } = world.hand;
    await page.evaluate("phone.permissions.setScope('scope.camera', false)");
    await page.evaluate('void wx.openSetting()');
    const camera = page.getByRole('switch', { name: '使用你的摄像头' });
    await camera.focus();
    expect(await controlsWithoutName(page)).toEqual([]);
    await page.keyboard.press(' ');
    await page.keyboard.press('Escape');
    expect(await page.evaluate('wx.getSetting()')).toMatchObject({ authSetting: { 'scope.camera': true } });
  });

  it('announces a notice as an alert with a button in it', async () => {
    const { page } = world.hand;
    const message = {
      ...{ id: 'm-key', at: 0, templateId: 'tClass', page: 'parts/detail/detail?no=4' },
      data: { thing1: { value: '行书' } },
    };
    await page.waitForResponse((response) => response.url().includes('/control/messages'));
    control.on('GET /messages', () => ({ messages: [message] }));
    const notice = page.getByRole('alert').getByRole('button', { name: /上课通知/ });
    await notice.focus();
    control.on('GET /messages', () => ({ messages: [] }));
    await page.keyboard.press('Enter');
    await world.hand.top.getByText('4 ·').waitFor();
  });
}
