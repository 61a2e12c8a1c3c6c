import { applyOrderFacts, type Posting } from '../../../server/domain/order/collection';
import type { Order, Unit } from '../../../server/domain/order/order';
import type { OrderFacts } from '../../../server/domain/order/wechat-facts';
import { confirmedUnit, hours, order, unit } from './orders';

export const NOW = hours(26);
export const completing = confirmedUnit(1, { collection: 'completing', completedAt: hours(25) });

export interface Story {
  order: Order;
  postings: Posting[];
  vouchers: number;
}

/** Everything WeChat says about unit 1, one after the other. */
export function hears(start: Unit, ...said: OrderFacts[]): Story {
  const story: Story = { order: order({ units: [start, unit(2)] }), postings: [], vouchers: 0 };
  for (const facts of said) {
    const { order: after, postings, justPaid } = applyOrderFacts(story.order, 1, facts, NOW);
    story.order = after;
    story.postings.push(...postings);
    story.vouchers += justPaid ? 1 : 0;
  }
  return story;
}

export function booked({ postings }: Story): string[] {
  return postings.map((p) => [p.kind, p.amountFen, p.transactionId ?? ''].join(' ').trim());
}
