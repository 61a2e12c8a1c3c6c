import { setTimeout as pause } from 'node:timers/promises';
import { type CollectionName, DuplicateDocument, StoreBusy } from '../../ports/store';
import { failureOf } from './failures';

export interface Backoff {
  /** Runs of a transaction before StoreBusy. */
  attempts: number;
  /** Longest wait before the second run; doubles with every run. */
  firstMs: number;
  longestMs: number;
  /** 0 ≤ x < 1. */
  random: () => number;
  wait: (ms: number) => Promise<unknown>;
}

/** Waits of at most 20, 40, 80 … 1000 ms: 8 runs end within 3.5 s, half of that on average. */
export const BACKOFF: Backoff = {
  attempts: 8,
  firstMs: 20,
  longestMs: 1000,
  random: Math.random,
  wait: (ms) => pause(ms),
};

/**
 * Runs `attempt` again while it fails by a conflict, a lost transaction or throttling; "full jitter" keeps two
 * that met once from meeting again.
 * @throws StoreBusy after the last attempt; any other error at once
 */
export async function withRetries<T>(attempt: () => Promise<T>, backoff: Backoff): Promise<T> {
  for (let run = 1; ; run += 1) {
    try {
      return await attempt();
    } catch (error) {
      const failure = failureOf(error);
      if (failure === 'other' || failure === 'duplicate' || error instanceof DuplicateDocument) throw error;
      if (run >= backoff.attempts) throw new StoreBusy(`${failure}, ${run} times in a row`);
      const most = Math.min(backoff.longestMs, backoff.firstMs * 2 ** (run - 1));
      await backoff.wait(Math.ceil(backoff.random() * most));
    }
  }
}

/**
 * A single call, its error in the port's words.
 * @throws DuplicateDocument, StoreBusy, or the error as it came
 */
export async function translated<T>(name: CollectionName, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const failure = failureOf(error);
    if (failure === 'duplicate') throw new DuplicateDocument(name);
    if (failure === 'throttled' || failure === 'conflict') throw new StoreBusy(`${name}: ${failure}`);
    throw error;
  }
}
