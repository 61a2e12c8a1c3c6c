import type { Static } from '@sinclair/typebox';
import { type Action, CALL } from '../../protocol/action';
import { AppError } from '../../server/domain/errors';
import type { Ports } from '../../server/usecases/ports';
import { once } from '../../server/usecases/requests/once';
import { type Failure, failureOf } from './failure';
import { cleaned, validated } from './validate';

/** Who calls, and what the handlers may reach. */
export interface Call {
  ports: Ports;
  openid: string;
}

export type Handler<A extends Action> = (
  call: Call,
  data: Static<A['request']>,
) => Promise<Static<A['response']>>;

/**
 * A handler whose answer holds something that must not be kept with the remembered answer: `work` answers without
 * it, `reveal` puts it in, the same every time.
 */
export interface RevealingHandler<A extends Action> {
  work: Handler<A>;
  reveal: (call: Call, data: Static<A['request']>, kept: Static<A['response']>) => Static<A['response']>;
}

export type Handlers<P extends Record<string, Action>> = {
  readonly [K in keyof P]: Handler<P[K]> | RevealingHandler<P[K]>;
};

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
    const ports = surroundings.ports();
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
  handler: Handler<A> | RevealingHandler<A>,
  data: unknown,
): Promise<Static<A['response']>> {
  const request = validated(schema.request, data);
  const work = typeof handler === 'function' ? handler : handler.work;
  if (!schema.mutates) return work(call, request);
  // `mutating` gave the schema its requestId, and the request has just been checked against it.
  const body = request as { requestId: string };
  const kept = await once(call.ports, { openid: call.openid, action: what, body }, (ports) =>
    work({ ...call, ports }, request),
  );
  return typeof handler === 'function' ? kept : handler.reveal(call, request, kept);
}
