import type { ActKind, MoneyAct } from '../../domain/act/act';
import { yuanText, ZERO } from '../../domain/money';
import type { Order } from '../../domain/order/order';
import { DAY, plus, type Time } from '../../domain/time';
import type { PushDraft } from '../pushing/create-push';
import type { TaskDraft } from '../tasks/raise-task';

/** What each act is called on the screen. */
export const ACT_WORDS: Record<ActKind, string> = {
  lower: '减少收费',
  waive: '免收',
  refund: '退款',
  paid_elsewhere: '登记其他方式已付',
  charge_again: '请微信再扣一次',
  cancel_order: '取消微信订单',
  stop_plan: '停止扣费计划',
  resume: '恢复扣费',
  settle: '免去余额并结束',
};

/** `减少收费 ¥40.00` */
export function actText(act: Pick<MoneyAct, 'kind' | 'amountFen'>): string {
  return act.amountFen === ZERO ? ACT_WORDS[act.kind] : `${ACT_WORDS[act.kind]} ${yuanText(act.amountFen)}`;
}

/** A colleague has asked for something above the limit; whoever else may do it approves or declines. */
export function actAskedTask(order: Order, act: MoneyAct, now: Time): TaskDraft {
  return {
    institutionId: order.institutionId,
    campusId: order.campusId,
    kind: 'act_asked',
    forRoles: ['finance', 'owner'],
    subject: { orderId: order._id, ...(act.unitNo === undefined ? {} : { unitNo: act.unitNo }) },
    reason: `${actText(act)}超过限额，需要另一位同事批准：${act.reason}`,
    deadline: plus(now, 2 * DAY),
  };
}

/** The learner is told when less or nothing is charged; refunds and closing statements have pushes of their own. */
export function actPush(order: Order, act: MoneyAct): PushDraft | undefined {
  const unit = act.unitNo === undefined ? undefined : order.units[act.unitNo - 1];
  if (unit === undefined || (act.kind !== 'lower' && act.kind !== 'waive')) return undefined;
  const amount = yuanText(act.chargeFen ?? ZERO);
  return {
    openid: order.payerOpenid,
    kind: 'charge_changed',
    title: act.kind === 'waive' ? `${unit.name}免收` : `${unit.name}减为 ${amount}`,
    body: act.reason,
    link: { page: 'order', id: order._id, unitNo: unit.no },
    facts: { unit: unit.name, amountFen: act.chargeFen ?? ZERO },
  };
}
