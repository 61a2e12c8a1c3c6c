import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { unitOf } from '../../domain/order/units';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { keptPlan, versionOf } from './version-of';

/**
 * WeChat's own page of a service order with "pay now": the only way to pay a unit by hand while its order is live.
 * @throws AppError WRONG_STATE unless the unit waits for its money
 */
export async function payPage(
  ports: Ports,
  openid: string,
  request: RequestOf<'signing', 'payPage'>,
): Promise<ResponseOf<'signing', 'payPage'>> {
  const order = await ownOrder(ports, openid, request.orderId);
  if (request.unitNo > order.units.length) throw new AppError('NOT_FOUND', `no unit ${request.unitNo}`);
  const unit = unitOf(order, request.unitNo);
  if (unit.collection !== 'paying')
    throw new AppError('WRONG_STATE', `unit ${unit.no} is ${unit.collection}`);
  const { serviceKey } = keptPlan(await versionOf(ports.store, order), order);
  return {
    businessType: 'wxpayScoreDetail',
    extraData: ports.payScore.orderDetailParameters(serviceKey, unit.outTradeNo),
  };
}
