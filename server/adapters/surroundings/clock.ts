import { timeOf } from '../../domain/time';
import type { Clock } from '../../ports/surroundings';

/** The machine's clock. WeChat Pay refuses requests whose clock is more than 5 minutes off: keep it synchronised. */
export const systemClock: Clock = { now: () => timeOf(Date.now()) };
