import { SECOND } from '../../domain/time';
import type { Ports } from '../ports';
import { authorisedMember } from '../staffing/authorise';
import { updateFigures } from './update-figures';

/** A person waits: what is not done by then is done by the next update, or at night. */
const STOP_STARTING_AFTER = 8 * SECOND;

/** Brings the figures up to now because somebody is looking at them. @throws AppError FORBIDDEN */
export async function updateNow(ports: Ports, openid: string): Promise<{ unfinished: boolean }> {
  await authorisedMember(ports, openid, 'update');
  const { unfinished } = await updateFigures(ports, STOP_STARTING_AFTER);
  return { unfinished: unfinished > 0 };
}
