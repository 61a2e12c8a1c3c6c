import type { ActView } from '../../../protocol/finance-acts';
import { momentText } from '../../format/dates';
import { joined } from '../../format/joined';
import { yuan } from '../../format/money';
import { ACT_NAMES, ACT_STATES, type Tone } from '../money-words';

export type ActFilter = 'asked' | 'running' | 'failed' | 'done' | 'all';

export const ACT_CHIPS: readonly { key: ActFilter; text: string }[] = [
  { key: 'asked', text: '等审批' },
  { key: 'running', text: '正在办' },
  { key: 'failed', text: '没有办成' },
  { key: 'done', text: '已完成' },
  { key: 'all', text: '全部' },
];

/** One act about money, from the first word to its outcome. */
export interface ActCard {
  actId: string;
  name: string;
  word: string;
  tone: Tone;
  who: string;
  what: string;
  fen: number;
  /** What it comes to, where the amount alone does not say it. */
  means: string;
  /** Who said what when: asked, decided, ended. */
  said: { key: string; head: string; words: string }[];
  proof: string[];
  canDecide: boolean;
  canWithdraw: boolean;
  /** Why nothing can be done here by her. */
  note: string;
  orderId: string;
  unitNo: number;
}

export function actCards(acts: readonly ActView[], now: number): ActCard[] {
  return acts.map((act) => actCard(act, now));
}

function actCard(act: ActView, now: number): ActCard {
  const { actId, kind, state, actions, amountFen, orderId, unitNo } = act;
  const canDecide = actions.includes('approve');
  const canWithdraw = actions.includes('withdraw');
  return {
    ...{ actId, name: ACT_NAMES[kind], ...ACT_STATES[state], fen: amountFen, orderId, unitNo: unitNo ?? 0 },
    who: act.studentName,
    what: joined(act.courseTitle, act.unitName),
    means: meansOf(act, now),
    said: saidLines(act, now),
    proof: act.proof,
    ...{ canDecide, canWithdraw },
    note: noteOf(act, canDecide, canWithdraw),
  };
}

function meansOf({ kind, chargeFen, paidAt }: ActView, now: number): string {
  if (kind === 'lower' && chargeFen !== undefined) return `改为扣 ${yuan(chargeFen)}`;
  return kind === 'paid_elsewhere' && paidAt !== undefined ? `${momentText(paidAt, now)} 付款` : '';
}

function saidLines(act: ActView, now: number): ActCard['said'] {
  const { askedAt, askedByName, reason, decidedAt, decidedByName, decisionReason, state, endedAt, outcome } =
    act;
  const decided = state === 'declined' ? '没有批准' : '批准';
  return [
    { key: 'asked', head: `${momentText(askedAt, now)} ${askedByName} 提出`, words: reason },
    ...(decidedAt === undefined
      ? []
      : [
          {
            key: 'decided',
            head: `${momentText(decidedAt, now)} ${decidedByName ?? ''} ${decided}`,
            words: decisionReason ?? '',
          },
        ]),
    ...(endedAt === undefined || state === 'declined' || outcome === undefined || outcome === ''
      ? []
      : [{ key: 'ended', head: momentText(endedAt, now), words: outcome }]),
  ];
}

/** Who asks does not approve; nobody approves what is about her own money. */
function noteOf({ state, fourEyes }: ActView, canDecide: boolean, canWithdraw: boolean): string {
  if (state !== 'asked') return state === 'running' ? '正在向微信确认，不会重复办。' : '';
  if (canWithdraw) return '你提出的，要由另一位同事批准。';
  return canDecide || !fourEyes ? '' : '这和你自己的订单有关，要由其他同事批准。';
}

/** What is missing before a decision can be sent. */
export function decisionProblem(approve: boolean, words: string): string | undefined {
  if (words.trim() !== '') return undefined;
  return approve ? '写一句为什么批准。' : '写一句为什么不批准，提出的同事会看到。';
}

/** What came of a decision, in a line. */
export function decidedText({ state, outcome }: ActView): string {
  if (state === 'declined') return '没有批准，已告诉提出的同事';
  if (state === 'done') return outcome || '已批准，办好了';
  if (state === 'failed') return outcome || '没有办成';
  return '已批准，正在向微信确认';
}
