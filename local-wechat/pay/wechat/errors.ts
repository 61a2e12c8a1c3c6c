/** Why somebody inside WeChat can't do what was asked; its text says what to do. */
export class WeChatActError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'WeChatActError';
  }
}
