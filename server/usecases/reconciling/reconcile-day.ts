import { yuanText } from '../../domain/money';
import type { ReconciledDay } from '../../domain/reconciliation/day';
import type { Drift, DriftKind } from '../../domain/reconciliation/drift';
import { reconcile } from '../../domain/reconciliation/reconcile';
import { DAY, plus, type Time } from '../../domain/time';
import type { Ports } from '../ports';
import { raiseTask, type TaskDraft } from '../tasks/raise-task';
import { amountsOf } from './day-amounts';
import { gatherBooks } from './gather-books';

/**
 * Reads a day's bills and compares them with ledger and roll calls; written once, each drift on the work list. PayScore's
 * bill is waited for like the trade bill; where WeChat has none to give, the day is compared without it and says so.
 */
export async function reconcileDay(ports: Ports, day: string): Promise<'done' | 'later'> {
  if ((await ports.store.get('reconciliations', day)) !== undefined) return 'done';
  const [bill, score] = await Promise.all([ports.bills.tradeBill(day), ports.bills.scoreBill(day)]);
  if (bill === 'not_ready' || bill === 'unknown') return 'later';
  if (score === 'not_ready' || score === 'unknown') return 'later';
  const scoreBill = score === 'unavailable' ? undefined : score.rows;
  const books = await gatherBooks(ports, day, bill.rows, scoreBill);
  const { drifts, unexplainedFen } = reconcile(books);
  await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const result: ReconciledDay = {
      _id: day,
      institutionId: ports.settings.institutionId,
      at: now,
      billRows: bill.rows.length,
      ...(scoreBill ? { serviceRows: scoreBill.length } : {}),
      ...amountsOf(books),
      drifts,
      unexplainedFen,
    };
    await tx.put('reconciliations', result);
    for (const same of bySubject(drifts)) await raiseTask(tx, driftTask(ports, day, same, now), now);
  });
  if (drifts.length > 0)
    ports.log.error('reconciliation.drift', { day, drifts: drifts.length, unexplainedFen });
  return 'done';
}

const WORDS: Record<DriftKind, string> = {
  missing_with_us: '微信有、账本没有的付款',
  missing_at_wechat: '账本有、微信没有的付款',
  amount_differs: '金额不一致',
  charged_without_roll_call: '没有点名却扣了费',
  taught_without_charge: '已上课两天仍未扣费',
  refund_differs: '退款不一致',
  second_payment: '同一节点付了两次',
  unknown_number: '不是本机构的单号',
  charge_unasked: '微信在扣的金额不是我们要扣的',
  elsewhere_unknown: '微信记为别处付清、账本没有',
};

/** Drifts of one unit stand in one task, and those of no order of ours in one for the day. */
function bySubject(drifts: readonly Drift[]): Drift[][] {
  const groups = new Map<string, Drift[]>();
  for (const drift of drifts) {
    const key = `${drift.orderId}:${drift.unitNo}`;
    groups.set(key, [...(groups.get(key) ?? []), drift]);
  }
  return [...groups.values()];
}

const MOST_REASON = 500;

function driftTask(ports: Ports, day: string, drifts: readonly Drift[], now: Time): TaskDraft {
  const [{ orderId = undefined, unitNo = undefined } = {}] = drifts;
  const reasons = drifts.map(
    ({ kind, number, ourFen, wechatFen }) =>
      `${WORDS[kind]}，单号 ${number}，账本 ${yuanText(ourFen)}，微信 ${yuanText(wechatFen)}。`,
  );
  return {
    institutionId: ports.settings.institutionId,
    kind: 'drift',
    forRoles: ['finance', 'owner'],
    subject: orderId === undefined ? { day } : { orderId, ...(unitNo === undefined ? {} : { unitNo }) },
    reason: `${day} 对账：${reasons.join('')}`.slice(0, MOST_REASON),
    deadline: plus(now, DAY),
  };
}
