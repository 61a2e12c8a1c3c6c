import { yuanText, ZERO } from '../../domain/money';
import type { ObjectionDecision, Order, Unit } from '../../domain/order/order';
import type { PushDraft } from '../pushing/create-push';

/** The learner is told how her objection was decided, in the institution's words. */
export function decidedPush(order: Order, unit: Unit, decision: ObjectionDecision): PushDraft {
  const amount = yuanText(unit.chargeFen ?? ZERO);
  const result = {
    rejected: `维持原价 ${amount}`,
    lowered: `减为 ${amount}`,
    waived: '本次免收',
  }[decision.kind];
  return {
    openid: order.payerOpenid,
    kind: 'objection_decided',
    title: `${unit.name}的异议：${result}`,
    body: decision.explanation,
    link: { page: 'order', id: order._id, unitNo: unit.no },
    facts: { unit: unit.name, decision: decision.kind, amountFen: unit.chargeFen ?? ZERO },
  };
}
