import { backOff } from '../../../domain/order/timing';
import { plus, type Time } from '../../../domain/time';
import { ensurePlans } from '../../charging/ensure-plans';
import type { Ports } from '../../ports';

/** More calls than one version has: to create and to stop the plan of each rung. */
const MOST_CALLS = 20;

/**
 * Brings the WeChat plans of a version to what is wanted. One whose outcome is not known is asked for again, ever more
 * slowly: attempts are kept, and a WeChat that never answers must not make them many. Handler of agenda kind `plan`.
 */
export async function planDue(ports: Ports, versionId: string): Promise<Time | undefined> {
  const state = await ensurePlans(ports, versionId);
  if (state !== 'pending') return undefined;
  const calls = await ports.store.find('intents', { subject: versionId }, { limit: MOST_CALLS });
  const tries = Math.max(1, ...calls.map((call) => call.attempts.length));
  return plus(ports.clock.now(), backOff('call', tries));
}
