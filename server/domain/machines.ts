import type { Machine } from './machine';

/** One student's enrolment in one course by one payer (先学后付订单). */
export type OrderState =
  | 'drafted'
  | 'signing'
  | 'abandoned'
  | 'active'
  | 'closing'
  | 'closed'
  | 'completed'
  | 'expired';

export const ORDER_MACHINE: Machine<OrderState> = {
  drafted: ['signing', 'abandoned'],
  signing: ['active', 'abandoned'],
  // A new attempt on another rung, or a signature whose news came late, takes it up again.
  abandoned: ['signing'],
  active: ['closing', 'completed', 'expired'],
  closing: ['closed'],
  closed: [],
  completed: [],
  expired: [],
};

/** One WeChat user sign plan of an order (签约). */
export type AttemptState = 'preparing' | 'unsigned' | 'signed' | 'lapsed' | 'stopping' | 'stopped' | 'ended';

export const ATTEMPT_MACHINE: Machine<AttemptState> = {
  preparing: ['unsigned', 'signed', 'lapsed', 'stopping'],
  unsigned: ['signed', 'lapsed', 'stopping', 'ended'],
  // The package is dead, but a signature made in its last second may still be reported.
  lapsed: ['signed', 'stopping'],
  signed: ['stopping', 'ended'],
  stopping: ['stopped', 'ended'],
  // Stopped by us.
  stopped: [],
  // Ended at WeChat: all details done, expired, or cancelled by the payer.
  ended: [],
};

/** Teaching side of a charge unit (扣费节点). */
export type TeachingState = 'planned' | 'taught' | 'objected' | 'confirmed' | 'waived' | 'dropped';

export const TEACHING_MACHINE: Machine<TeachingState> = {
  planned: ['taught', 'dropped'],
  // Back to planned: a roll call undone while the window is open.
  taught: ['planned', 'objected', 'confirmed', 'waived'],
  objected: ['taught', 'confirmed', 'waived'],
  // Let off by finance afterwards, while nobody has paid.
  confirmed: ['waived'],
  waived: [],
  dropped: [],
};

/** Money side of a charge unit: our picture of its WeChat service order. */
export type CollectionState =
  | 'none'
  | 'opening'
  | 'open'
  | 'refused'
  | 'completing'
  | 'paying'
  | 'paid'
  | 'paid_elsewhere'
  | 'zero'
  | 'cancelled'
  | 'paid_by_hand';

export const COLLECTION_MACHINE: Machine<CollectionState> = {
  none: ['opening', 'paid_by_hand'],
  opening: ['open', 'refused', 'cancelled'],
  // A refused opening may be tried again before the next class.
  refused: ['opening', 'paid_by_hand'],
  open: ['completing', 'cancelled', 'paid_by_hand'],
  // Back to open: WeChat said that the completion did not happen. Straight to the end: the answer was lost.
  completing: ['paying', 'paid', 'paid_elsewhere', 'zero', 'open', 'cancelled'],
  paying: ['paid', 'paid_elsewhere', 'zero', 'cancelled', 'paid_by_hand'],
  paid: [],
  paid_elsewhere: [],
  zero: [],
  // The detail is spent at WeChat; what was taught on it can only be paid by hand.
  cancelled: ['paid_by_hand'],
  paid_by_hand: [],
};

/** One refund, by its refund number. */
export type RefundState =
  | 'asked'
  | 'approved'
  | 'declined'
  | 'processing'
  | 'succeeded'
  | 'closed'
  | 'abnormal';

export const REFUND_MACHINE: Machine<RefundState> = {
  asked: ['approved', 'declined'],
  approved: ['processing'],
  declined: [],
  processing: ['succeeded', 'closed', 'abnormal'],
  succeeded: [],
  closed: [],
  abnormal: ['processing'],
};

/** One act of finance about money: asked for, approved (above the limit by a second person), carried out. */
export type ActState = 'asked' | 'approved' | 'running' | 'done' | 'failed' | 'declined' | 'withdrawn';

export const ACT_MACHINE: Machine<ActState> = {
  asked: ['approved', 'declined', 'withdrawn'],
  // Failed: the order has changed since, or WeChat Pay does not do it.
  approved: ['running', 'done', 'failed'],
  running: ['done', 'failed'],
  done: [],
  failed: [],
  declined: [],
  withdrawn: [],
};

/** One invoice (发票) that a learner has asked for. */
export type InvoiceState = 'asked' | 'issued' | 'declined' | 'withdrawn';

export const INVOICE_MACHINE: Machine<InvoiceState> = {
  asked: ['issued', 'declined', 'withdrawn'],
  issued: [],
  declined: [],
  withdrawn: [],
};

/** One scheduled meeting (课次). */
export type ClassState = 'scheduled' | 'held' | 'cancelled';

export const CLASS_MACHINE: Machine<ClassState> = {
  scheduled: ['held', 'cancelled'],
  held: [],
  cancelled: [],
};

/** One student's place in a class. */
export type SeatState = 'booked' | 'on_hold' | 'attended' | 'late' | 'absent' | 'on_leave' | 'released';

export const SEAT_MACHINE: Machine<SeatState> = {
  booked: ['on_hold', 'attended', 'late', 'absent', 'on_leave', 'released'],
  on_hold: ['booked', 'attended', 'late', 'absent', 'on_leave', 'released'],
  // A mark may be corrected while the objection window is open: back to booked, then marked anew.
  attended: ['booked'],
  late: ['booked'],
  absent: ['booked'],
  on_leave: ['booked'],
  // The class was cancelled or the order ended.
  released: [],
};

/** All machines by the name under which the documentation shows them. */
export const MACHINES = {
  order: ORDER_MACHINE,
  'signing attempt': ATTEMPT_MACHINE,
  'unit, teaching': TEACHING_MACHINE,
  'unit, collection': COLLECTION_MACHINE,
  refund: REFUND_MACHINE,
  'money act': ACT_MACHINE,
  invoice: INVOICE_MACHINE,
  class: CLASS_MACHINE,
  seat: SEAT_MACHINE,
} as const;
