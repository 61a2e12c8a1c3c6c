import type { FaultSpec } from '../../../local-wechat/control/faults';
import type { Learner } from './learner';

/**
 * Moments of a history. For the k-th class: `before` is 90 minutes ahead of it, `after` follows its roll call, `charged`
 * the end of its windows, `later` comes two hours behind that. `ended`: a day after the last charge. `expired`: a day
 * after the plans have run out.
 */
export type Moment = `${'before' | 'after' | 'charged' | 'later'}-${1 | 2 | 3 | 4 | 5}` | 'ended' | 'expired';

/** A kind of learner: how she comes in, how she is marked, and what she does at which moment. */
export interface Role {
  readonly key: string;
  readonly name: string;
  /** Enrols when the timetable stands already. */
  readonly late?: true;
  /** Hidden in WeChat; the product never learns it. */
  readonly score: number;
  readonly course: 'timetable' | 'on-demand';
  begin(me: Learner): Promise<void>;
  /** Her marks in the classes of the timetable. */
  readonly marks: readonly ('attended' | 'absent')[];
  readonly acts: Partial<Record<Moment, (me: Learner) => Promise<void>>>;
}

/** Who plays a role in a history. */
export interface Cast {
  readonly role: Role;
  /** Unique in the history. */
  readonly name: string;
  readonly score?: number;
  /** Casts with one payer's name are children of hers; by default everybody pays for herself. */
  readonly payer?: string;
  /** What goes wrong for her alone, once her order's number is known. */
  readonly ordeal?: (orderId: string) => readonly FaultSpec[];
}
