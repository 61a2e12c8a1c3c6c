import type { Time } from '../time';
import type { Figures } from './figures';

/** Stands for every campus, or every course. */
export const ALL = '*';

/**
 * The figures of one day for one campus, or all, and one course, or all: whoever reads a period reads one row a day.
 * `_id` = `{day}:{campusId}:{courseId}`.
 */
export interface DailyFigures {
  _id: string;
  institutionId: string;
  day: string;
  campusId: string;
  courseId: string;
  at: Time;
  figures: Figures;
  /** Something of that day is owed or in its window, as things stand. */
  open: boolean;
}

/** What one order contributes to one day. `_id` = `{orderId}:{day}`. */
export interface OrderDay {
  _id: string;
  orderId: string;
  campusId: string;
  courseId: string;
  day: string;
  figures: Figures;
}

/** People who saw a course on one day. `_id` = `{day}:{courseId}`. */
export interface CourseViews {
  _id: string;
  day: string;
  courseId: string;
  campusIds: string[];
  count: number;
}

/** That somebody saw a course today: a hash that can't be traced once the day's salt is gone. `_id` is the hash. */
export interface ViewMark {
  _id: string;
  day: string;
  courseId: string;
}

/** The salt of a day's view marks, removed with them. `_id` is the day. */
export interface ViewDay {
  _id: string;
  salt: string;
}

/** How far the figures have come. One document, `_id` `state`. */
export interface FiguresState {
  _id: 'state';
  /** Orders changed before this are in. */
  upTo?: Time;
  /** The figures are as of then. */
  asOf?: Time;
  /** Days to be summed again. */
  dirty: string[];
  leaseUntil: Time;
  owner: string;
}
