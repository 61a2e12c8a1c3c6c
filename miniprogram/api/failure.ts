/** A call that came to nothing, in the learner's words. */
export class Failure extends Error {
  constructor(
    /** Stable code of the server, or OFFLINE / TIMEOUT of ours. */
    readonly code: string,
    /** What is shown. */
    readonly text: string,
    readonly retryable: boolean,
    readonly detail: Record<string, string | number> = {},
  ) {
    super(`${code}: ${text}`);
  }
}

export const OFFLINE_TEXT = '网络没有连上，请检查后再试。';
export const TIMEOUT_TEXT = '等得有点久，请再试一次。';

/** Any error as one that can be shown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure('INTERNAL', '出了点问题，请稍后再试。', true);
}
