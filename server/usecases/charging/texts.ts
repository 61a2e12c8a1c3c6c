import { yuanText, ZERO } from '../../domain/money';
import { lessonNoOf } from '../../domain/order/lessons';
import type { Order, Unit } from '../../domain/order/order';
import { taughtFen } from '../../domain/order/units';
import { clockOf, dayOf, type Time } from '../../domain/time';
import type { PushDraft } from '../pushing/create-push';

/** `11月25日 19:00` */
export function dateText(time: Time): string {
  const day = dayOf(time);
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 ${clockOf(time)}`;
}

/** The voucher (扣费凭证): what was taken, and where to ask why. */
export function voucherPush(order: Order, unit: Unit): PushDraft {
  const amount = yuanText(unit.collectedFen ?? ZERO);
  return {
    openid: order.payerOpenid,
    kind: 'voucher',
    title: `${unit.name}已扣费 ${amount}`,
    body: `${whyCharged(unit)}。有疑问可以申请退款。`,
    link: { page: 'voucher', id: order._id, unitNo: unit.no },
    facts: { unit: unit.name, amountFen: unit.collectedFen ?? ZERO, paidAt: unit.paidAt ?? '' },
  };
}

/** What the charge rests on: a roll call, or a lesson learned to its end; and the price, unless less was decided. */
function whyCharged(unit: Unit): string {
  const onDemand = unit.taught.some(({ classId }) => lessonNoOf(classId) > 0);
  const full = (unit.collectedFen ?? ZERO) === taughtFen(unit);
  return `${onDemand ? '已学完' : '点名到课'}，${full ? '按签约价' : '金额按减少后的收'}`;
}

/** WeChat could not take the money; it goes on trying, and she can pay at once. */
export function owingPush(order: Order, unit: Unit): PushDraft {
  return {
    openid: order.payerOpenid,
    kind: 'owing',
    title: '这笔还没付上',
    body: `${unit.name} ${yuanText(unit.chargedFen ?? ZERO)}。微信会自动再扣，也可以现在付清，下次课照常开课。`,
    link: { page: 'order', id: order._id, unitNo: unit.no },
    facts: { unit: unit.name, amountFen: unit.chargedFen ?? ZERO },
  };
}

export function seatOnHoldPush(
  order: Order,
  seat: { classId: string; startsAt: Time },
  reason: 'previous_unsettled' | 'not_opened',
): PushDraft {
  const why = reason === 'previous_unsettled' ? '上一笔还没有结清' : '这次课暂时不能先学后付';
  return {
    openid: order.payerOpenid,
    kind: 'seat_on_hold',
    title: `${dateText(seat.startsAt)}的座位先保留`,
    body: `${why}。付清后照常上课，也可以为这次课直接支付，或直接来听，不扣费。`,
    link: { page: 'class', id: seat.classId },
    facts: { startsAt: seat.startsAt, reason },
  };
}

export function seatRestoredPush(order: Order, seat: { classId: string; startsAt: Time }): PushDraft {
  return {
    openid: order.payerOpenid,
    kind: 'seat_restored',
    title: `${dateText(seat.startsAt)}照常上课`,
    body: '座位已经恢复，上完课再扣费。',
    link: { page: 'class', id: seat.classId },
    facts: { startsAt: seat.startsAt },
  };
}

export function closingPush(order: Order): PushDraft {
  const closing = order.closing;
  const owed = closing?.lines.length ?? 0;
  return {
    openid: order.payerOpenid,
    kind: 'closing_statement',
    title: '扣费服务已关闭',
    body: `${closing?.by === 'institution' ? '机构已停止这门课的扣费计划。' : ''}${yuanText(closing?.neverChargedFen ?? ZERO)} 永不扣费。${owed > 0 ? `已上的 ${owed} 笔按关闭结算单结清。` : ''}`,
    link: { page: 'settings', id: order._id },
    facts: { neverChargedFen: closing?.neverChargedFen ?? ZERO, lines: owed },
  };
}

export function planEndingPush(order: Order, daysLeft: number): PushDraft {
  return {
    openid: order.payerOpenid,
    kind: 'plan_ending',
    title: `扣费计划还有 ${daysLeft} 天到期`,
    body: '到期后没上的课永不扣费。需要补课请联系机构。',
    link: { page: 'order', id: order._id },
    facts: { daysLeft },
  };
}

export function completedPush(order: Order): PushDraft {
  return {
    openid: order.payerOpenid,
    kind: 'order_completed',
    title: '课程已全部结清',
    body: '扣费计划已结束，不会再扣费。',
    link: { page: 'order', id: order._id },
    facts: { state: order.state },
  };
}

/** Nothing has been scheduled for long: unless that changes, the deduction ends by itself. */
export function silencePush(order: Order, endsAt: Time): PushDraft {
  return {
    openid: order.payerOpenid,
    kind: 'plan_ending',
    title: '好久没有排课了',
    body: `如果机构到${dateText(endsAt)}还没有排课，扣费计划会自动关闭，没上的课永不扣费。`,
    link: { page: 'order', id: order._id },
    facts: { endsAt },
  };
}
