import type { ResponseOf } from '../../../protocol';
import type { ActKind } from '../../domain/act/act';
import { mostOf, ORDER_ACTS, UNIT_ACTS } from '../../domain/act/rules';
import { isPositive } from '../../domain/money';
import type { Order, Unit } from '../../domain/order/order';
import type { TaskKind } from '../../domain/task/task';
import { ACT_WORDS } from '../acting/act-texts';

type NextAct = ResponseOf<'finance', 'readCase'>['nextActs'][number];

/** What each kind of entry waits for, where that is no act about money: always the first in the list. */
const FIRST: Partial<Record<TaskKind, NextAct>> = {
  objection: { kind: 'decide_objection', text: '看双方证据，决定维持、减少或免收' },
  refund_asked: { kind: 'decide_refund', text: '同意全部或部分，或说明理由不同意' },
  act_asked: { kind: 'decide_act', text: '由另一位同事批准或不批准' },
  invoice_asked: { kind: 'issue_invoice', text: '在税务平台开票后，填号码、传文件' },
  red_invoice: { kind: 'look', text: '在税务平台开红字发票，开好后从待办里去掉' },
  seat_on_hold: { kind: 'look', text: '上课前结清即恢复；否则这次不扣费' },
  stuck_call: { kind: 'look', text: '看清微信的状态，再选下面的做法' },
  drift: { kind: 'look', text: '对照账单与账本，查明这一笔' },
};

/** The right order of acts, by what the entry is about; acts that are not possible now are left out. */
const PREFERRED: Partial<Record<TaskKind, readonly ActKind[]>> = {
  owing: ['charge_again', 'paid_elsewhere', 'lower', 'waive', 'cancel_order'],
  pay_by_hand: ['paid_elsewhere', 'lower', 'waive'],
  closing_owed: ['charge_again', 'paid_elsewhere', 'lower', 'waive'],
  order_parked: ['resume', 'settle'],
  silent_order: ['stop_plan'],
};

const TEXTS: Partial<Record<ActKind, string>> = {
  charge_again: '请微信再扣一次；微信自己也会继续扣',
  paid_elsewhere: '学员已用其他方式付清：上传凭证并登记',
  lower: '少收一部分，只能减一次',
  waive: '免收这一笔',
  refund: '退回已收的全部或部分',
  cancel_order: '取消微信订单，改为直接支付',
  stop_plan: '停止扣费计划，发出关闭结算单',
  resume: '查清原因后恢复扣费',
  settle: '无法查清：免去余额并结束',
};

/** What may be done about an order or a unit now; the first is the next right act. */
export function nextActs(order: Order, unit: Unit | undefined, task?: TaskKind): NextAct[] {
  const first = task === undefined ? undefined : FIRST[task];
  const preferred = (task && PREFERRED[task]) ?? [];
  const all = [...new Set([...preferred, ...UNIT_ACTS, ...ORDER_ACTS])];
  const acts = (isBusy(order, unit) ? [] : all).flatMap((kind): NextAct[] => {
    const most = mostOf(order, kind, unit);
    if (most === undefined) return [];
    return [{ kind, text: TEXTS[kind] ?? ACT_WORDS[kind], ...(isPositive(most) ? { mostFen: most } : {}) }];
  });
  return [...(first ? [first] : []), ...acts];
}

/** Another act about the same is asked for or under way: it comes to its end first. */
function isBusy(order: Order, unit: Unit | undefined): boolean {
  return (order.liveActs ?? []).some(
    (live) => unit === undefined || live.unitNo === undefined || live.unitNo === unit.no,
  );
}
