import { AppError, type ErrorCode } from '../../server/domain/errors';

/** A refusal in full: its code, and its words for the operator. */
export async function refused(what: Promise<unknown>): Promise<[ErrorCode, string]> {
  const error = await what.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`not refused: ${String(error)}`);
  return [error.code, error.message];
}
