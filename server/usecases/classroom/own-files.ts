import { AppError } from '../../domain/errors';

/**
 * A learner may name only files that lie where pictures of this very unit are put: `objections/{order}/{unit}/…`. What
 * she names is shown to staff and removed with her data, so that naming somebody else's file would show or remove that.
 * @throws AppError BAD_REQUEST
 */
export function requireOwnFiles(
  { orderId, unitNo }: { orderId: string; unitNo: number },
  fileIds: readonly string[],
): void {
  const own = new RegExp(
    `^cloud://[0-9A-Za-z._-]+/objections/${orderId}/${unitNo}/[0-9A-Za-z_-]+\\.[0-9a-z]+$`,
  );
  const foreign = fileIds.findIndex((fileId) => !own.test(fileId));
  if (foreign >= 0) {
    throw new AppError('BAD_REQUEST', 'a file that is not of this objection', { field: `files.${foreign}` });
  }
}
