import { type TObject, type TProperties, type TSchema, Type } from '@sinclair/typebox';
import { exact, listOf, maybeEmpty, REQUEST_ID, word } from './fields';

/** One action of a function: what it takes, what it answers, and whether it changes anything. */
export interface Action<Q extends TSchema = TSchema, R extends TSchema = TSchema> {
  request: Q;
  response: R;
  /** Mutating actions carry a `requestId`. */
  mutates: boolean;
}

/** An action that changes nothing of the caller's. */
export function reading<P extends TProperties, R extends TSchema>(
  fields: P,
  response: R,
): Action<TObject<P>, R> {
  return { request: exact(fields), response, mutates: false };
}

/** An action that changes something; its `requestId` is added here, so that none can lack it. */
export function mutating<P extends TProperties, R extends TSchema>(
  fields: P,
  response: R,
): Action<TObject<P & { requestId: typeof REQUEST_ID }>, R> {
  return { request: exact({ ...fields, requestId: REQUEST_ID }), response, mutates: true };
}

/**
 * How a function is called: `wx.cloud.callFunction({ name, data: { action, data } })`. The request stands in its
 * own field because the platform adds fields of its own beside it (`userInfo`).
 */
export const CALL = Type.Object({
  action: Type.String({ minLength: 1, maxLength: 40 }),
  data: Type.Unknown(),
});

/** The error half of every answer: `{ok: false, error}`; `message` is in the learner's words. */
export const FAILURE = exact({
  ok: Type.Literal(false),
  error: exact({
    code: Type.String({ pattern: '^[A-Z_]{2,40}$', maxLength: 40 }),
    message: maybeEmpty(200),
    retryable: Type.Boolean(),
    /** Facts that help the person on: the field at fault, conflicting classes, the log id of an unknown error. */
    detail: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
  }),
});

/** Every answer: `{ok: true, data}` or `{ok: false, error}`; thrown errors would lose their code in the SDK. */
export type Envelope<T> =
  | { ok: true; data: T }
  | {
      ok: false;
      error: { code: string; message: string; retryable: boolean; detail?: Record<string, string | number> };
    };

/** What an action without facts answers. */
export const DONE = exact({ done: Type.Literal(true) });

/** A fault of a draft, found before WeChat or the law finds it. */
export const FAULT = exact({ code: maybeEmpty(60), field: maybeEmpty(120), text: maybeEmpty(300) });

export const FAULTS = listOf(FAULT, 200);

export const MARK = word('attended', 'late', 'absent', 'on_leave');
