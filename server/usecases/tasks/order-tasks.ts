import { yuanText, ZERO } from '../../domain/money';
import type { Order, Unit } from '../../domain/order/order';
import { owedFen } from '../../domain/order/units';
import { DAY, HOUR, plus, type Time } from '../../domain/time';
import type { TaskDraft } from './raise-task';

function draft(
  order: Order,
  rest: Pick<TaskDraft, 'kind' | 'forRoles' | 'reason' | 'deadline'>,
  unitNo?: number,
): TaskDraft {
  return {
    institutionId: order.institutionId,
    campusId: order.campusId,
    subject: { orderId: order._id, ...(unitNo === undefined ? {} : { unitNo }) },
    ...rest,
  };
}

export function owingTask(order: Order, unit: Unit, now: Time): TaskDraft {
  return draft(
    order,
    {
      kind: 'owing',
      forRoles: ['finance', 'owner'],
      reason: `${unit.name} ${yuanText(unit.chargedFen ?? ZERO)} 微信还没有扣到。微信会继续自动扣；可提醒学员在微信里付清。`,
      deadline: plus(now, 3 * DAY),
    },
    unit.no,
  );
}

/** Taught, and nothing but an ordinary payment can settle it: finance sees to it that it comes. */
export function payByHandTask(order: Order, unit: Unit, now: Time): TaskDraft {
  return draft(
    order,
    {
      kind: 'pay_by_hand',
      forRoles: ['finance', 'owner'],
      reason: order.ordinary
        ? `${unit.name}已上课，学员选择课后直接支付，${yuanText(owedFen(unit))} 还没有付。可提醒学员支付。`
        : `${unit.name}已上课，但微信订单已取消，${yuanText(owedFen(unit))} 只能请学员直接支付。`,
      deadline: plus(now, 3 * DAY),
    },
    unit.no,
  );
}

export function seatOnHoldTask(order: Order, seat: { classId: string; startsAt: Time }): TaskDraft {
  return {
    ...draft(order, {
      kind: 'seat_on_hold',
      forRoles: ['academic', 'teacher', 'owner'],
      reason: '学员的座位保留中：上一笔未结清或这次课没能开通。上课前结清即恢复，否则这次课不扣费。',
      deadline: seat.startsAt,
    }),
    subject: { orderId: order._id, classId: seat.classId },
  };
}

export function stuckTask(order: Order, what: string, now: Time, unitNo?: number): TaskDraft {
  return draft(
    order,
    {
      kind: 'stuck_call',
      forRoles: ['finance', 'owner'],
      reason: `微信支付没有接受这一步（${what}），需要人工查看。不会重复扣费。`,
      deadline: plus(now, DAY),
    },
    unitNo,
  );
}

export function parkedTask(order: Order, evidence: string, now: Time): TaskDraft {
  return draft(order, {
    kind: 'order_parked',
    forRoles: ['finance', 'owner'],
    reason: `账目核对没有通过，这个订单的扣费已停下：${evidence}`,
    deadline: plus(now, 4 * HOUR),
  });
}

export function planEndingTask(order: Order, daysLeft: number, now: Time): TaskDraft {
  return draft(order, {
    kind: 'plan_ending',
    forRoles: ['academic', 'owner'],
    reason: `扣费计划还有 ${daysLeft} 天到期，还有课没上。到期后不能再先学后付，请尽快安排。`,
    deadline: plus(now, daysLeft * DAY),
  });
}

export function closingOwedTask(order: Order, now: Time): TaskDraft {
  const lines = order.closing?.lines.length ?? 0;
  return draft(order, {
    kind: 'closing_owed',
    forRoles: ['finance', 'owner'],
    reason: `学员已关闭扣费，关闭结算单上还有 ${lines} 笔待结清。`,
    deadline: plus(now, 7 * DAY),
  });
}

export function silentOrderTask(order: Order, endsAt: Time): TaskDraft {
  return draft(order, {
    kind: 'silent_order',
    forRoles: ['academic', 'finance', 'owner'],
    reason: '这个订单还有课没上，却很久没有排课。到期仍不排课，扣费计划会自动停止，并发出关闭结算单。',
    deadline: endsAt,
  });
}
