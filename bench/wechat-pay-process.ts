import path from 'node:path';
import { createFaultRegistry } from '../local-wechat/control/faults';
import { type LocalPay, startLocalPay } from '../local-wechat/pay';

/** WeChat Pay in a process of its own, so that its share of the processor is not counted as ours. */
export type PayOrder =
  | { kind: 'start'; folder: string; now: number; notifyUrl: string }
  | { kind: 'sign'; ticket: string }
  /** Goes to that moment; what falls due on the way happens at its time. */
  | { kind: 'until'; at: number };

let pay: LocalPay | undefined;
let now = 0;

async function obey(order: PayOrder): Promise<unknown> {
  switch (order.kind) {
    case 'start':
      now = order.now;
      pay = await startLocalPay({
        ...{ file: path.join(order.folder, 'pay.db'), keysDir: path.join(order.folder, 'keys') },
        ...{ clock: { now: () => now }, faults: createFaultRegistry(), appid: 'wx0000000000000001' },
        resolveNotifyUrl: () => order.notifyUrl,
      });
      return pay.facts;
    case 'sign':
      return pay?.wechat.sign(order.ticket, 'sign');
    case 'until':
      return until(order.at);
  }
}

async function until(target: number): Promise<void> {
  for (;;) {
    const due = pay?.due.nextDueAt();
    if (due === undefined || due > target) break;
    now = Math.max(now, due);
    await pay?.due.runDue();
    await pay?.due.settled();
  }
  now = Math.max(now, target);
}

process.on('message', (order: PayOrder) => {
  obey(order).then(
    (answer) => process.send?.({ answer: answer ?? null }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
