import type { RequestOf } from '../../../protocol';
import type { RefundRow } from '../../../protocol/finance';
import { momentText } from '../../format/dates';
import { joined } from '../../format/joined';
import { fenOf, restFen, yuan } from '../../format/money';
import type { Tone } from '../money-words';

export type RefundState = RefundRow['state'];

export const REFUND_CHIPS: readonly { key: RefundState; text: string }[] = [
  { key: 'asked', text: '待答复' },
  { key: 'processing', text: '退款中' },
  { key: 'abnormal', text: '银行没收下' },
  { key: 'closed', text: '没有退成' },
  { key: 'succeeded', text: '已退' },
  { key: 'declined', text: '没有同意' },
];

const STATE_WORDS: Record<RefundState, { word: string; tone: Tone }> = {
  asked: { word: '待答复', tone: 'brand' },
  approved: { word: '等微信接受', tone: 'notice' },
  processing: { word: '退款中', tone: 'brand' },
  abnormal: { word: '银行没收下', tone: 'notice' },
  closed: { word: '没有退成', tone: 'notice' },
  succeeded: { word: '已退', tone: 'plain' },
  declined: { word: '没有同意', tone: 'plain' },
};

/** What a person does about a refund that does not come through by itself. */
const WHAT_TO_DO: Partial<Record<RefundState, string>> = {
  approved: '微信还没有接受这笔退款，正在重试，不会重复退。一天后仍这样，请看经过。',
  abnormal:
    '学员的银行没有收下。到微信支付商户平台 → 交易中心 → 退款查询，处理异常退款；到账后这里自动更新。',
  closed: '微信关闭了这笔退款，钱没有退出去。联系学员后，在经过里重新退款，或另行退还。',
};

export interface RefundCard {
  refundId: string;
  orderId: string;
  unitNo: number;
  word: string;
  tone: Tone;
  when: string;
  who: string;
  what: string;
  fen: number;
  /** The learner's words. */
  reason: string;
  /** The unit's money so far. */
  total: string;
  answer: string;
  nextStep: string;
  transactionId: string;
  canDecide: boolean;
}

export function refundCards(refunds: readonly RefundRow[], now: number): RefundCard[] {
  return refunds.map((refund) => refundCard(refund, now));
}

function refundCard(refund: RefundRow, now: number): RefundCard {
  const { refundId, orderId, unitNo, state, askedFen, refundFen, kind, askedAt, decidedAt, endedAt } = refund;
  return {
    ...{ refundId, orderId, unitNo, ...STATE_WORDS[state] },
    when: momentText(endedAt ?? decidedAt ?? askedAt, now),
    who: refund.studentName,
    what: joined(refund.courseTitle, refund.unitName),
    fen: refundFen ?? askedFen,
    reason: kind === 'overpaid' ? '重复付款，自动退回。' : refund.reason,
    total: totalText(refund),
    answer: refund.explanation ?? '',
    nextStep: WHAT_TO_DO[state] ?? '',
    transactionId: refund.transactionId,
    canDecide: state === 'asked',
  };
}

/** The running total of a unit: what was taken and what is granted to be given back. */
function totalText({ collectedFen, unitRefundedFen, askedFen, refundFen }: RefundRow): string {
  const part = refundFen !== undefined && refundFen < askedFen ? `申请 ${yuan(askedFen)}` : '';
  return joined(part, `已收 ${yuan(collectedFen)}`, `累计退 ${yuan(unitRefundedFen)}`);
}

/** A decision about a refund while it is made. */
export interface RefundDecision {
  kind: 'all' | 'part' | 'none' | '';
  amount: string;
  words: string;
}

/** What a decision gives back; undefined while that is not clear. Whole fen. */
export function grantedFen({ kind, amount }: RefundDecision, askedFen: number): number | undefined {
  if (kind === 'all') return askedFen;
  if (kind === 'none') return 0;
  const fen = fenOf(amount);
  return kind === 'part' && fen !== undefined && fen >= 1 && fen < askedFen ? fen : undefined;
}

export interface RefundMeaning {
  effect: string;
  second: string;
  amountNote: string;
  amountWrong: boolean;
  button: string;
}

/** What a decision means, said before it is sent. @param limitFen above it a second person approves */
export function refundMeaning(decision: RefundDecision, card: RefundCard, limitFen: number): RefundMeaning {
  const granted = grantedFen(decision, card.fen);
  const asks = granted !== undefined && granted > limitFen;
  const rest = granted === undefined ? '' : restNote(restFen(card.fen, granted));
  return {
    effect:
      granted === undefined
        ? ''
        : granted === 0
          ? '不退款，学员会收到说明。'
          : `退 ${yuan(granted)} 到学员原来付款的地方${rest}。`,
    second: asks ? secondText(limitFen) : '',
    amountNote: `学员申请 ${yuan(card.fen)}`,
    amountWrong: decision.kind === 'part' && decision.amount !== '' && granted === undefined,
    button: asks ? '提交，等另一人审批' : granted === 0 ? '答复学员' : '同意并退款',
  };
}

/** Without any limit it is about her own money. */
function secondText(limitFen: number): string {
  const why = limitFen === 0 ? '' : `超过 ${yuan(limitFen)}，`;
  return `${why}提交后要另一位同事批准才会退。`;
}

function restNote(rest: number): string {
  return rest === 0 ? '' : `，${yuan(rest)} 不退`;
}

export function refundProblem(decision: RefundDecision, askedFen: number): string | undefined {
  if (decision.kind === '') return '先选一种处理。';
  if (grantedFen(decision, askedFen) === undefined) return `写上退多少，少于 ${yuan(askedFen)}。`;
  return decision.words.trim() === '' ? '写一句说明，学员会看到。' : undefined;
}

type Decide = Omit<RequestOf<'finance', 'decideRefund'>, 'requestId'>;
type Ask = Omit<RequestOf<'finance', 'askAct'>, 'requestId'>;

/** One person is enough for this. */
export function decideRequest(decision: RefundDecision, card: RefundCard): Decide {
  const amountFen = grantedFen(decision, card.fen) ?? 0;
  const explanation = decision.words.trim();
  const { refundId } = card;
  if (amountFen === 0) return { refundId, approve: false, explanation };
  return { refundId, approve: true, amountFen, explanation };
}

/** Above the limit it is asked for, and a second person grants it. */
export function askRequest(decision: RefundDecision, card: RefundCard): Ask {
  const { refundId, orderId, unitNo } = card;
  const amountFen = grantedFen(decision, card.fen) ?? 0;
  return { kind: 'refund', orderId, unitNo, refundId, amountFen, proof: [], reason: decision.words.trim() };
}
