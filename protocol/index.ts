import type { Static, TSchema } from '@sinclair/typebox';
import { catalog } from './catalog';
import { classroom } from './classroom';
import { finance } from './finance';
import { reports } from './reports';
import { scoreGate } from './score-gate';
import { signing } from './signing';
import { staff } from './staff';
import { transfer } from './transfer';

/** Every action of every function that people call: `PROTOCOL[function][action]`. */
export const PROTOCOL = {
  catalog,
  'score-gate': scoreGate,
  signing,
  classroom,
  staff,
  finance,
  reports,
  transfer,
};

export type Protocol = typeof PROTOCOL;
export type FunctionName = keyof Protocol;
export type ActionName<F extends FunctionName> = keyof Protocol[F] & string;

/** What an action takes, as a type. */
export type RequestOf<F extends FunctionName, A extends ActionName<F>> = Protocol[F][A] extends {
  request: infer Q extends TSchema;
}
  ? Static<Q>
  : never;

/** What an action answers, as a type. */
export type ResponseOf<F extends FunctionName, A extends ActionName<F>> = Protocol[F][A] extends {
  response: infer R extends TSchema;
}
  ? Static<R>
  : never;

export type { Envelope } from './action';
