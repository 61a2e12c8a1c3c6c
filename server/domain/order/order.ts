import type { LiveAct } from '../act/act';
import type { InvoicedUnits } from '../invoice/invoice';
import type { AttemptState, CollectionState, OrderState, TeachingState } from '../machines';
import type { Fen } from '../money';
import type { Time } from '../time';

/**
 * One student's enrolment in one course by one payer. The document embeds units, signing attempts and the head
 * of its ledger, and every money transaction writes it: two documents could suffer write skew under snapshot
 * isolation, one cannot.
 */
export interface Order {
  /** At most 16 characters of `[0-9A-Za-z]`: WeChat's numbers (≤ 32) are made by appending to it. */
  _id: string;
  institutionId: string;
  campusId: string;
  courseId: string;
  versionId: string;
  payerOpenid: string;
  studentId: string;
  /** The rung chosen when ordering; an attempt may take another. */
  rungKey: string;
  state: OrderState;
  /** +1 with every write. */
  revision: number;
  createdAt: Time;
  /** The last write of it: what has changed since is looked at for the figures. */
  changedAt?: Time;
  contract: AcceptedContract;
  /** The region rule that allowed this order, by its id and version. */
  regionRule: string;
  attempts: SigningAttempt[];
  /** Number of the attempt that was signed first; it alone has service orders. */
  keptAttempt?: number;
  /** Laid down when an attempt is kept: one per plan detail of its rung. */
  units: Unit[];
  signedAt?: Time;
  /** From the signed plan; nothing may be scheduled past it. */
  planOverTime?: Time;
  /**
   * Nothing is signed: each class is paid directly after it was taught (直接支付). Units have no service orders.
   */
  ordinary?: true;
  /** Ordinary payments and refunds made for it; their numbers count them. */
  payments?: number;
  refunds?: number;
  /** Just signed: places in the classes to come are still to be booked. */
  seatsPending?: boolean;
  /** Silence protocol: its days as of the signature; absent for digital content. */
  silenceDays?: number;
  /** When the last class was or will be, once it was looked for. */
  quietSince?: Time;
  silenceWarnedAt?: Time;
  /** Days before plan_over_time for which a warning has gone out (30, 7). */
  warnedDays?: number[];
  closing?: Closing;
  ledger: LedgerHead;
  /** Back-off of steps that brought no news, by step key: how often tried, and not again before. */
  pace: { [step: string]: Pace };
  endedAt?: Time;
  /** Which units its invoices name, declined ones left out. */
  invoices?: InvoicedUnits[];
  /** Acts of finance that are asked for or under way. */
  liveActs?: LiveAct[];
  /** A broken invariant: nothing about money is done any more until a person has looked. */
  parked?: { reason: string; at: Time };
}

/** A step that was tried without news. */
export interface Pace {
  tries: number;
  until: Time;
}

/** What the payer accepted, so that every fen can be traced to it. */
export interface AcceptedContract {
  version: number;
  /** SHA-256 of the text, hex. */
  hash: string;
  acceptedAt: Time;
}

export interface LedgerHead {
  /** Number of entries so far. */
  seq: number;
  /** Hash of the last entry; 64 zeros before the first. */
  hash: string;
}

/** One WeChat user sign plan. The first SIGNED wins; any other is stopped and never gets a service order. */
export interface SigningAttempt {
  no: number;
  rungKey: string;
  /** `merchant_sign_plan_no`, fixed and stored before the first call. */
  merchantSignPlanNo: string;
  state: AttemptState;
  createdAt: Time;
  /** WeChat's id of the sign plan. */
  signPlanId?: string;
  /** Pre-sign token for `wx.openBusinessView`, valid two hours. */
  package?: string;
  packageExpiresAt?: Time;
  /** WeChat's last word: UNSIGNED, SIGNED, SIGN_PLAN_CANCEL, COMPLETE, EXPIRE. */
  wechatState?: string;
  /** Who ended it at WeChat and when: `USER`, `MERCHANT`, `REVOKE_SERVICE`. */
  cancelledBy?: string;
  cancelledAt?: Time;
}

/** One plan detail of the kept attempt: what is charged at once. */
export interface Unit {
  /** `plan_detail_no`, 1..N. */
  no: number;
  name: string;
  /** `merchant_plan_detail_no` = the service order's number, fixed at signing: the idempotency key. */
  outTradeNo: string;
  priceFen: Fen;
  originalFen: Fen;
  /** The price split exactly over the unit's classes; its length is the number of classes of the unit. */
  classPricesFen: Fen[];
  teaching: TeachingState;
  collection: CollectionState;
  /** The classes taught on this unit, oldest first. */
  taught: TaughtClass[];
  /** When the last of its classes was taught (class end or roll call, the later). */
  taughtAt?: Time;
  /** End of the objection window, frozen at roll call. */
  windowEndsAt?: Time;
  objection?: Objection;
  /** She ended its window early: on the page of a class, of a lesson, or by starting the next lesson. */
  confirmedByLearnerAt?: Time;
  /** What is to be charged, decided when the unit is confirmed; at most `priceFen`. */
  chargeFen?: Fen;
  /** Service order facts. */
  startTime?: Time;
  /** When it was first known to be open at WeChat: only classes that begin later are taught on it. */
  openedAt?: Time;
  completedAt?: Time;
  /** How often WeChat has refused to open it, and when last; the reason stays with WeChat. */
  refusals?: number;
  refusedAt?: Time;
  /** WeChat refuses to complete it, its plan being over: its order is cancelled, and it is paid by hand. */
  completionRefused?: true;
  /** Finance has charged less than was confirmed; WeChat Pay allows it once. */
  loweredAt?: Time;
  /** What the ledger has booked as charged for it, and as collected. */
  chargedFen?: Fen;
  collectedFen?: Fen;
  paidAt?: Time;
  transactionIds?: string[];
  /** The ordinary payment that is under way for it, if any. */
  livePayment?: string;
  /** Refunds granted of what was collected, running total. */
  refundedFen?: Fen;
}

export interface TaughtClass {
  classId: string;
  seatId: string;
  mark: 'attended' | 'late';
  at: Time;
  /** Staff who called the roll. */
  by: string;
}

export type ObjectionReason = 'not_attended' | 'class_not_held' | 'quality' | 'wrong_amount' | 'other';

export interface Objection {
  id: string;
  raisedAt: Time;
  reason: ObjectionReason;
  text: string;
  /** File ids of pictures in cloud storage. */
  pictures: string[];
  /** Undecided by then, it is decided for the learner. */
  decideBy?: Time;
  /** What both sides have added since, oldest first. */
  evidence?: Evidence[];
  decision?: ObjectionDecision;
}

/** One side's word in an objection, with files in cloud storage. */
export interface Evidence {
  by: 'payer' | 'staff';
  at: Time;
  text: string;
  files: string[];
  /** Who of the staff. */
  staffOpenid?: string;
}

export interface ObjectionDecision {
  kind: 'rejected' | 'lowered' | 'waived';
  /** What will be charged instead, for `lowered`. */
  chargeFen?: Fen;
  /** The institution's words to the learner. */
  explanation: string;
  by: string;
  at: Time;
}

/** The closing statement (关闭结算单), frozen when the closing is acknowledged. */
export interface Closing {
  at: Time;
  by: 'payer' | 'wechat' | 'institution';
  /** The institution's by the silence protocol, not by anybody's act. */
  silence?: true;
  lines: ClosingLine[];
  /** The sum of the contract that will never be charged. */
  neverChargedFen: Fen;
}

export interface ClosingLine {
  unitNo: number;
  /** The most that may still be charged for it; lowered by an objection, never raised. */
  atMostFen: Fen;
}
