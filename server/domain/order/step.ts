import type { Time } from '../time';
import type { Order } from './order';
import type { BackOff } from './timing';

/** The next right thing to do for an order. Each is one use case, repeatable without harm. */
export type Step =
  | { do: 'create-attempt'; attemptNo: number }
  | { do: 'query-attempt'; attemptNo: number }
  | { do: 'lapse-attempt'; attemptNo: number }
  | { do: 'check-plan'; attemptNo: number }
  | { do: 'end-plan'; attemptNo: number }
  | { do: 'keep-attempt'; attemptNo: number }
  | { do: 'stop-attempt'; attemptNo: number }
  | { do: 'book-seats' }
  | { do: 'watch-silence' }
  | { do: 'abandon' }
  | { do: 'revive' }
  | { do: 'close-from-wechat' }
  | { do: 'drop-rest' }
  | { do: 'warn-ending'; daysBefore: number }
  | { do: 'open'; unitNo: number; seatId: string }
  | { do: 'resolve-opening'; unitNo: number }
  | { do: 'hold-seat'; seatId: string; reason: 'previous_unsettled' | 'not_opened' }
  | { do: 'restore-seat'; seatId: string }
  | { do: 'end-window'; unitNo: number }
  | { do: 'decide-for-learner'; unitNo: number }
  | { do: 'complete'; unitNo: number }
  | { do: 'resolve-completing'; unitNo: number }
  | { do: 'query-order'; unitNo: number }
  | { do: 'cancel-order'; unitNo: number }
  | { do: 'finish'; state: 'completed' | 'closed' | 'expired' };

/** A step and when it is due. */
export interface Candidate {
  step: Step;
  at: Time;
}

/** What to do now, or until when there is nothing to do. */
export type Choice = { now: Step } | { until: Time | undefined };

/** Name under which an order remembers the pace of a step. */
export function stepKey(step: Step): string {
  if ('unitNo' in step) return `${step.do}:u${step.unitNo}`;
  if ('attemptNo' in step) return `${step.do}:a${step.attemptNo}`;
  if ('seatId' in step) return `${step.do}:s${step.seatId}`;
  return step.do;
}

/** How a step that brought no news is repeated. */
export function backOffOf(step: Step): BackOff {
  switch (step.do) {
    case 'query-attempt':
      return 'signing';
    case 'check-plan':
      return 'signed';
    case 'query-order':
      return 'paying';
    case 'resolve-opening':
      return 'opening';
    case 'open':
      return 'refused';
    default:
      return 'call';
  }
}

/**
 * The first candidate that is due and not held back by its pace; else the earliest moment at which one will be.
 * Candidates stand in order of urgency.
 */
export function choose(order: Order, candidates: readonly Candidate[], now: Time): Choice {
  let until: Time | undefined;
  for (const { step, at } of candidates) {
    const pace = order.pace[stepKey(step)];
    const due = pace && pace.until > at ? pace.until : at;
    if (due <= now) return { now: step };
    if (until === undefined || due < until) until = due;
  }
  return { until };
}
