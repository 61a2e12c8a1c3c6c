import { Type } from '@sinclair/typebox';
import { mutating, reading } from './action';
import { exact, ID, listOf, maybeEmpty, TIME, word } from './fields';

/** Actions of `signing` about a learner's own data (Personal Information Protection Law, articles 45 and 47). */
export const learnerData = {
  /** Everything kept about her and her students, as one JSON document. */
  exportMyData: reading(
    {},
    exact({ exportedAt: TIME, document: Type.String({ minLength: 2, maxLength: 4_000_000 }) }),
  ),
  /**
   * Erases names, birth years, texts and pictures. What the law makes us keep of contracts and payments stays, without a
   * name. While an order runs or owes, it waits and is done by itself when the last one has ended.
   */
  eraseMyData: mutating(
    {},
    exact({ dataRequestId: ID, state: word('waiting', 'done'), reason: maybeEmpty(200) }),
  ),
  /** Whether an erasure waits. */
  erasure: reading(
    {},
    exact({ state: word('none', 'waiting', 'done'), reason: maybeEmpty(200), askedAt: Type.Optional(TIME) }),
  ),
};

/** Actions of `staff` about personal data. */
export const staffPrivacy = {
  /** Requests to export or erase personal data, newest first. */
  dataRequests: reading(
    {},
    exact({
      requests: listOf(
        exact({
          dataRequestId: ID,
          kind: word('export', 'erase'),
          at: TIME,
          state: word('waiting', 'done'),
          doneAt: Type.Optional(TIME),
          /** Why it waits: orders that still run or owe. */
          reason: maybeEmpty(200),
        }),
        200,
      ),
    }),
  ),
};
