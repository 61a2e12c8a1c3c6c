import type { ClassState, SeatState } from '../machines';
import type { Time } from '../time';

/** One scheduled meeting (课次): place or link, teacher, material. */
export interface CourseClass {
  _id: string;
  institutionId: string;
  campusId: string;
  courseId: string;
  title: string;
  startsAt: Time;
  endsAt: Time;
  /** Room or address; a link for an online class. */
  place: string;
  online: boolean;
  teacherOpenid: string;
  capacity: number;
  state: ClassState;
  /** Material the learner gets with the class push. */
  material: ClassMaterial[];
  /** Classes scheduled together (weekly) share it. */
  seriesId?: string;
  /** On the first of the classes that were scheduled together: whose seats in them are still to be booked. */
  seating?: Seating;
  /** A make-up class takes only the orders named for it. */
  makeUp: boolean;
  /** The time before the last reschedule, shown as 时间有变. */
  previousStartsAt?: Time;
  /** It was moved, and not all of its seats have followed yet. */
  moving?: Moving;
  revision: number;
  createdAt: Time;
  createdBy: string;
  rollCalledAt?: Time;
  rollCalledBy?: string;
  cancelReason?: string;
}

/** Orders that get a seat in classes just scheduled. It outlives the worker that began it: no seat is forgotten. */
export interface Seating {
  /** The classes, the one that holds this first. */
  classIds: string[];
  /** Ids of the orders whose turn is still to come. */
  left: string[];
  /** Whoever signed while the classes were being written is to be looked for once. */
  lookAgain?: true;
  /** Seats booked so far. */
  seats: number;
}

/** Seats that follow a class that was moved, and what their students are told it was before. */
export interface Moving {
  /** Ids of the seats that are still to follow. */
  left: string[];
  from: Pick<CourseClass, 'startsAt' | 'place'>;
  /** The class's revision with which it was moved: names this move among others. */
  revision: number;
}

export type ClassMaterial =
  | { kind: 'text'; title: string; text: string }
  | { kind: 'image' | 'pdf'; title: string; fileId: string };

/** One student's place in a class. `_id` = `{classId}-{orderId}`. Times are copied from the class for reading by order. */
export interface Seat {
  _id: string;
  classId: string;
  orderId: string;
  studentId: string;
  payerOpenid: string;
  courseId: string;
  startsAt: Time;
  endsAt: Time;
  state: SeatState;
  /** Why it is on hold, in words both sides see: the last unit is not settled, or the unit could not be opened. */
  holdReason?: 'previous_unsettled' | 'not_opened';
  /** The unit on which the class was taught; absent when the learner came free. */
  unitNo?: number;
  marks: SeatMark[];
  /** Named for this class by staff, or taken by the learner herself, besides those whose course it is. */
  makeUp?: boolean;
  confirmedByLearnerAt?: Time;
  revision: number;
}

/** One order that waits for a seat in a full class. `_id` = `{classId}-{orderId}`. */
export interface WaitingSeat {
  _id: string;
  classId: string;
  orderId: string;
  studentId: string;
  payerOpenid: string;
  since: Time;
}

/** One act of roll call on a seat; undone acts stay as evidence. */
export interface SeatMark {
  mark: 'attended' | 'late' | 'absent' | 'on_leave';
  at: Time;
  by: string;
  note?: string;
  /** Photos, as file ids. */
  pictures?: string[];
  /** The phone's name for the act; it is done once. */
  actId?: string;
  /** When it was marked on a phone without a network. */
  markedAt?: Time;
  undoneAt?: Time;
  undoneBy?: string;
}
