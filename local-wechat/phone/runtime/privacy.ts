import type { BuiltApp } from './built-app';

/**
 * How a person answers: see "wx.onNeedPrivacyAuthorization". `exposureAuthorization` only says that the words
 * were shown.
 */
export interface PrivacyAnswer {
  readonly event: 'agree' | 'disagree' | 'exposureAuthorization';
  readonly buttonId?: string;
}

type Resolve = (answer: PrivacyAnswer) => void;
/** The Mini Program's own dialog. */
export type PrivacyListener = (resolve: Resolve, facts: { referrer: string }) => void;

/**
 * APIs that touch personal data: WeChat lets none of them run before the person has agreed to the privacy
 * guidelines.
 */
const PRIVATE = new Set([
  'addPhoneCalendar',
  'addPhoneRepeatCalendar',
  'chooseImage',
  'chooseMedia',
  'chooseMessageFile',
  'getClipboardData',
  'saveImageToPhotosAlbum',
  'saveVideoToPhotosAlbum',
  'requirePrivacyAuthorize',
  'getPhoneNumber',
  'chooseAvatar',
]);

/**
 * Keeps private APIs waiting until the person has agreed. Only for a Mini Program whose app.json says
 * `__usePrivacyCheck__`.
 */
export class PrivacyGate {
  listener: PrivacyListener | undefined;
  private readonly key: string;
  private asking: Promise<boolean> | undefined;

  /** @param ask WeChat's own dialog, for a Mini Program that has none. */
  constructor(
    private readonly built: BuiltApp,
    openid: string,
    private readonly ask: () => Promise<boolean>,
  ) {
    this.key = `phone:${built.appid}:${openid}:privacy`;
  }

  get needed(): boolean {
    return this.built.app['__usePrivacyCheck__'] === true && localStorage.getItem(this.key) !== 'agreed';
  }

  agree(): void {
    localStorage.setItem(this.key, 'agreed');
  }

  /** @throws Error when the person does not agree. */
  async pass(api: string): Promise<void> {
    if (!PRIVATE.has(api) || !this.needed) return;
    this.asking ??= this.answer(api).finally(() => {
      this.asking = undefined;
    });
    if (!(await this.asking)) throw new Error('privacy permission is not authorized');
    this.agree();
  }

  private answer(api: string): Promise<boolean> {
    const { listener } = this;
    if (listener === undefined) return this.ask();
    return new Promise((resolve) => {
      listener(({ event }) => event !== 'exposureAuthorization' && resolve(event === 'agree'), {
        referrer: api,
      });
    });
  }
}
