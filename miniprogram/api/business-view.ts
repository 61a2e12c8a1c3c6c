/**
 * WeChat's own pages of PayScore, opened over ours. `wx.openBusinessView` says only whether the jump worked; what the
 * person did there is asked of the server when she is back. Source: WeChat Pay, PayScore, wx.openBusinessView.
 */
interface BusinessView {
  businessType: 'wxpayScorePlan' | 'wxpayScoreDetail';
  extraData: Record<string, string>;
  success?: () => void;
  fail?: (error: { errMsg: string }) => void;
}

/** `too_old`: this WeChat doesn't know these pages (before base library 2.6.0). */
export type Opened = 'opened' | 'not_opened' | 'too_old';

/** Shown when WeChat is too old. */
export const UPGRADE_TEXT = '这个版本的微信打不开微信支付分，请更新微信后再试。';

/** WeChat's page on which the plan is signed. @param pack from `signing.sign`, good for two hours */
export function openScorePlan(pack: string): Promise<Opened> {
  return open('wxpayScorePlan', { package: pack });
}

/** WeChat's page of one service order, where what is owed can be paid. @param extraData from `signing.payPage` */
export function openOrderDetail(extraData: Record<string, string>): Promise<Opened> {
  return open('wxpayScoreDetail', extraData);
}

function open(
  businessType: BusinessView['businessType'],
  extraData: Record<string, string>,
): Promise<Opened> {
  const { openBusinessView } = wx as typeof wx & { openBusinessView?: (view: BusinessView) => void };
  if (openBusinessView === undefined) return Promise.resolve('too_old');
  return new Promise((resolve) => {
    openBusinessView({
      businessType,
      extraData,
      success: () => resolve('opened'),
      fail: () => resolve('not_opened'),
    });
  });
}
