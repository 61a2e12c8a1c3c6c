import type { Fen } from '../money';
import type { Time } from '../time';

/** Who is taught: the payer herself or a child of hers. */
export interface Student {
  _id: string;
  payerOpenid: string;
  name: string;
  birthYear: number;
  relation: 'self' | 'child' | 'other';
  createdAt: Time;
  /** Her name is gone; what she was taught and paid stays in the books. */
  erasedAt?: Time;
}

export type Role = 'owner' | 'academic' | 'teacher' | 'finance';

/** A member of staff. `_id` is the openid; empty `campusIds` means every campus. */
export interface StaffMember {
  _id: string;
  institutionId: string;
  name: string;
  roles: Role[];
  campusIds: string[];
  state: 'active' | 'left';
  createdAt: Time;
  revision: number;
}

/** A one-time invitation. `_id` is the SHA-256 of its code, so that a reader of the database can't use it. */
export interface StaffInvitation {
  _id: string;
  institutionId: string;
  name: string;
  roles: Role[];
  campusIds: string[];
  createdBy: string;
  createdAt: Time;
  expiresAt: Time;
  usedBy?: string;
  usedAt?: Time;
}

/** By which amounts and days money work goes; set by the owner. */
export interface MoneyLimits {
  /** An act about more than this needs a second person, fen. */
  fourEyesAboveFen: Fen;
  /** An objection that nobody has decided after so many days is decided for the learner. */
  objectionDays: number;
  /** A running order on which nothing was scheduled for so many days is stopped. */
  silenceDays: number;
}

export interface Room {
  campusId: string;
  name: string;
  capacity: number;
}

/** A day without weekly classes. */
export interface Holiday {
  day: string;
  name: string;
}

/** The institution of this deployment; one document. */
export interface Institution {
  _id: string;
  name: string;
  /** School licence number, shown on the course page. */
  licence: string;
  servicePhone: string;
  region: string;
  /** Guangdong and Hubei decide by institution, not by course: see the region policy. */
  mode: 'pay-after' | 'prepaid';
  campuses: { id: string; name: string; address: string; region: string }[];
  createdAt: Time;
  /** Amounts and days by which money work goes; absent: the defaults of `limits.ts`. */
  limits?: MoneyLimits;
  rooms?: Room[];
  holidays?: Holiday[];
  /** +1 with every class scheduled or moved: two people can't give the same room away at once. */
  timetableRevision?: number;
}
