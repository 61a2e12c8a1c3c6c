import type { DueSource } from '../clock';
import type { Delivery } from './callbacks/delivery';
import type { Postman } from './callbacks/postman';
import type { PayContext } from './context';
import { closeUnpaid } from './money/prepayments';
import { settleRefund } from './money/refunds';
import { deduct, markOverdue } from './orders/collection';
import { confirmOrder } from './orders/confirm';
import { expireOrder } from './orders/revoke';
import { expireSignPlan } from './plans/cancel';
import type { DueItem, DueKind } from './store/agenda';
import type { Shelf } from './store/shelf';
import { SECOND } from './times';

type Work = (context: PayContext, subject: string) => void;

/** What happens by itself and needs no network. Deliveries, which do, are the postman's. */
const WORK: Readonly<Partial<Record<DueKind, Work>>> = {
  deduct,
  'confirm-order': confirmOrder,
  'expire-order': expireOrder,
  'expire-sign-plan': expireSignPlan,
  'mark-overdue': markOverdue,
  'settle-refund': settleRefund,
  'close-prepayment': closeUnpaid,
};

/** WeChat Pay's own doings along the virtual clock, one by one in the order of their moments. */
export class Diary implements DueSource {
  readonly name = 'pay';
  private running: Promise<void> | undefined;

  constructor(
    private readonly context: PayContext,
    private readonly postman: Postman,
    private readonly deliveries: Shelf<Delivery>,
    private readonly serverSettled: () => Promise<void>,
  ) {}

  /** By the clock outside, which WeChat's own may be ahead of. */
  nextDueAt(): number | undefined {
    const at = this.context.agenda.first()?.at;
    return at === undefined ? undefined : at - this.context.switches().clockSkewSeconds * SECOND;
  }

  runDue(): Promise<void> {
    this.running ??= this.runAll().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  async settled(): Promise<void> {
    await this.running;
    await this.serverSettled();
  }

  private async runAll(): Promise<void> {
    for (;;) {
      const item = this.context.agenda.first();
      if (!item || item.at > this.context.clock.now()) return;
      await this.run(item);
    }
  }

  private async run(item: DueItem): Promise<void> {
    const { agenda, database } = this.context;
    if (item.kind === 'deliver') await this.postman.carry(item.subject);
    if (item.kind === 'probe') await this.postman.carryProbe(item.subject);
    database.atomically(() => {
      agenda.remove(item.id);
      WORK[item.kind]?.(this.context, item.subject);
    });
  }

  /** Brings forward the deduction of an order and every callback about it: they come before the answer. */
  async hurry(number: string): Promise<void> {
    const { agenda } = this.context;
    for (const item of agenda.about('deduct', number)) await this.run(item);
    for (const delivery of this.deliveries.where('subject', number))
      for (const item of agenda.about('deliver', delivery.id)) await this.run(item);
  }
}
