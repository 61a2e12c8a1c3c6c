import { ended, inPhone, open, press, row, type SupportRow } from './row';

const ORDER = { description: '行书入门 第 8 次课', amountFen: 12_000 };

/** What WeChat opens to Mini Programs, and what looks at and moves the elements of a page. */
export const OPEN_APIS: readonly SupportRow[] = [
  row('login checkSession', 'a fresh code each time; no session before the first', async (world) => {
    expect(await ended(world, 'checkSession()')).toBe('checkSession:fail session time out, need relogin');
    const codes = await inPhone<string[]>(
      world,
      'Promise.all([wx.login(), wx.login()]).then((all) => all.map(({ code }) => code))',
    );
    expect(new Set(codes).size).toBe(2);
    expect(await ended(world, 'checkSession()')).toBe('checkSession:ok');
  }),
  row('getUserInfo getUserProfile', 'nobody’s name, as in WeChat now', async (world) => {
    for (const name of ['getUserInfo', 'getUserProfile'])
      expect(await inPhone(world, `wx.${name}()`)).toMatchObject({ userInfo: { nickName: '微信用户' } });
  }),
  row('requestSubscribeMessage', 'dialog, three templates at most, “always” is kept', async (world) => {
    world.control.on('POST /wechat/subscribe', () => ({ tClass: 'reject' }));
    const answer = inPhone(world, "wx.requestSubscribeMessage({ tmplIds: ['tClass'] })");
    await press(world, '取消');
    expect(await answer).toMatchObject({ tClass: 'reject' });
    const always = inPhone(world, "wx.requestSubscribeMessage({ tmplIds: ['tClass'] })");
    await world.hand.page.getByText('总是保持以上选择').tap();
    await press(world, '允许');
    await always;
    await inPhone(world, "wx.requestSubscribeMessage({ tmplIds: ['tClass'] })");
    expect(await inPhone(world, 'wx.getSetting({ withSubscriptions: true })')).toMatchObject({
      subscriptionsSetting: { mainSwitch: true, itemSettings: { tClass: 'accept' } },
    });
    const four = "requestSubscribeMessage({ tmplIds: ['1', '2', '3', '4'] })";
    expect(await ended(world, four)).toContain('count out of max bound');
  }),
  row('openBusinessView', 'wxpayScorePlan, wxpayScoreDetail', async (world) => {
    expect(await ended(world, "openBusinessView({ businessType: 'other' })")).toContain('not supported');
    world.control.on('POST /wechat/order-page', () => ({ error: {} }));
    expect(await ended(world, "openBusinessView({ businessType: 'wxpayScoreDetail', extraData: {} })")).toBe(
      'openBusinessView:ok',
    );
    await world.takeAnother();
  }),
  row('requestPayment', 'the cashier with what WeChat Pay says about it', async (world) => {
    world.control.on('POST /wechat/cashier', () => ORDER);
    world.control.on('POST /wechat/request-payment', ({ outcome }) => ({
      errMsg: outcome === 'pay' ? 'requestPayment:ok' : 'requestPayment:fail cancel',
    }));
    const paid = ended(world, "requestPayment({ package: 'prepay_id=1' })");
    await world.hand.page.getByRole('dialog').getByText('120.00').waitFor();
    await press(world, /支付/);
    expect(await paid).toBe('requestPayment:ok');
  }),
  row(
    'authorize getSetting openSetting',
    'WeChat’s dialog, asked once; its page 设置 changes the answers, those about subscribe messages too',
    async (world) => {
      expect(await inPhone(world, 'wx.getSetting()')).toMatchObject({ authSetting: {} });
      const camera = "authorize({ scope: 'scope.camera' })";
      const asked = ended(world, camera);
      await world.hand.page.getByRole('dialog').getByText('使用你的摄像头').waitFor();
      await press(world, '拒绝');
      expect(await asked).toBe('authorize:fail auth deny');
      expect(await ended(world, camera)).toBe('authorize:fail auth deny');
      expect(await ended(world, "authorize({ scope: 'scope.nothing' })")).toBe(
        'authorize:fail invalid scope',
      );
      const changed = inPhone(world, 'wx.openSetting()');
      await world.hand.page.getByRole('switch', { name: '使用你的摄像头' }).tap();
      await world.hand.page.getByRole('switch', { name: '接收订阅消息' }).tap();
      await press(world, '返回');
      expect(await changed).toMatchObject({ authSetting: { 'scope.camera': true } });
      expect(await ended(world, camera)).toBe('authorize:ok');
      expect(await ended(world, "requestSubscribeMessage({ tmplIds: ['tClass'] })")).toContain('main switch');
    },
  ),
  row('navigateToMiniProgram', 'refused: there is only this one', async (world) => {
    expect(await ended(world, "navigateToMiniProgram({ appId: 'wx1' })")).toContain('只有这一个小程序');
  }),
  row('exitMiniProgram', 'to WeChat’s home; it comes back where it was', async (world) => {
    await inPhone(world, 'wx.exitMiniProgram()');
    expect(await inPhone(world, 'phone.app.visible')).toBe(false);
    await world.takeAnother();
  }),
  row(
    'onNeedPrivacyAuthorization offNeedPrivacyAuthorization requirePrivacyAuthorize getPrivacySetting',
    'private APIs wait for consent when app.json says __usePrivacyCheck__; the project’s dialog or WeChat’s',
    async (world) => {
      expect(
        await inPhone(
          world,
          `(async () => {
            phone.built.app.__usePrivacyCheck__ = true;
            const { needAuthorization } = await wx.getPrivacySetting();
            wx.onNeedPrivacyAuthorization((resolve) => resolve({ event: 'disagree' }));
            const refused = await wx.requirePrivacyAuthorize().catch(({ errMsg }) => errMsg);
            wx.onNeedPrivacyAuthorization((resolve) => resolve({ event: 'agree', buttonId: 'b' }));
            const agreed = await wx.requirePrivacyAuthorize();
            wx.offNeedPrivacyAuthorization();
            phone.built.app.__usePrivacyCheck__ = false;
            return [needAuthorization, refused, agreed.errMsg];
          })()`,
        ),
      ).toEqual([true, expect.stringContaining('fail'), 'requirePrivacyAuthorize:ok']);
    },
  ),
  row('openPrivacyContract', 'WeChat’s page of the guidelines', async (world) => {
    await inPhone(world, 'wx.openPrivacyContract()');
    await world.hand.page.locator('.wx-screen').getByText('隐私保护指引').first().waitFor();
    await world.takeAnother();
  }),
  row(
    'showShareMenu hideShareMenu updateShareMenu getShareInfo',
    'whether the capsule’s menu can send; tickets, private and changing cards are refused and named in the panel',
    async (world) => {
      await open(world, '/pages/home/home');
      const share = world.hand.page.getByRole('button', { name: '转发给朋友' });
      for (const name of ['hideShareMenu', 'showShareMenu']) {
        await inPhone(world, `wx.${name}()`);
        await press(world, '更多');
        expect(await share.isEnabled()).toBe(name === 'showShareMenu');
        await world.hand.page.keyboard.press('Escape');
      }
      expect(await ended(world, 'updateShareMenu({})')).toBe('updateShareMenu:ok');
      for (const call of ["getShareInfo({ shareTicket: 't' })", 'updateShareMenu({ withShareTicket: true })'])
        expect(await ended(world, call)).toMatch(/:fail not supported$/);
    },
  ),
  row('getUpdateManager', 'never a newer version: an edit reloads the phone', async (world) => {
    expect(
      await inPhone(world, 'new Promise((done) => wx.getUpdateManager().onCheckForUpdate(done))'),
    ).toEqual({ hasUpdate: false });
  }),
  row(
    'createSelectorQuery',
    'rect, size, scroll, properties, computedStyle, node, context, mark',
    async (world) => {
      await open(world, '/pages/home/home');
      expect(
        await inPhone(
          world,
          `new Promise((done) => wx.createSelectorQuery().select('.half').boundingClientRect().selectViewport().scrollOffset().exec(done))`,
        ),
      ).toMatchObject([{ width: 195 }, { scrollTop: 0 }]);
    },
  ),
  row('createIntersectionObserver createMediaQueryObserver', 'of pages and components', async (world) => {
    await open(world, '/pages/home/home');
    expect(
      await inPhone(
        world,
        `new Promise((done) => wx.createIntersectionObserver(phone.router.top.caller).relativeToViewport().observe('.half', ({ intersectionRatio }) => done(intersectionRatio)))`,
      ),
    ).toBe(1);
    expect(
      await inPhone(
        world,
        'new Promise((done) => wx.createMediaQueryObserver().observe({ minWidth: 300 }, ({ matches }) => done(matches)))',
      ),
    ).toBe(true);
  }),
  row('createAnimation', 'steps for the attribute animation', async (world) => {
    expect(
      await inPhone(
        world,
        'wx.createAnimation({ duration: 10 }).opacity(0.5).step().export().actions.length',
      ),
    ).toBe(1);
  }),
];
