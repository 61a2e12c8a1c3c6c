/** Why a control request can't be done; the text says what to do. */
export class ControlError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** HTTP status, 4xx. */
    readonly status = 400,
  ) {
    super(message);
    this.name = 'ControlError';
  }
}
