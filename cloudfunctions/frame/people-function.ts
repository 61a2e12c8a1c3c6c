import type { Static } from '@sinclair/typebox';
import { type Action, CALL } from '../../protocol/action';
import { AppError } from '../../server/domain/errors';
import type { Ports } from '../../server/usecases/ports';
import { once, onceInSteps } from '../../server/usecases/requests/once';
import { type Failure, failureOf } from './failure';
import { portsOr } from './misconfigured';
import { cleaned, validated } from './validate';

/** Who calls, and what the handlers may reach. */
export interface Call {
  ports: Ports;
  openid: string;
}

type RequestData<A extends Action> = Static<A['request']>;
type ResponseData<A extends Action> = Static<A['response']>;

/** Answers a reading action; or does a mutating one, all in one transaction with its remembered answer. */
export type Handler<A extends Action> = (call: Call, data: RequestData<A>) => Promise<ResponseData<A>>;

/**
 * A mutating action with something after its transaction: calling WeChat, or showing what must not be stored.
 * `work` is done once and what it gives is kept; `finish` is repeatable and makes the answer of it.
 */
export interface FinishedHandler<A extends Action> {
  work: (call: Call, data: RequestData<A>) => Promise<unknown>;
  finish: (call: Call, data: RequestData<A>, kept: never) => Promise<ResponseData<A>>;
}

/** A mutating action made of steps that are repeatable each by itself. */
export interface SteppedHandler<A extends Action> {
  steps: Handler<A>;
}

export type AnyHandler<A extends Action> = Handler<A> | FinishedHandler<A> | SteppedHandler<A>;

export type Handlers<P extends Record<string, Action>> = { readonly [K in keyof P]: AnyHandler<P[K]> };

/** Ties the two halves of an action together by the type of what is kept between them. */
export function finished<A extends Action, K>(
  work: (call: Call, data: RequestData<A>) => Promise<K>,
  finish: (call: Call, data: RequestData<A>, kept: K) => Promise<ResponseData<A>>,
): FinishedHandler<A> {
  return { work, finish };
}

/** What a function stands in: its ports, and the caller as the platform knows her. */
export interface Surroundings {
  ports(): Ports;
  /** Openid from `cloud.getWXContext()`; undefined when no person calls. */
  openid(): string | undefined;
}

export type Answer = { ok: true; data: unknown } | Failure;

/**
 * The frame of every function that people call: parse → authorise → use case → answer. The request is checked
 * against its schema before anything is read; a mutating action is done once for each `requestId`.
 */
export function peopleFunction<P extends Record<string, Action>>(
  name: string,
  actions: P,
  handlers: Handlers<P>,
  surroundings: Surroundings,
): (event: unknown) => Promise<Answer> {
  return async (event) => {
    const wired = portsOr(surroundings.ports);
    if ('failure' in wired) return wired.failure;
    const { ports } = wired;
    let what = name;
    try {
      const openid = surroundings.openid();
      if (openid === undefined) throw new AppError('NOT_SIGNED_IN', 'called without an openid');
      const { action, data } = validated(CALL, event);
      if (!Object.hasOwn(actions, action))
        throw new AppError('BAD_REQUEST', 'no such action', { field: 'action' });
      what = `${name}.${action}`;
      const schema = actions[action] as P[string];
      const answer = await run(
        { ports, openid },
        what,
        schema,
        handlers[action] as Handlers<P>[string],
        data,
      );
      const { answer: kept, wrong } = cleaned(schema.response, answer);
      if (wrong !== undefined) ports.log.error('answer.off_protocol', { action: what, wrong });
      return { ok: true, data: kept };
    } catch (error) {
      return failureOf(error, what, ports.log, ports.ids.next());
    }
  };
}

async function run<A extends Action>(
  call: Call,
  what: string,
  schema: A,
  handler: AnyHandler<A>,
  data: unknown,
): Promise<ResponseData<A>> {
  const request: RequestData<A> = validated(schema.request, data);
  if (!schema.mutates) {
    if (typeof handler !== 'function') throw new Error(`${what} changes nothing and needs a plain handler`);
    return handler(call, request);
  }
  // `mutating` gave the schema its requestId, and the request has just been checked against it.
  const asked = { openid: call.openid, action: what, body: request as { requestId: string } };
  if (typeof handler === 'function') {
    return once(call.ports, asked, (ports) => handler({ ...call, ports }, request));
  }
  if ('steps' in handler) {
    return onceInSteps(call.ports, asked, (ports) => handler.steps({ ...call, ports }, request));
  }
  const kept = await once(call.ports, asked, (ports) => handler.work({ ...call, ports }, request));
  return handler.finish(call, request, kept as never);
}
