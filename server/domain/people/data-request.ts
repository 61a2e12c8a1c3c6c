import type { Time } from '../time';

/** A learner's request about her own data. */
export interface DataRequest {
  _id: string;
  institutionId: string;
  payerOpenid: string;
  kind: 'export' | 'erase';
  at: Time;
  state: 'waiting' | 'done';
  doneAt?: Time;
  /** Why it waits, in the learner's words. */
  reason: string;
}

/** Stands where a name or a text was. */
export const ERASED = '已删除';
