import type { Time } from '../time';

/** What a message is about. Class pushes (上课通知), vouchers (扣费凭证), and notices about money or seats. */
export type PushKind =
  | 'class_scheduled'
  | 'class_changed'
  | 'class_cancelled'
  | 'seat_on_hold'
  | 'seat_restored'
  | 'roll_called'
  | 'voucher'
  | 'owing'
  | 'objection_decided'
  | 'charge_changed'
  | 'refund_decided'
  | 'invoice'
  | 'closing_statement'
  | 'plan_ending'
  | 'order_completed';

/** One message to a payer: in the inbox always, as a WeChat subscribe message while quota lasts. */
export interface Push {
  _id: string;
  openid: string;
  kind: PushKind;
  title: string;
  body: string;
  /** What a tap opens. */
  link: { page: 'class' | 'voucher' | 'order' | 'settings'; id: string; unitNo?: number };
  /** Facts for the page and for the template's fields. */
  facts: Record<string, string | number>;
  createdAt: Time;
  readAt?: Time;
  delivery: PushDelivery;
}

/** `not_reached`: no quota, refused by the learner, or failed for good; staff see it. */
export interface PushDelivery {
  state: 'waiting' | 'sent' | 'not_reached';
  tries: number;
  reason?: 'no_quota' | 'refused' | 'failed';
  at?: Time;
}

/** Accepted subscribe messages left, as counted by us (WeChat has no query). `_id` = `{openid}:{templateKey}`. */
export interface PushQuota {
  _id: string;
  openid: string;
  templateKey: string;
  remaining: number;
  updatedAt: Time;
}
