import type { BuiltApp } from './built-app';

/** What a Mini Program may ask leave for, in the words of WeChat's dialog: "authorize", list of scopes. */
export const SCOPES: Readonly<Record<string, string>> = {
  'scope.userLocation': '获取你的位置信息',
  'scope.userFuzzyLocation': '获取你的模糊位置信息',
  'scope.record': '使用你的麦克风',
  'scope.camera': '使用你的摄像头',
  'scope.bluetooth': '使用你的蓝牙',
  'scope.writePhotosAlbum': '保存图片或视频到你的相册',
  'scope.addPhoneContact': '添加到你的联系人',
  'scope.addPhoneCalendar': '添加到你的日历',
  'scope.werun': '获取你的微信运动步数',
};

/** APIs that WeChat lets run only with a scope. */
const NEEDED: Readonly<Record<string, string>> = {
  addPhoneCalendar: 'scope.addPhoneCalendar',
  addPhoneRepeatCalendar: 'scope.addPhoneCalendar',
  saveImageToPhotosAlbum: 'scope.writePhotosAlbum',
  saveVideoToPhotosAlbum: 'scope.writePhotosAlbum',
};

type Answer = 'accept' | 'reject';

interface Kept {
  readonly scopes: Readonly<Record<string, boolean>>;
  /** Templates of subscribe messages, where the person has said that her answer is to hold from now on. */
  readonly subscriptions: Readonly<Record<string, Answer>>;
  /** Does she want subscribe messages at all? */
  readonly subscribes: boolean;
}

const FRESH: Kept = { scopes: {}, subscriptions: {}, subscribes: true };

/** What a person has allowed a Mini Program and what not; kept by the browser for each person. */
export class Permissions {
  private readonly key: string;

  /** @param ask WeChat's dialog, in words of SCOPES. @returns whether the person allows it */
  constructor(
    { appid }: BuiltApp,
    openid: string,
    private readonly ask: (words: string) => Promise<boolean>,
  ) {
    this.key = `phone:${appid}:${openid}:permissions`;
  }

  get kept(): Kept {
    const text = localStorage.getItem(this.key);
    return text === null ? FRESH : { ...FRESH, ...JSON.parse(text) };
  }

  change(change: Partial<Kept>): void {
    localStorage.setItem(this.key, JSON.stringify({ ...this.kept, ...change }));
  }

  setScope(scope: string, allowed: boolean): void {
    this.change({ scopes: { ...this.kept.scopes, [scope]: allowed } });
  }

  setSubscription(templateId: string, answer: Answer): void {
    this.change({ subscriptions: { ...this.kept.subscriptions, [templateId]: answer } });
  }

  /** Asks once; from then on only WeChat's own settings change the answer. @throws Error worded as WeChat's */
  async authorize(scope: string): Promise<void> {
    const words = SCOPES[scope];
    if (words === undefined) throw new Error('invalid scope');
    if (this.kept.scopes[scope] === undefined) this.setScope(scope, await this.ask(words));
    if (this.kept.scopes[scope] !== true) throw new Error('auth deny');
  }

  /** @throws Error when the API needs a scope that the person does not give. */
  async pass(api: string): Promise<void> {
    const scope = NEEDED[api];
    if (scope !== undefined) await this.authorize(scope);
  }
}
