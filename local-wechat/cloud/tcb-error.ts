/**
 * An error as the CloudBase gateway answers it: `{requestId, code, message}`.
 *
 * The codes are CloudBase's own ("CloudBase: error codes", https://docs.cloudbase.net/error-code/basic); wx-server-sdk
 * turns a known code into a number (`errCode`) and keeps the message inside `errMsg`.
 */
export class TcbError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'TcbError';
  }
}
