import { AppError, ERRORS, type ErrorCode } from '../../server/domain/errors';
import { DuplicateDocument, StoreBusy } from '../../server/ports/store';
import type { Log } from '../../server/ports/surroundings';

export interface Failure {
  ok: false;
  error: { code: ErrorCode; message: string; retryable: boolean; detail?: Record<string, string | number> };
}

/**
 * Every error as an answer. Expected ones carry their code and the learner's words; whatever else happened goes to
 * the log under an id, and only the id is shown.
 */
export function failureOf(error: unknown, action: string, log: Log, logId: string): Failure {
  if (error instanceof AppError) {
    log.info('action.refused', { action, code: error.code, why: error.message });
    return failure(error.code, error.detail);
  }
  if (error instanceof StoreBusy || error instanceof DuplicateDocument) {
    log.warn('action.busy', { action, why: error.message });
    return failure('BUSY');
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log.error('action.failed', { action, logId, error: stack });
  return failure('INTERNAL', { logId });
}

export function failure(code: ErrorCode, detail?: Record<string, string | number>): Failure {
  const { learner, retryable } = ERRORS[code];
  return { ok: false, error: { code, message: learner, retryable, ...(detail ? { detail } : {}) } };
}
