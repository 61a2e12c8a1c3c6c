import type { RequestOf } from '../../../protocol';
import type { UnitEvidenceView } from '../../../protocol/unit-evidence';
import { momentText } from '../../format/dates';
import { joined } from '../../format/joined';
import { fenOf, restFen, yuan } from '../../format/money';
import { type EvidenceSide, evidenceSides } from '../evidence/evidence-view';

export interface ObjectionView {
  who: string;
  what: string;
  fen: number;
  /** Until when it must be decided, or how it was. */
  notice: { title: string; body: string; tone: 'brand' | 'notice' | 'plain' };
  sides: EvidenceSide[];
  canDecide: boolean;
  canAdd: boolean;
}

type Actions = UnitEvidenceView['actions'];

/** An objection as it stands, with the evidence of both sides. */
export function objectionView(evidence: UnitEvidenceView, now: number): ObjectionView {
  const { studentName, courseTitle, unit, taughtFen, actions } = evidence;
  return {
    who: studentName,
    what: joined(courseTitle, unit.name),
    fen: taughtFen,
    notice: noticeOf(evidence, now),
    sides: evidenceSides(evidence, now),
    canDecide: actions.includes('decide') || actions.includes('ask'),
    canAdd: actions.includes('add'),
  };
}

function noticeOf({ unit, taughtFen, actions }: UnitEvidenceView, now: number): ObjectionView['notice'] {
  const { objection } = unit;
  if (objection === undefined)
    return { title: '这一笔没有异议', body: `签约价 ${yuan(taughtFen)}`, tone: 'plain' };
  const { decision, decideBy } = objection;
  if (decision !== undefined) {
    const title = {
      rejected: '已维持原价',
      lowered: `已改为扣 ${yuan(decision.chargeFen ?? 0)}`,
      waived: '已免收',
    };
    return {
      title: title[decision.kind],
      body: `${momentText(decision.at, now)} 答复：${decision.explanation}`,
      tone: 'plain',
    };
  }
  const until = decideBy === undefined ? '' : `${momentText(decideBy, now)} 前没有答复，这一笔自动不扣。`;
  if (!mayJudge(actions))
    return { title: '已有处理在等批准', body: `批准或撤回后才能再处理。${until}`, tone: 'notice' };
  return { title: `${yuan(taughtFen)} 处理完之前不会扣`, body: until, tone: 'brand' };
}

function mayJudge(actions: Actions): boolean {
  return actions.includes('decide') || actions.includes('ask');
}

type Kind = RequestOf<'staff', 'decideObjection'>['kind'];

/** A decision while it is made. */
export interface Decision {
  kind: Kind | '';
  /** For `lowered`: what is charged instead, as typed. */
  amount: string;
  words: string;
}

/** What the decision leaves to be charged; undefined while that is not clear. Whole fen. */
export function chargedFen({ kind, amount }: Decision, taughtFen: number): number | undefined {
  if (kind === 'rejected') return taughtFen;
  if (kind === 'waived') return 0;
  const fen = fenOf(amount);
  return kind === 'lowered' && fen !== undefined && fen >= 1 && fen < taughtFen ? fen : undefined;
}

export interface DecisionView {
  /** What it means in money. */
  effect: string;
  /** How it goes on from here, where one person is not enough. */
  second: string;
  /** Nobody here may go on with it. */
  blocked: boolean;
  amountNote: string;
  amountWrong: boolean;
  button: string;
}

/** What a decision means, said before it is sent. */
export function decisionView(decision: Decision, evidence: UnitEvidenceView): DecisionView {
  const { taughtFen } = evidence;
  const charged = chargedFen(decision, taughtFen);
  const asks = charged !== undefined && needsSecond(charged, evidence);
  const blocked = asks && !evidence.actions.includes('ask');
  const amountWrong = decision.kind === 'lowered' && decision.amount !== '' && charged === undefined;
  return {
    effect: charged === undefined ? '' : effectOf(charged, taughtFen),
    second: !asks ? '' : secondText(evidence, blocked),
    blocked,
    amountNote: `多于 ¥0.00，少于 ${yuan(taughtFen)}`,
    amountWrong,
    button: asks ? '提交，等另一人审批' : '答复学员',
  };
}

/** Letting off more than the limit, or anything where one may not decide alone, is asked for. */
export function needsSecond(
  charged: number,
  { taughtFen, fourEyesAboveFen, actions }: UnitEvidenceView,
): boolean {
  const off = restFen(taughtFen, charged);
  if (off === 0) return !actions.includes('decide');
  return off > fourEyesAboveFen || !actions.includes('decide');
}

function effectOf(charged: number, taughtFen: number): string {
  if (charged === taughtFen) return `按签约价扣 ${yuan(taughtFen)}。`;
  const off = yuan(restFen(taughtFen, charged));
  return charged === 0 ? `这一笔不扣了，少收 ${off}。` : `改为扣 ${yuan(charged)}，少收 ${off}。`;
}

function secondText({ fourEyesAboveFen, actions }: UnitEvidenceView, blocked: boolean): string {
  if (!actions.includes('decide')) return '这是你自己的订单，要由另一位同事批准。';
  const over = `少收超过 ${yuan(fourEyesAboveFen)}`;
  return blocked
    ? `${over}，请财务或负责人来处理。`
    : `${over}，提交后要另一位同事批准，学员那时才收到答复。`;
}

/** What is missing before it can be sent. */
export function decisionProblem(decision: Decision, evidence: UnitEvidenceView): string | undefined {
  if (decision.kind === '') return '先选一种处理。';
  const charged = chargedFen(decision, evidence.taughtFen);
  if (charged === undefined) return `写上改为扣多少，少于 ${yuan(evidence.taughtFen)}。`;
  if (decision.words.trim() === '') return '写一句说明，学员会看到。';
  if (decision.kind === 'rejected' && needsSecond(charged, evidence))
    return '这是你自己的订单，请其他同事答复。';
  return decisionView(decision, evidence).blocked ? secondText(evidence, true) : undefined;
}
