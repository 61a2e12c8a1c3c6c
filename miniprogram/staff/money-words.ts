import type { ActView, WorkKind } from '../../protocol/finance-acts';
import type { UnitEvidenceView } from '../../protocol/unit-evidence';

/** Colour of a tag: the accent for what can be done, 朱砂 for what is owed, 琥珀 for what waits for a person. */
export type Tone = 'brand' | 'owed' | 'notice' | 'plain';

/** What each kind of money work is called. */
export const WORK_WORDS: Record<WorkKind, { word: string; tone: Tone }> = {
  objection: { word: '异议', tone: 'brand' },
  owing: { word: '待支付', tone: 'owed' },
  pay_by_hand: { word: '待直接支付', tone: 'owed' },
  closing_owed: { word: '关闭待结', tone: 'owed' },
  refund_asked: { word: '申请退款', tone: 'brand' },
  act_asked: { word: '等审批', tone: 'brand' },
  stuck_call: { word: '要核实', tone: 'notice' },
  order_parked: { word: '扣费停下', tone: 'notice' },
  drift: { word: '账不符', tone: 'notice' },
  seat_on_hold: { word: '座位保留', tone: 'notice' },
  red_invoice: { word: '要开红字', tone: 'notice' },
  silent_order: { word: '久未排课', tone: 'notice' },
  invoice_asked: { word: '申请发票', tone: 'plain' },
};

/** What each act about money is called on a button. */
export const ACT_NAMES: Record<ActView['kind'], string> = {
  lower: '减少收费',
  waive: '免收',
  refund: '退款',
  paid_elsewhere: '登记已付',
  charge_again: '再扣一次',
  cancel_order: '取消微信订单',
  stop_plan: '停止扣费计划',
  resume: '恢复扣费',
  settle: '免去余额并结束',
};

export const ACT_STATES: Record<ActView['state'], { word: string; tone: Tone }> = {
  asked: { word: '等审批', tone: 'brand' },
  approved: { word: '正在办', tone: 'brand' },
  running: { word: '等微信确认', tone: 'notice' },
  done: { word: '已完成', tone: 'plain' },
  failed: { word: '没有办成', tone: 'notice' },
  declined: { word: '没有批准', tone: 'plain' },
  withdrawn: { word: '已撤回', tone: 'plain' },
};

export const MARK_WORDS: Record<UnitEvidenceView['classes'][number]['marks'][number]['mark'], string> = {
  attended: '到课',
  late: '迟到',
  absent: '缺课',
  on_leave: '请假',
};

/** The outcome of a call is not known: said as such, and that nothing happens twice. */
export const ASKING_WECHAT = '正在向微信确认，结果还没回来。不会重复扣。';
