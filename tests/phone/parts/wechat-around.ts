import type { PhoneUnderTest } from '../phone-under-test';
import { STANDS_AT } from '../pretend-control';

const PLAN = {
  merchantSignPlanNo: 'SIGN-1',
  planName: '行书入门 20 课时',
  planDurationDays: 200,
  totalOriginalPrice: 240_000,
  totalActualPrice: 240_000,
  details: [{ no: 1, name: '第 1 次课', originalPrice: 12_000, actualPrice: 12_000 }],
  state: 'open',
};

/** WeChat's own screens around the Mini Program. */
export function weChatAround(world: PhoneUnderTest): void {
  const called = <T>(script: string): Promise<T> => world.hand.page.evaluate(script);
  const openSigning = (): Promise<unknown> =>
    called(`wx.openBusinessView({ businessType: 'wxpayScorePlan', extraData: { package: 'p1' } })`);
  const returned = (): Promise<{ scene: number; referrerInfo?: object }> =>
    called('wx.getEnterOptionsSync()');

  describe('signing a plan at WeChat Pay', () => {
    beforeEach(() => world.control.on('GET /wechat/sign-page', () => PLAN));

    it('shows the plan, signs, and hands over to the Mini Program again', async () => {
      world.control.on('POST /wechat/sign', () => ({ result: 'signed', message: '签约成功' }));
      await openSigning();
      const { page } = world.hand;
      await page.getByText('行书入门 20 课时').waitFor();
      expect(await page.locator('.wx-screen').textContent()).toContain('¥2,400.00');
      await page.getByRole('button', { name: '开通并签约' }).tap();
      await page.getByText('签约成功').waitFor();
      await page.getByRole('button', { name: '返回商家' }).tap();
      expect(await returned()).toMatchObject({
        scene: 1038,
        referrerInfo: { appId: 'wxd8f3793ea3b935b8', extraData: {} },
      });
    });

    it('tells a refused person why, and the Mini Program nothing', async () => {
      world.control.on('POST /wechat/sign', () => ({
        result: 'refused',
        message: '综合评估未通过，暂无法使用该服务',
      }));
      await openSigning();
      await world.hand.page.getByRole('button', { name: '开通并签约' }).tap();
      await world.hand.page.getByText('综合评估未通过').waitFor();
      await world.hand.page.getByRole('button', { name: '返回商家' }).tap();
      expect(await returned()).toMatchObject({ scene: 1038, referrerInfo: { extraData: {} } });
    });

    it('comes back without data when the person just goes back', async () => {
      await openSigning();
      await world.hand.page.locator('.wx-screen').getByRole('button', { name: '返回' }).tap();
      expect((await returned()).referrerInfo).toEqual({ appId: 'wxd8f3793ea3b935b8' });
    });
  });

  it('asks before messages are sent, and brings them', async () => {
    world.control.on('POST /wechat/subscribe', ({ accept }) => ({
      tClass: accept === true ? 'accept' : 'accept',
    }));
    const { page } = world.hand;
    const answer = called(`wx.requestSubscribeMessage({ tmplIds: ['tClass'] })`);
    await page.getByRole('dialog', { name: '订阅消息' }).getByText('上课通知').waitFor();
    await page.getByRole('button', { name: '允许' }).tap();
    expect(await answer).toMatchObject({ errMsg: 'requestSubscribeMessage:ok', tClass: 'accept' });
    const asked = world.control.asked.findLast(({ what }) => what === 'POST /wechat/subscribe');
    expect(asked?.body).toEqual({ openid: 'oLin', templateIds: ['tClass'], accept: ['tClass'] });
    const message = {
      id: 'm1',
      at: STANDS_AT,
      templateId: 'tClass',
      page: 'parts/detail/detail?no=3',
      data: { thing1: { value: '行书' } },
    };
    world.control.on('GET /messages', () => ({ messages: [message] }));
    await page.getByRole('alert').getByText('上课通知').tap();
    await world.hand.top.getByText('3 ·').waitFor();
    expect((await returned()).scene).toBe(1014);
    world.control.on('GET /messages', () => ({ messages: [] }));
  });

  it('shows the time of the local WeChat, to the Mini Program too', async () => {
    expect(await world.hand.page.locator('.status-time').textContent()).toBe('9:41');
    expect(await called('phone.clock.now()')).toBe(STANDS_AT);
  });

  it('asks by a dialog, and sends a card to a friend, who opens it', async () => {
    const { top, page } = world.hand;
    await top.getByText('看详情').tap();
    await top.getByText('问一句').tap();
    await page.getByRole('button', { name: '确定' }).tap();
    await top.getByText('好', { exact: true }).waitFor();
    await page.getByRole('button', { name: '返回' }).last().tap();
    await page.getByRole('button', { name: '更多' }).tap();
    await page.getByRole('button', { name: '转发给朋友' }).tap();
    await page.getByRole('button', { name: '沈知言' }).tap();
    await page.goto(`${world.url}phone?as=oShen`);
    await page.getByRole('button', { name: '关闭小程序' }).tap();
    await page.getByText('[小程序] 一起学书法').tap();
    await top.getByText('9 ·').waitFor();
  });
}
