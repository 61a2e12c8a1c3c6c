import type { Evidence } from '../evidence';

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
  if (inWindow && decision === undefined && !confirmedEarly(evidence, order, unit))
    broken.push('inside its window');
  const decided = unit.chargeFen ?? 0;
  if (unit.loweredAt === undefined ? askedFen !== decided : askedFen < decided)
    broken.push(`with ${askedFen} fen, ${unit.chargeFen} were decided`);
  if (order.closing === undefined || order.closing.at >= at) return broken;
  const most = order.closing.lines.find((line) => line.unitNo === unit.no)?.atMostFen ?? 0;
  if (askedFen > most) broken.push(`with ${askedFen} fen, its closing statement says ${most}`);
  return broken;
}

/** By the learner on the page of her class, or by starting the next lesson. */
function confirmedEarly({ seats, orders }: Evidence, order: Order, unit: Unit): boolean {
  const onPage = seats.some(
    (seat) =>
      seat.orderId === order._id && seat.unitNo === unit.no && seat.confirmedByLearnerAt !== undefined,
  );
  const next = orders.find((one) => one._id === order._id)?.units[unit.no];
  const byLesson =
    unit.taught.every((cls) => cls.classId.startsWith('lesson-')) && next?.startTime !== undefined;
  return onPage || byLesson;
}
