import type { CourseVersion, PlanDetail, UnitTerms } from './course/course';
import { type Fen, sum, ZERO } from './money';
import type { Order } from './order/order';
import type { Time } from './time';

/** One rung a learner may choose. It says what is charged when; no score is known here, so none can be told. */
export interface Offer {
  rungKey: string;
  serviceKey: string;
  unit: UnitTerms;
  /** The price list; the same total on every rung. */
  details: PlanDetail[];
  unitCount: number;
  firstUnitFen: Fen;
  totalFen: Fen;
  /** An earlier signing of this rung that can be taken up again, since its package still lives. */
  continues?: number;
}

/**
 * The rungs of a version that can be signed now, in the institution's order: those whose WeChat plan is NORMAL.
 * WeChat refuses nobody visibly (a refused learner looks like one who walked away), so all of them are shown.
 */
export function offers(version: CourseVersion): Offer[] {
  return version.rungs.flatMap((rung) => {
    const plan = version.plans.find((p) => p.rungKey === rung.key && p.state === 'normal');
    if (plan === undefined) return [];
    return {
      rungKey: rung.key,
      serviceKey: rung.serviceKey,
      unit: rung.unit,
      details: plan.details,
      unitCount: plan.details.length,
      firstUnitFen: plan.details[0]?.priceFen ?? ZERO,
      totalFen: sum(plan.details.map((detail) => detail.priceFen)),
    };
  });
}

/**
 * What an order may still choose from. A signing that led to nothing takes no rung away and leaves no trace on it:
 * the learner may try the same one again or another. One whose package still lives is continued instead of made
 * anew. Once a plan is signed there is nothing left to choose.
 */
export function remainingOffers(
  version: CourseVersion,
  order: Pick<Order, 'attempts' | 'keptAttempt'>,
  at: Time,
): Offer[] {
  if (order.keptAttempt !== undefined) return [];
  return offers(version).map((offer) => {
    const living = order.attempts.findLast(
      (attempt) =>
        attempt.rungKey === offer.rungKey &&
        attempt.state === 'unsigned' &&
        attempt.packageExpiresAt !== undefined &&
        attempt.packageExpiresAt > at,
    );
    return living === undefined ? offer : { ...offer, continues: living.no };
  });
}
