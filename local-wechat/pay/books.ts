import type { PayContext } from './context';
import type { Refund, ServiceOrder, SignPlan, Transaction } from './model';

/** Everything WeChat Pay knows about money: what a merchant's own books are compared with. Amounts are fen. */
export interface Books {
  signPlans: Pick<
    SignPlan,
    | 'signPlanId'
    | 'merchantSignPlanNo'
    | 'planName'
    | 'openid'
    | 'serviceId'
    | 'signState'
    | 'cancelSignType'
    | 'cancelSignTime'
  >[];
  orders: OrderInBooks[];
  transactions: Transaction[];
  refunds: Omit<Refund, 'digest'>[];
  totals: {
    /** Money taken from users. */
    collected: number;
    /** Refunds that have succeeded. */
    refunded: number;
    /** Refunds under way. */
    refunding: number;
    /** Completed and not yet paid. */
    owing: number;
    /** Settled by `sync`: paid to the merchant elsewhere. */
    paidElsewhere: number;
  };
}

export interface OrderInBooks {
  outOrderNo: string;
  orderId: string;
  signPlanId: string;
  planDetailNo: number;
  openid: string;
  serviceId: string;
  state: ServiceOrder['state'];
  stateDescription?: string;
  totalAmount?: number;
  paidType?: 'NEWTON' | 'MCH';
  transactionId?: string;
  completedAt?: number;
  paidAt?: number;
  attempts: number;
  overdue: boolean;
}

function inBooks(order: ServiceOrder): OrderInBooks {
  const { outOrderNo, orderId, signPlanId, planDetailNo, openid, serviceId, state, attempts, overdue } =
    order;
  const { stateDescription, totalAmount, completedAt, collected } = order;
  return {
    ...{ outOrderNo, orderId, signPlanId, planDetailNo, openid, serviceId, state, attempts, overdue },
    ...(stateDescription === undefined ? {} : { stateDescription }),
    ...(totalAmount === undefined ? {} : { totalAmount }),
    ...(completedAt === undefined ? {} : { completedAt }),
    ...(collected === undefined ? {} : { paidType: collected.paidType, paidAt: collected.paidTime }),
    ...(collected?.transactionId === undefined ? {} : { transactionId: collected.transactionId }),
  };
}

const total = (amounts: number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

export function keepBooks(context: PayContext): Books {
  const orders = context.orders.all();
  const transactions = context.transactions.all();
  const refunds = context.refunds.all();
  const refundsThat = (status: Refund['status']): number =>
    total(refunds.filter((one) => one.status === status).map((one) => one.amount));
  return {
    signPlans: context.signPlans.all().map((plan) => ({
      signPlanId: plan.signPlanId,
      merchantSignPlanNo: plan.merchantSignPlanNo,
      planName: plan.planName,
      openid: plan.openid,
      serviceId: plan.serviceId,
      signState: plan.signState,
      cancelSignType: plan.cancelSignType,
      ...(plan.cancelSignTime === undefined ? {} : { cancelSignTime: plan.cancelSignTime }),
    })),
    orders: orders.map(inBooks),
    transactions,
    refunds: refunds.map(({ digest: _digest, ...refund }) => refund),
    totals: {
      collected: total(transactions.map((one) => one.amount)),
      refunded: refundsThat('SUCCESS'),
      refunding: refundsThat('PROCESSING'),
      owing: total(
        orders.filter((one) => one.stateDescription === 'MCH_COMPLETE').map((one) => one.totalAmount ?? 0),
      ),
      paidElsewhere: total(
        orders.filter((one) => one.collected?.paidType === 'MCH').map((one) => one.totalAmount ?? 0),
      ),
    },
  };
}
