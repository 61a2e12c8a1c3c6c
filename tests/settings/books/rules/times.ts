import type { Evidence } from '../evidence';
import { closedFor } from './closing';

type Order = Evidence['orders'][number];
type Unit = Order['units'][number];

/**
 * No completion before the unit is taught and its window is over or was ended early, none while an objection is open,
 * and none outside the closing statement.
 */
export function timeRules(evidence: Evidence): string[] {
  return evidence.orders.flatMap((order) =>
    order.units.flatMap((unit) => {
      const intent = evidence.intents.find((one) => one._id === `complete-order:${unit.outTradeNo}`);
      if (intent === undefined) return [];
      const askedFen = (JSON.parse(intent.body) as { total_amount: number }).total_amount;
      return completion(evidence, order, unit, { at: intent.createdAt, askedFen }).map(
        (what) => `order ${order._id} unit ${unit.no}: completed ${what}`,
      );
    }),
  );
}

function completion(
  evidence: Evidence,
  order: Order,
  unit: Unit,
  { at, askedFen }: { at: string; askedFen: number },
): string[] {
  const broken: string[] = [];
  // With 0 fen it only lets the sequence go on.
  if (askedFen === 0) return [];
  if (unit.taughtAt === undefined || unit.taughtAt > at) broken.push('before it was taught');
  const decision = unit.objection?.decision;
  if (unit.objection !== undefined && (decision === undefined || decision.at > at))
    broken.push('while an objection was open');
  const inWindow = unit.windowEndsAt !== undefined && unit.windowEndsAt > at;
  if (
    inWindow &&
    decision === undefined &&
    !(unit.confirmedByLearnerAt !== undefined && unit.confirmedByLearnerAt <= at)
  )
    broken.push('inside its window');
  const decided = unit.chargeFen ?? 0;
  if (isLessSince(evidence, order, unit, at) ? askedFen < decided : askedFen !== decided)
    broken.push(`with ${askedFen} fen, ${unit.chargeFen} were decided`);
  const closed = closedFor(evidence, order, unit);
  if (closed === undefined || closed >= at) return broken;
  const most = order.closing?.lines.find((line) => line.unitNo === unit.no)?.atMostFen ?? 0;
  if (askedFen > most) broken.push(`with ${askedFen} fen, its closing statement says ${most}`);
  return broken;
}

/** Finance has let her off since, all of it or a part: at WeChat Pay, or with us once only paying by hand was left. */
function isLessSince({ acts }: Evidence, order: Order, unit: Unit, at: string): boolean {
  const byUs = acts.filter((act) => act.orderId === order._id && [unit.no, undefined].includes(act.unitNo));
  const lessens = byUs.filter((act) => ['lower', 'waive', 'settle'].includes(act.kind));
  return unit.loweredAt !== undefined || lessens.some((act) => (act.endedAt ?? '') >= at);
}
