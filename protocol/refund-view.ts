import { type Static, Type } from '@sinclair/typebox';
import { exact, FEN, ID, maybeEmpty, TIME, UNIT_NO, word } from './fields';

export const REFUND_STATE = word(
  'asked',
  'approved',
  'declined',
  'processing',
  'succeeded',
  'closed',
  'abnormal',
);

/** One refund (退款) as its payer and finance see it. */
export const REFUND_FIELDS = {
  refundId: ID,
  orderId: ID,
  unitNo: UNIT_NO,
  /** `overpaid`: a second payment of a unit, given back without being asked. */
  kind: word('charge', 'overpaid'),
  state: REFUND_STATE,
  askedFen: FEN,
  /** What was granted. */
  refundFen: Type.Optional(FEN),
  reason: maybeEmpty(80),
  /** The institution's words. */
  explanation: Type.Optional(maybeEmpty(500)),
  askedAt: TIME,
  decidedAt: Type.Optional(TIME),
  endedAt: Type.Optional(TIME),
};

export const REFUND_VIEW = exact(REFUND_FIELDS);

export type RefundView = Static<typeof REFUND_VIEW>;
