import type { MoneyAct } from '../../domain/act/act';
import { amountsOf } from '../../domain/act/rules';
import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import { MINUTE, plus, type Time } from '../../domain/time';
import type { Transaction } from '../../ports/store';
import { changeOrder, type OrderChange } from '../orders/change-order';
import { isBreach } from '../orders/park';
import type { Ports } from '../ports';
import { endingChange } from './act-steps';
import { ACT_WORDS } from './act-texts';
import { callOf, goOnCalling } from './call-act';
import { endAct } from './end-act';
import { carryOutInHouse, isInHouse } from './in-house-act';
import { beginRefund, keptPayment, watchRefund } from './refund-act';

/** Waits between tries of a call whose outcome is not known, minutes; the last one repeats. */
const WAITS = [1, 2, 5, 10, 30, 60] as const;

/**
 * Carries an approved act out: checked against the order as it is by now, then done with us in one transaction, or
 * sent to WeChat Pay after its bytes are stored. An unknown outcome is asked about first. Repeatable.
 * @returns when to look again; undefined: when something pokes it
 */
export async function advanceAct(ports: Ports, actId: string): Promise<Time | undefined> {
  const act = await ports.store.get('acts', actId);
  if (act?.state === 'approved') await begin(ports, act);
  const begun = await ports.store.get('acts', actId);
  if (begun?.state !== 'running') return undefined;
  if (begun.kind === 'refund') {
    await watchRefund(ports, begun);
    return undefined;
  }
  if (await goOnCalling(ports, begun)) return undefined;
  const tries = begun.tries + 1;
  await ports.store.updateIf('acts', actId, { revision: begun.revision }, { tries });
  return plus(ports.clock.now(), (WAITS[Math.min(tries, WAITS.length) - 1] ?? 60) * MINUTE);
}

/** From approved to running or to its end. What can't be done any more fails with the reason, and nothing moves. */
async function begin(ports: Ports, act: MoneyAct): Promise<void> {
  const payment = act.kind === 'refund' ? await keptPayment(ports, act) : undefined;
  try {
    await changeOrder(ports, act.orderId, async (order, now, tx) => {
      const known = await tx.get('acts', act._id);
      if (known?.state !== 'approved') return undefined;
      checkAgain(order, known);
      if (known.kind === 'refund') return beginRefund(ports, tx, order, known, { payment, now });
      if (isInHouse(order, known)) return inHouse(ports, tx, order, known, now);
      return callOf(ports, tx, order, known);
    });
  } catch (error) {
    if (!(error instanceof AppError) && !isBreach(error)) throw error;
    ports.log.warn('act.failed', { act: act._id, error: error.message });
    await endAct(ports, act, {
      state: 'failed',
      outcome: `${ACT_WORDS[act.kind]}没有做成：情况已经变了，请重新查看。`,
    });
  }
}

/** The order may have moved since the act was asked for: never more than was approved. */
function checkAgain(order: Order, act: MoneyAct): void {
  const unit = act.unitNo === undefined ? undefined : order.units[act.unitNo - 1];
  const { kind, proof, paidAt } = act;
  const asked = {
    ...{ kind, proof },
    ...(paidAt === undefined ? {} : { paidAt }),
    ...(kind === 'lower' && act.chargeFen !== undefined ? { amountFen: act.chargeFen } : {}),
    ...(kind === 'refund' ? { amountFen: act.amountFen } : {}),
  };
  const { amountFen } = amountsOf(order, unit, asked);
  if (amountFen > act.amountFen) {
    throw new AppError('WRONG_STATE', `${act.amountFen} fen were approved, it is ${amountFen} by now`);
  }
}

async function inHouse(
  ports: Ports,
  tx: Transaction,
  order: Order,
  act: MoneyAct,
  now: Time,
): Promise<OrderChange> {
  const { change, outcome } = await carryOutInHouse(ports, tx, order, act, now);
  return endingChange(ports, act, { state: 'done', outcome }, now, { before: order, change });
}
