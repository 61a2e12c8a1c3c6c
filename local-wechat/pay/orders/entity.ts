import type { PayContext } from '../context';
import type { Collected, ServiceOrder } from '../model';
import { compactTime } from '../times';

function collectionDetail(collected: Collected): object {
  return {
    seq: 1,
    amount: collected.amount,
    paid_type: collected.paidType,
    paid_time: compactTime(collected.paidTime),
    ...(collected.transactionId === undefined
      ? {}
      : { transaction_id: collected.transactionId, bank_type: 'OTHERS', promotion_detail: [] }),
  };
}

/** What has been collected of a completed order; nothing before completion, or when there is nothing to collect. */
function collectionEntity(order: ServiceOrder): object | undefined {
  const { totalAmount, collected, needCollection } = order;
  if (totalAmount === undefined || !needCollection) return undefined;
  return {
    state: collected ? 'USER_PAID' : 'USER_PAYING',
    total_amount: totalAmount,
    paying_amount: collected ? 0 : totalAmount,
    paid_amount: collected ? totalAmount : 0,
    ...(collected ? { details: [collectionDetail(collected)] } : {}),
  };
}

/** The ids that "cancel" and "collect" answer with. */
export function orderIds(context: PayContext, order: ServiceOrder): object {
  return {
    appid: context.appid,
    mchid: context.mchid,
    service_id: order.serviceId,
    out_order_no: order.outOrderNo,
    order_id: order.orderId,
  };
}

/** The order as opening and completing answer it: without a collection block. Absent fields are left out. */
export function orderEntity(context: PayContext, order: ServiceOrder): object {
  return {
    ...orderIds(context, order),
    service_introduction: order.introduction,
    state: order.state,
    ...(order.stateDescription ? { state_description: order.stateDescription } : {}),
    ...(order.totalAmount === undefined ? {} : { total_amount: order.totalAmount }),
    post_payments: order.postPayments,
    post_discounts: order.postDiscounts,
    risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: order.riskAmount },
    time_range: order.timeRange,
    ...(order.location ? { location: order.location } : {}),
    ...(order.attach === undefined ? {} : { attach: order.attach }),
    notify_url: order.notifyUrl,
    ...(order.needCollection === undefined ? {} : { need_collection: order.needCollection }),
  };
}

/** The order as a query, "modify", "synchronise" and the callbacks show it. */
export function fullOrderEntity(context: PayContext, order: ServiceOrder): object {
  const collection = collectionEntity(order);
  return { ...orderEntity(context, order), openid: order.openid, ...(collection ? { collection } : {}) };
}
