/*
 * The stored documents, as far as the checker reads them. Written from what the database holds and not taken from the
 * product's types: whoever checks must not see with the eyes of whom she checks.
 */

export interface StoredUnit {
  no: number;
  outTradeNo: string;
  priceFen: number;
  teaching: string;
  collection: string;
  taught: { classId: string; seatId: string; mark: string; at: string }[];
  taughtAt?: string;
  windowEndsAt?: string;
  confirmedByLearnerAt?: string;
  objection?: { raisedAt: string; decision?: { kind: string; at: string } };
  chargeFen?: number;
  loweredAt?: string;
  startTime?: string;
  chargedFen?: number;
  collectedFen?: number;
  refundedFen?: number;
}

export interface StoredOrder {
  _id: string;
  state: string;
  versionId: string;
  payerOpenid: string;
  attempts: { no: number; rungKey: string; signPlanId?: string; state: string }[];
  keptAttempt?: number;
  ordinary?: boolean;
  units: StoredUnit[];
  closing?: { at: string; by: string; lines: { unitNo: number; atMostFen: number }[] };
  ledger: { seq: number; hash: string };
  parked?: { reason: string };
}

export interface StoredVersion {
  _id: string;
  totalFen: number;
  lessons: unknown[];
  plans: { rungKey: string; details: { no: number; classPricesFen: number[] }[] }[];
}

export interface StoredSeat {
  _id: string;
  classId: string;
  orderId: string;
  startsAt: string;
  state: string;
  unitNo?: number;
  confirmedByLearnerAt?: string;
}

export interface StoredEntry {
  _id: string;
  orderId: string;
  seq: number;
  at: string;
  kind: string;
  debit: string;
  credit: string;
  amountFen: number;
  unitNo: number;
  why: {
    classes: { classId: string; mark: string; priceFen: number }[];
    decision?: string;
    transactionId?: string;
  };
  prevHash: string;
  hash: string;
}

export interface StoredIntent {
  _id: string;
  kind: string;
  subject: string;
  path: string;
  body: string;
  createdAt: string;
  state: string;
}

export interface StoredPayment {
  _id: string;
  orderId: string;
  unitNo: number;
  state: string;
}

export interface StoredRefund {
  _id: string;
  orderId: string;
  kind: string;
  transactionId: string;
  refundFen?: number;
  state: string;
}

export interface StoredTask {
  _id: string;
  kind: string;
  subject: { orderId?: string };
  reason: string;
  state: string;
}

export interface StoredAct {
  _id: string;
  orderId: string;
  unitNo?: number;
  endedAt?: string;
  kind: string;
  state: string;
}

/** A callback that was stored before it was answered. */
/** A message to a payer. */
export interface StoredPush {
  _id: string;
  createdAt: string;
}

export interface StoredLetter {
  _id: string;
  eventType: string;
  businessNo: string;
  state: string;
}
