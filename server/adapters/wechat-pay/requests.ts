import type { PreparedCall, WriteInputs, WriteKind } from '../../ports/pay-score';
import type { ServiceLimits } from '../../ports/settings';
import type { PayConfig } from './config';
import { RequestInvalid } from './limits';
import * as order from './order-requests';
import * as plan from './plan-requests';

/** What a request needs besides its input. */
export interface RequestContext {
  config: Pick<PayConfig, 'appid' | 'notifyUrl'>;
  services: Readonly<Record<string, ServiceLimits>>;
}

/** Business number, path and body of a call; an undefined body is sent as nothing at all. */
export interface Draft {
  number: string;
  path: string;
  body?: object;
}

type Builders = { [K in WriteKind]: (context: RequestContext, input: WriteInputs[K]) => Draft };

const BUILDERS: Builders = {
  'create-plan': plan.createPlan,
  'stop-plan': plan.stopPlan,
  'create-sign-plan': plan.createSignPlan,
  'stop-sign-plan': plan.stopSignPlan,
  'open-order': order.openOrder,
  'complete-order': order.completeOrder,
  'modify-order': order.modifyOrder,
  'cancel-order': order.cancelOrder,
  'sync-order': order.syncOrder,
  'pay-order': order.payOrder,
};

/**
 * The exact bytes of a call, made once. Deterministic: no time, no randomness, and the order of keys is the order in
 * which they are written in the builders.
 * @throws RequestInvalid when WeChat Pay would refuse it
 */
export function prepare<K extends WriteKind>(
  context: RequestContext,
  kind: K,
  input: WriteInputs[K],
): PreparedCall<K> {
  const { number, path, body } = BUILDERS[kind](context, input);
  return {
    kind,
    key: `${kind}:${number}`,
    method: 'POST',
    path,
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

/** @throws RequestInvalid when the deployment has no such service. */
export function serviceOf(context: RequestContext, serviceKey: string): ServiceLimits {
  const service = Object.hasOwn(context.services, serviceKey) ? context.services[serviceKey] : undefined;
  if (service === undefined) throw new RequestInvalid([`no service "${serviceKey}" in the settings`]);
  return service;
}
