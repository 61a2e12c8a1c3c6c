import type { Time } from '../time';

/** Why a person is needed. */
export type TaskKind =
  | 'roll_call_missing'
  | 'objection'
  | 'refund_asked'
  | 'owing'
  | 'seat_on_hold'
  | 'order_parked'
  | 'stuck_call'
  | 'closing_owed'
  | 'plan_ending'
  | 'pay_by_hand'
  | 'unknown_event'
  | 'drift'
  | 'invoice_asked'
  | 'act_asked'
  | 'silent_order'
  | 'red_invoice'
  | 'data_request'
  | 'configuration';

/** One entry of the staff work list. `_id` = `{kind}-{subject}`, so that raising it twice is raising it once. */
export interface Task {
  _id: string;
  institutionId: string;
  campusId?: string;
  kind: TaskKind;
  /** Which roles it is for. */
  forRoles: ('owner' | 'academic' | 'teacher' | 'finance')[];
  subject: { orderId?: string; unitNo?: number; classId?: string; day?: string };
  /** The operator's words: what happened and what to do next. */
  reason: string;
  raisedAt: Time;
  deadline: Time;
  state: 'open' | 'done';
  doneAt?: Time;
  doneBy?: string;
}
