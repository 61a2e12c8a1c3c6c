import type { MoneyAct } from '../../domain/act/act';
import { yuanText, ZERO } from '../../domain/money';
import type { Order, Unit } from '../../domain/order/order';
import type { Refund } from '../../domain/payment/refund';
import type { Time } from '../../domain/time';
import type { Intent } from '../../ports/pay-score';
import { ACT_WORDS, actText } from '../acting/act-texts';

/** One thing that happened. */
export interface StoryLine {
  at: Time;
  text: string;
}

/** Everything that a story is told from. */
export interface StorySources {
  order: Order;
  /** The unit it is about; absent: the whole order. */
  unit: Unit | undefined;
  refunds: readonly Refund[];
  acts: readonly MoneyAct[];
  intents: readonly Intent[];
}

const MOST_LINES = 60;

/** What happened to an order or one unit of it, oldest first, in words that need no code book. */
export function storyOf(sources: StorySources): StoryLine[] {
  const { order, unit } = sources;
  const units = unit === undefined ? order.units : [unit];
  const isHere = (unitNo: number | undefined) =>
    unit === undefined || unitNo === undefined || unitNo === unit.no;
  const lines = [
    ...orderLines(order),
    ...units.flatMap(unitLines),
    ...sources.intents.flatMap((intent) => callLines(intent, units)),
    ...sources.refunds.filter((refund) => isHere(refund.unitNo)).flatMap(refundLines),
    ...sources.acts.filter((act) => isHere(act.unitNo)).flatMap(actLines),
  ];
  return lines.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(-MOST_LINES);
}

function orderLines(order: Order): StoryLine[] {
  const { signedAt, closing, parked, endedAt } = order;
  const by = { payer: '学员', wechat: '学员在微信里', institution: '机构' };
  return [
    { at: order.createdAt, text: '报名' },
    ...(signedAt ? [{ at: signedAt, text: '签约扣费计划' }] : []),
    ...(closing
      ? [{ at: closing.at, text: `${by[closing.by]}关闭扣费，列出 ${closing.lines.length} 笔待结清` }]
      : []),
    ...(parked
      ? [{ at: parked.at, text: `账目核对没有通过，扣费停下：${parked.reason}`.slice(0, 300) }]
      : []),
    ...(endedAt ? [{ at: endedAt, text: '订单结束' }] : []),
  ];
}

const MARK_WORDS = { attended: '到课', late: '迟到' };

function unitLines(unit: Unit): StoryLine[] {
  const { name, objection, completedAt, paidAt, loweredAt } = unit;
  return [
    ...unit.taught.map(({ at, mark }) => ({ at, text: `${name}点名：${MARK_WORDS[mark]}` })),
    ...(objection
      ? [{ at: objection.raisedAt, text: `学员对${name}提出异议：${objection.text}`.slice(0, 300) }]
      : []),
    ...(objection?.decision
      ? [{ at: objection.decision.at, text: `异议处理：${objection.decision.explanation}`.slice(0, 300) }]
      : []),
    ...(completedAt
      ? [{ at: completedAt, text: `${name}开始扣费 ${yuanText(unit.chargeFen ?? ZERO)}` }]
      : []),
    ...(loweredAt ? [{ at: loweredAt, text: `${name}减为 ${yuanText(unit.chargeFen ?? ZERO)}` }] : []),
    ...(paidAt ? [{ at: paidAt, text: `${name}收到 ${yuanText(unit.collectedFen ?? ZERO)}` }] : []),
  ];
}

const CALL_WORDS: Partial<Record<Intent['kind'], string>> = {
  'complete-order': '请微信扣费',
  'modify-order': '请微信减少金额',
  'cancel-order': '请微信取消订单',
  'sync-order': '告诉微信已用其他方式付清',
  'pay-order': '请微信再扣一次',
  'stop-sign-plan': '请微信停止扣费计划',
};

/** Calls that did not go through at once: each answer's kind, never WeChat's own words, which may hold a reason. */
function callLines(intent: Intent, units: readonly Unit[]): StoryLine[] {
  const words = CALL_WORDS[intent.kind];
  const isHere =
    intent.kind === 'stop-sign-plan' || units.some((unit) => intent._id.includes(`:${unit.outTradeNo}`));
  if (words === undefined || !isHere) return [];
  return intent.attempts.flatMap(({ at, outcome }) => {
    if (outcome.startsWith('done')) return [];
    const answer = outcome.startsWith('refused') ? '微信没有接受' : '微信没有答复，先查询再重试';
    return [{ at, text: `${words}：${answer}` }];
  });
}

function refundLines(refund: Refund): StoryLine[] {
  const { decidedAt, endedAt, state, kind } = refund;
  const asked = kind === 'overpaid' ? '重复付款，自动退回' : '申请退款';
  const decided = state === 'declined' ? '没有同意退款' : `同意退款 ${yuanText(refund.refundFen ?? ZERO)}`;
  return [
    { at: refund.askedAt, text: `${asked} ${yuanText(refund.askedFen)}：${refund.reason}` },
    ...(decidedAt ? [{ at: decidedAt, text: decided }] : []),
    ...(endedAt ? [{ at: endedAt, text: state === 'succeeded' ? '微信已退款' : '微信关闭了退款' }] : []),
  ];
}

const ACT_END_WORDS: Partial<Record<MoneyAct['state'], string>> = {
  done: '完成',
  failed: '没有做成',
  declined: '没有批准',
  withdrawn: '已撤回',
};

function actLines(act: MoneyAct): StoryLine[] {
  const { decidedAt, endedAt, state } = act;
  return [
    { at: act.askedAt, text: `财务提出${actText(act)}：${act.reason}` },
    ...(decidedAt && state !== 'declined' ? [{ at: decidedAt, text: `同事批准${ACT_WORDS[act.kind]}` }] : []),
    ...(endedAt
      ? [{ at: endedAt, text: `${ACT_WORDS[act.kind]}${ACT_END_WORDS[state] ?? ''}：${act.outcome ?? ''}` }]
      : []),
  ];
}
