import type { LocalPayInProcess } from '../../local-wechat/pay';
import { createTransport } from '../../server/adapters/wechat-pay/transport';
import { type Time, timeOf } from '../../server/domain/time';
import { configOf } from './ports';

const NO_LOG = { info: () => {}, warn: () => {}, error: () => {} };

/** WeChat Pay's own console (商户平台): what finance does there, the product neither sends nor stores. */
export class MerchantConsole {
  private readonly send: (path: string, body: object) => Promise<unknown>;

  constructor(
    private readonly pay: LocalPayInProcess,
    private readonly now: () => number,
    fetch: typeof globalThis.fetch,
  ) {
    const clock = { now: (): Time => timeOf(now()) };
    const transport = createTransport({ config: configOf(pay.facts), clock, log: NO_LOG, fetch });
    this.send = (path, body) =>
      transport({ method: 'POST', path, body: JSON.stringify(body) }, (value) => ({ value }));
  }

  /** "Paid elsewhere", for an order of which WeChat is collecting the money. */
  async syncOrder(outOrderNo: string): Promise<void> {
    const order = this.pay.books().orders.find((one) => one.outOrderNo === outOrderNo);
    if (order === undefined) return;
    const paid_time = timeOf(this.now()).replace(/\D/g, '').slice(0, 14);
    await this.send(`/v3/payscore/serviceorder/${outOrderNo}/sync`, {
      ...{ appid: this.pay.facts.appid, service_id: order.serviceId },
      ...{ type: 'Order_Paid', detail: { paid_time } },
    });
  }

  /** Sends an abnormal refund once more, to another account of the payer's. */
  async repeatRefund(outRefundNo: string): Promise<void> {
    const refund = this.pay.books().refunds.find((one) => one.outRefundNo === outRefundNo);
    if (refund === undefined) return;
    await this.send(`/v3/refund/domestic/refunds/${refund.refundId}/apply-abnormal-refund`, {
      ...{ out_refund_no: outRefundNo, type: 'USER_BANK_CARD' },
    });
  }
}
