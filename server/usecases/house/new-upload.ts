import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { dayOf } from '../../domain/time';
import type { Ports } from '../ports';

/** What may be shown or kept; anything else has no place in cloud storage. */
const EXTENSIONS = ['jpg', 'jpeg', 'png', 'webp', 'pdf', 'mp4', 'mp3', 'm4a', 'ofd', 'xlsx', 'csv'];

/**
 * A path of its own for a file to be uploaded: nobody can guess it or write over another file.
 * @throws AppError BAD_REQUEST for a kind of file that is not taken
 */
export function newUpload(
  ports: Ports,
  { use, name }: RequestOf<'staff', 'newUpload'>,
): ResponseOf<'staff', 'newUpload'> {
  const extension = /\.([0-9A-Za-z]{2,5})$/.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined || !EXTENSIONS.includes(extension)) {
    throw new AppError('BAD_REQUEST', `no file of this kind: ${name}`, { field: 'name' });
  }
  const month = dayOf(ports.clock.now()).slice(0, 7);
  return { cloudPath: `${use}/${month}/${ports.ids.next()}.${extension}` };
}
