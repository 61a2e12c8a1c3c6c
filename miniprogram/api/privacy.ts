/**
 * WeChat's privacy consent (用户隐私保护指引): WeChat asks us before the first API that touches personal data; whichever
 * page is on top shows the sheet. Registered once, in the app. Source: Mini Program, wx.onNeedPrivacyAuthorization.
 */
export type Resolve = (answer: {
  event: 'exposureAuthorization' | 'agree' | 'disagree';
  /** Id of the button that was tapped: WeChat checks that it was. */
  buttonId?: string;
}) => void;

/** Shows the sheet; the page on top is the last one in the list. */
type Shower = (resolve: Resolve) => void;

const showers: Shower[] = [];

/** Once, when the app starts. */
export function watchPrivacy(): void {
  if (typeof wx.onNeedPrivacyAuthorization !== 'function') return;
  wx.onNeedPrivacyAuthorization((resolve: unknown) => {
    const answer = resolve as Resolve;
    const show = showers[showers.length - 1];
    if (show === undefined) answer({ event: 'disagree' });
    else show(answer);
  });
}

/** A page that can show the sheet came up; the last one stands on top. */
export function addShower(shower: Shower): void {
  removeShower(shower);
  showers.push(shower);
}

export function removeShower(shower: Shower): void {
  const index = showers.indexOf(shower);
  if (index >= 0) showers.splice(index, 1);
}

/** Asks for consent before personal data is taken in; true at once when it was given before. */
export function consented(): Promise<boolean> {
  if (typeof wx.requirePrivacyAuthorize !== 'function') return Promise.resolve(true);
  return new Promise((resolve) => {
    wx.requirePrivacyAuthorize({ success: () => resolve(true), fail: () => resolve(false) });
  });
}
