import { DAY, plus, type Time } from '../../domain/time';
import { FILE_LIFE } from '../../domain/transfer/transfer';
import type { Ports } from '../ports';
import { removeExpected } from './expected-students';

/** A list of students is forgotten after half a year: who has not enrolled by then is not expected any more. */
const LIST_LIFE = 183 * DAY;

/**
 * Forgets what a transfer leaves behind: its file after a day, a list of students after half a year. Handler of agenda
 * kind `transfer`; repeatable.
 * @returns when it is to be looked at again
 */
export async function forgetTransfer(ports: Ports, transferId: string): Promise<Time | undefined> {
  const transfer = await ports.store.get('transfers', transferId);
  if (transfer === undefined) return undefined;
  const now = ports.clock.now();
  const fileEnds = plus(transfer.at, FILE_LIFE);
  if (now < fileEnds) return fileEnds;
  if (!transfer.fileRemoved) {
    await ports.files.remove([transfer.fileId]);
    await ports.store.updateIf('transfers', transferId, { fileId: transfer.fileId }, { fileRemoved: true });
  }
  if (transfer.direction === 'export' || transfer.kind !== 'students') return undefined;
  const listEnds = plus(transfer.at, LIST_LIFE);
  if (now < listEnds) return listEnds;
  await removeExpected(ports, { transferId });
  return undefined;
}
