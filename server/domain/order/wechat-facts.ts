import type { Fen } from '../money';
import type { Time } from '../time';

/** A sign plan as WeChat tells it; texts as they come, mapped in the domain. */
export interface SignPlanFacts {
  signPlanId: string;
  merchantSignPlanNo: string;
  state: string;
  cancelType?: string;
  cancelTime?: Time;
  signTime?: Time;
  planOverTime?: Time;
}

/** A service order as WeChat tells it. `wechat-state.ts` maps the triple to ours. */
export interface OrderFacts {
  outTradeNo: string;
  state: string;
  stateDescription?: string;
  collectionState?: string;
  totalFen?: Fen;
  paidFen?: Fen;
  needCollection?: boolean;
  /** Every payment, the first and any later: a second one must be refunded. */
  payments: OrderPayment[];
}

export interface OrderPayment {
  transactionId?: string;
  amountFen: Fen;
  /** `MCH`: synced by us as paid elsewhere; anything else was taken by WeChat. */
  paidType: string;
  paidAt?: Time;
}
