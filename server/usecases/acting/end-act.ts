import type { MoneyAct } from '../../domain/act/act';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { type Ending, endingChange } from './act-steps';

/** Ends an act without touching anything else. */
export async function endAct(ports: Ports, act: MoneyAct, ending: Ending): Promise<void> {
  await changeOrder(ports, act.orderId, async (order, now, tx) => {
    const known = await tx.get('acts', act._id);
    if (known?.state !== 'approved' && known?.state !== 'running') return undefined;
    return endingChange(ports, known, ending, now, { before: order, change: { order } });
  });
}
