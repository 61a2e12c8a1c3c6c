import { DAY, type Millis } from '../../domain/time';

/**
 * How long answers to requests are remembered. A phone sends an intention again for three days at most (the queue of
 * roll calls), an import of a file for one: after thirty days nobody asks again.
 */
export const ANSWERS_KEPT: Millis = 30 * DAY;

/** Removed with one request; a run takes as many such bunches as it has time for. */
export const BUNCH = 500;
