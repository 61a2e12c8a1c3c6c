import type { Phone } from '../../runtime/phone';

/**
 * WeChat Pay's own books, as far as WeChat's screens show them: `GET /books`. Amounts are fen, times are ms.
 */
export interface Books {
  readonly signPlans: readonly {
    readonly signPlanId: string;
    readonly merchantSignPlanNo: string;
    readonly planName: string;
    readonly openid: string;
    readonly signState: string;
  }[];
  readonly orders: readonly {
    readonly outOrderNo: string;
    readonly openid: string;
    readonly signPlanId: string;
    readonly state: string;
    readonly stateDescription?: string;
    readonly totalAmount?: number;
    readonly paidAt?: number;
  }[];
}

/** The books of the person who holds the phone. */
export async function ownBooks(phone: Phone): Promise<Books> {
  const { signPlans, orders } = await phone.server.control<Books>('GET', '/books');
  const own = (entry: { openid: string }): boolean => entry.openid === phone.server.openid;
  return { signPlans: signPlans.filter(own), orders: orders.filter(own) };
}
