import { MINUTE, plus, type Time } from '../../../domain/time';
import { ensurePlans } from '../../charging/ensure-plans';
import type { Ports } from '../../ports';

/** A plan whose outcome is not known is asked for again after this. */
const AGAIN_AFTER = MINUTE;

/** Brings the WeChat plans of a version to what is wanted. Handler of agenda kind `plan`. */
export async function planDue(ports: Ports, versionId: string): Promise<Time | undefined> {
  const state = await ensurePlans(ports, versionId);
  return state === 'pending' ? plus(ports.clock.now(), AGAIN_AFTER) : undefined;
}
