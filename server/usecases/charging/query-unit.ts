import type { Order, Unit } from '../../domain/order/order';
import type { CallOutcome, OrderFacts } from '../../ports/pay-score';
import type { Ports } from '../ports';
import { keptPlan, versionOf } from './version-of';

/** Asks WeChat for a unit's service order. */
export async function queryUnit(ports: Ports, order: Order, unit: Unit): Promise<CallOutcome<OrderFacts>> {
  const version = await versionOf(ports.store, order);
  return ports.payScore.queryOrder(keptPlan(version, order).serviceKey, unit.outTradeNo);
}

/** WeChat doesn't know the number: whatever we sent under it has not happened. */
export function isNotThere(answer: CallOutcome<unknown>): boolean {
  return answer.kind === 'refused' && answer.status === 404;
}
