import type { Hand } from '../phone/browser';

/** Taps what a person would tap: words on the top page, wherever on it they stand. */
export async function tap(hand: Hand, words: string | RegExp): Promise<void> {
  await hand.top.getByText(words).last().click();
}

/** Taps words of WeChat's own screens and bars around the page. */
export async function tapWeChat(hand: Hand, words: string | RegExp): Promise<void> {
  await hand.page.getByText(words).last().click();
}

/** Waits until a person can read these words on the top page. */
export async function sees(hand: Hand, words: string | RegExp): Promise<void> {
  await hand.top.getByText(words).last().waitFor({ state: 'visible' });
}

/** Opens one of the three tabs. */
export async function openTab(hand: Hand, name: '发现' | '学习' | '我的'): Promise<void> {
  await hand.page.locator('.tab-bar, .tabbar, [role=tablist]').getByText(name, { exact: true }).click();
}

/** From the course list to WeChat's sign page and back; `unit` chooses another charge unit than the first. */
export async function orderAndSign(hand: Hand, course: string, unit?: string): Promise<void> {
  await tap(hand, course);
  if (unit !== undefined) await hand.top.locator('.chip').getByText(unit).click();
  await hand.top.locator('.bar .button-primary').click();
  await sees(hand, '现在付款');
  await tap(hand, '我已读并同意合同与扣费计划');
  await hand.top.locator('.bar .button-primary').click();
  await agreeToPrivacy(hand);
  await tapWeChat(hand, '开通并签约');
  await tapWeChat(hand, '返回商家');
}

/** WeChat's consent is asked once, before personal data. @param next what WeChat shows after it, or at once */
export async function agreeToPrivacy(hand: Hand, next = '开通并签约'): Promise<void> {
  const consent = hand.top.getByText('同意', { exact: true }).last();
  const page = hand.page.getByText(next).last();
  await Promise.race([
    consent.waitFor({ state: 'visible' }).then(
      () => consent.click(),
      () => undefined,
    ),
    page.waitFor({ state: 'visible' }),
  ]);
}
