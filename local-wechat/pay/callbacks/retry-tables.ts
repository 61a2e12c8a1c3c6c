import { HOUR, MINUTE, SECOND } from '../times';

/**
 * Gaps before each further delivery, counted from the one before.
 *
 * `sign-plan`: "WeChat Pay: sign plan notice", every 60 s, 11 deliveries in all. `long`: "WeChat Pay Score: payment
 * notice", 15s/15s/30s/3m/10m/20m/30m/30m/30m/60m/3h/3h/3h/6h/6h, 24 h 4 min in all.
 */
export const RETRY_TABLES = {
  'sign-plan': Array.from({ length: 10 }, () => 60 * SECOND),
  long: [
    15 * SECOND,
    15 * SECOND,
    30 * SECOND,
    3 * MINUTE,
    10 * MINUTE,
    20 * MINUTE,
    30 * MINUTE,
    30 * MINUTE,
    30 * MINUTE,
    HOUR,
    3 * HOUR,
    3 * HOUR,
    3 * HOUR,
    6 * HOUR,
    6 * HOUR,
  ],
} as const;

export type RetryTable = keyof typeof RETRY_TABLES;
