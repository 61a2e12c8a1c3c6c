import { createHash } from 'node:crypto';
import type { EvidenceSection } from '../../domain/evidence/seal';
import { yuanText, ZERO } from '../../domain/money';
import { chargedSoFar } from '../../domain/order/units';
import type { Intent } from '../../ports/pay-score';
import { entryView } from '../classroom/order-statement';
import type { Story } from './gather';
import { digestsOf, momentText } from './teaching-sections';

const REASONS = {
  not_attended: '没有上这次课',
  class_not_held: '课没有开',
  quality: '教学质量',
  wrong_amount: '金额不对',
  other: '其他',
};
const DECISIONS = { rejected: '维持原价', lowered: '减免', waived: '不收费' };

/** What both sides said, and what was decided. */
export function objectionSection(story: Story): EvidenceSection {
  const { objection } = story.unit;
  if (objection === undefined) return { title: '异议', lines: [], facts: null };
  const { raisedAt, reason, text, pictures, decideBy, evidence = [], decision } = objection;
  const said = evidence.map((entry) => ({
    ...{ by: entry.by, at: entry.at, text: entry.text },
    files: digestsOf(story, entry.files),
  }));
  const lines = [
    `${momentText(raisedAt)} 学员提出异议（${REASONS[reason]}）：${text}`,
    ...said.map(
      (entry) => `${momentText(entry.at)} ${entry.by === 'payer' ? '学员' : '机构'}补充：${entry.text}`,
    ),
    ...(decision ? [`${momentText(decision.at)} ${DECISIONS[decision.kind]}：${decision.explanation}`] : []),
  ];
  const decided = decision && {
    ...{ kind: decision.kind, at: decision.at, explanation: decision.explanation },
    ...(decision.chargeFen === undefined ? {} : { chargeFen: decision.chargeFen }),
  };
  return {
    title: '异议',
    lines,
    facts: {
      ...{ raisedAt, reason, text, pictures: digestsOf(story, pictures), evidence: said },
      ...(decideBy === undefined ? {} : { decideBy }),
      ...(decided === undefined ? {} : { decision: decided }),
    },
  };
}

const CALLS: Partial<Record<Intent['kind'], string>> = {
  'create-sign-plan': '请求签约',
  'stop-sign-plan': '停止扣费计划',
  'open-order': '上课前开单',
  'complete-order': '下课后扣费',
  'modify-order': '减少金额',
  'cancel-order': '取消开单',
  'sync-order': '告知已用其他方式付清',
  'pay-order': '再扣一次',
  'create-payment': '直接支付',
  'close-payment': '关闭直接支付',
  'create-refund': '退款',
};
const OUTCOMES: Record<string, string> = {
  done: '成功',
  refused: '没有接受',
  busy: '稍后再试',
  unknown: '没有答复',
};

/**
 * Every call to WeChat Pay: the key that makes it happen once, the digest of the bytes that were sent, and what came
 * of it. WeChat's own words for a refusal stay out: they may hold a risk reason.
 */
export function callSection({ intents }: Story): EvidenceSection {
  const facts = intents.map(({ _id, kind, createdAt, state, attempts, body }) => ({
    ...{ key: _id, kind, storedAt: createdAt, state, bodySha256: sha256(body) },
    attempts: attempts.map(({ at, outcome }) => {
      const [what = 'unknown', requestId] = outcome.split(' ');
      return { at, outcome: what, ...(what === 'done' && requestId ? { wechatRequestId: requestId } : {}) };
    }),
  }));
  const lines = facts.flatMap(({ kind, attempts, key }) =>
    attempts.map(
      ({ at, outcome }) =>
        `${momentText(at)} ${CALLS[kind] ?? kind}：${OUTCOMES[outcome] ?? outcome}（${key}）`,
    ),
  );
  return { title: '对微信支付的请求', lines, facts };
}

/** Callbacks by their ids at WeChat, with the digest of what was inside after its signature had been checked. */
export function callbackSection({ callbacks }: Story): EvidenceSection {
  const facts = callbacks.map(({ _id, eventType, businessNo, receivedAt, resource }) => ({
    ...{ id: _id, eventType, businessNo, receivedAt, resourceSha256: sha256(resource) },
  }));
  const lines = facts.map((fact) => `${momentText(fact.receivedAt)} ${fact.eventType}（${fact.id}）`);
  return { title: '微信支付的回调', lines, facts };
}

const REFUND_STATES = {
  asked: '待处理',
  approved: '已同意',
  declined: '未同意',
  processing: '退款中',
  succeeded: '已退款',
  closed: '已关闭',
  abnormal: '待处理',
};

export function refundSection({ refunds }: Story): EvidenceSection {
  const facts = refunds.map((refund) => ({
    ...{ refundNo: refund._id, kind: refund.kind, transactionId: refund.transactionId, state: refund.state },
    ...{ askedFen: refund.askedFen, askedAt: refund.askedAt, reason: refund.reason },
    ...(refund.refundFen === undefined ? {} : { refundFen: refund.refundFen }),
    ...(refund.decidedAt === undefined ? {} : { decidedAt: refund.decidedAt }),
    ...(refund.explanation === undefined ? {} : { explanation: refund.explanation }),
    ...(refund.endedAt === undefined ? {} : { endedAt: refund.endedAt }),
  }));
  const lines = facts.map(
    (fact) =>
      `${momentText(fact.askedAt)} 退款 ${yuanText(fact.refundFen ?? fact.askedFen)}（${REFUND_STATES[fact.state]}）`,
  );
  return { title: '退款', lines, facts };
}

/** The whole chain of the order: an entry can only be checked with those before it. */
export function ledgerSection({ order, unit, entries }: Story): EvidenceSection {
  const own = entries.filter((entry) => entry.unitNo === unit.no);
  const lines = [
    `签约价 ${yuanText(unit.priceFen)}，应付 ${yuanText(unit.chargedFen ?? ZERO)}，实收 ${yuanText(unit.collectedFen ?? ZERO)}`,
    ...own.map(
      (entry) =>
        `${momentText(entry.at)} ${ENTRIES[entry.kind]} ${yuanText(entry.amountFen)}（第 ${entry.seq} 条）`,
    ),
  ];
  return {
    title: '账目',
    lines,
    facts: {
      orderId: order._id,
      institutionId: order.institutionId,
      entries: entries.map(entryView),
      head: order.ledger,
      chargedFen: chargedSoFar(order),
    },
  };
}

const ENTRIES = {
  charge: '应付',
  lower: '减免',
  collect: '扣费',
  collect_elsewhere: '在机构付清',
  write_off: '不再收',
  overpaid: '多付，会退回',
  refund: '退款',
};

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
