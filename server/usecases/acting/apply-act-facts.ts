import type { MoneyAct } from '../../domain/act/act';
import { isPositive, subtract, ZERO } from '../../domain/money';
import { type Applied, applyOrderFacts, type Posting } from '../../domain/order/collection';
import type { Unit } from '../../domain/order/order';
import { isSettled, unitOf, withUnit } from '../../domain/order/units';
import { weChatOrderState } from '../../domain/order/wechat-state';
import type { Time } from '../../domain/time';
import type { OrderFacts } from '../../ports/pay-score';
import { factsChange } from '../charging/apply-facts';
import { changeOrder, type OrderChange } from '../orders/change-order';
import type { Ports } from '../ports';
import { refundOverpaid } from '../refunding/refund-overpaid';
import { type Ending, endingChange } from './act-steps';

/**
 * Brings order and act to what WeChat Pay says: the unit as every answer does, the act to its end if that is one.
 * @returns whether the act has ended
 */
export async function applyActFacts(ports: Ports, act: MoneyAct, facts: OrderFacts): Promise<boolean> {
  const { unitNo } = act;
  if (unitNo === undefined) return false;
  let ended = false;
  await changeOrder(ports, act.orderId, async (order, now, tx): Promise<OrderChange | undefined> => {
    const known = await tx.get('acts', act._id);
    ended = known?.state !== 'running';
    if (known?.state !== 'running') return undefined;
    const applied = lowered(applyOrderFacts(order, unitNo, facts, now), known, facts, now);
    const ending = endingOf(known, unitOf(applied.order, unitNo), facts);
    ended = ending !== undefined;
    if (!applied.news && ending === undefined) return undefined;
    const change: OrderChange = {
      ...factsChange(applied, unitOf(order, unitNo), now),
      also: (t) => refundOverpaid(t, ports, applied.order, applied.postings, now),
    };
    return ending === undefined ? change : endingChange(ports, known, ending, now, { before: order, change });
  });
  return ended;
}

/** While the money is still being collected, a lower amount shows in nothing but the total. */
function lowered(applied: Applied, act: MoneyAct, facts: OrderFacts, now: Time): Applied {
  const unit = unitOf(applied.order, act.unitNo ?? 0);
  const chargeFen = act.chargeFen;
  const isPaying = unit.collection === 'paying' && weChatOrderState(facts) === 'paying';
  const isOurs = act.kind === 'lower' && isPaying && facts.totalFen === chargeFen;
  if (!isOurs || chargeFen === undefined) return applied;
  const byFen = subtract(unit.chargedFen ?? chargeFen, chargeFen);
  const posting: Posting = { kind: 'lower', unitNo: unit.no, amountFen: byFen };
  return {
    ...applied,
    order: withUnit(applied.order, { ...unit, chargeFen, chargedFen: chargeFen, loweredAt: now }),
    postings: isPositive(byFen) ? [...applied.postings, posting] : applied.postings,
    news: true,
  };
}

/** Whether WeChat's word ends the act, and how; undefined while it may still come right. */
function endingOf(act: MoneyAct, unit: Unit, facts: OrderFacts): Ending | undefined {
  const done = (outcome: string): Ending => ({ state: 'done', outcome });
  const failed = (outcome: string): Ending => ({ state: 'failed', outcome });
  switch (act.kind) {
    case 'lower':
    case 'waive': {
      const target = act.chargeFen ?? ZERO;
      if (isSettled(unit))
        return (unit.collectedFen ?? ZERO) <= target ? done('微信已按新金额处理。') : failed(TAKEN_FULL);
      return weChatOrderState(facts) === 'paying' && facts.totalFen === target
        ? done('微信已按新金额收款。')
        : undefined;
    }
    case 'paid_elsewhere':
      if (unit.collection === 'paid_elsewhere') return done('微信已登记为其他方式付清。');
      return isSettled(unit) ? failed('微信已经结束这笔收款；其他方式收到的钱请退还学员。') : undefined;
    case 'charge_again':
      return isSettled(unit) ? done('微信已扣到。') : undefined;
    case 'cancel_order':
      if (unit.collection === 'cancelled') return done('微信订单已取消。');
      return isSettled(unit) ? failed('微信已经扣到，不能取消；可以退款。') : undefined;
    default:
      return undefined;
  }
}

const TAKEN_FULL = '微信已经按原金额扣到，请改用退款。';
