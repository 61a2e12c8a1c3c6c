import { type Fen, subtract, ZERO } from '../money';

/** The ways in which WeChat's bills, our ledger and the roll calls can disagree; the last two only PayScore's bill shows. */
export type DriftKind =
  | 'missing_with_us'
  | 'missing_at_wechat'
  | 'amount_differs'
  | 'charged_without_roll_call'
  | 'taught_without_charge'
  | 'refund_differs'
  | 'second_payment'
  | 'unknown_number'
  | 'charge_unasked'
  | 'elsewhere_unknown';

/** One disagreement, with what is needed to look into it. */
export interface Drift {
  kind: DriftKind;
  /** Our number: service order, ordinary payment or refund; WeChat's when it is none of ours. */
  number: string;
  orderId?: string;
  unitNo?: number;
  ourFen: Fen;
  wechatFen: Fen;
}

/** A class taught and not charged is the institution's to look at, yet no money moved that a book doesn't know. */
export function unexplained(drift: Drift): Fen {
  if (drift.kind === 'taught_without_charge') return ZERO;
  if (drift.kind === 'charged_without_roll_call') return drift.ourFen;
  return drift.ourFen > drift.wechatFen
    ? subtract(drift.ourFen, drift.wechatFen)
    : subtract(drift.wechatFen, drift.ourFen);
}
