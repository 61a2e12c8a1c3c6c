import type { RequestOf } from '../../../protocol';
import type { ActView, CaseView } from '../../../protocol/finance-acts';
import { fenOf, restFen, yuan } from '../../format/money';
import { ACT_NAMES } from '../money-words';

export type ActKind = ActView['kind'];
type AskAct = Omit<RequestOf<'finance', 'askAct'>, 'requestId'>;

/** An act while it is being asked for: what was typed and chosen. */
export interface ActDraft {
  /** `lower`: what is charged instead; `refund`: what is given back. In yuan, as typed. */
  amount: string;
  /** `paid_elsewhere`: `2026-11-22` and `19:00`, in China. */
  paidDay: string;
  paidClock: string;
  /** Paths of photographs that are not sent yet. */
  proof: string[];
  reason: string;
}

export const EMPTY_DRAFT: ActDraft = { amount: '', paidDay: '', paidClock: '', proof: [], reason: '' };

/** What an act is about and what it may reach. */
export interface ActMatter {
  kind: ActKind;
  /** The most it may be about. */
  mostFen: number;
  /** Above it a second person must approve. */
  fourEyesAboveFen: number;
  money?: CaseView['money'];
  closing?: CaseView['closing'];
}

export interface ActSheetView {
  title: string;
  /** What it does, before anything is typed. */
  effect: string;
  /** The closing statement that goes out, line by line. */
  lines: { key: string; name: string; value: string }[];
  amountLabel: string;
  amountNote: string;
  amountWrong: boolean;
  takesPayment: boolean;
  reasonLabel: string;
  /** Said before it is sent when one person is not enough. */
  second: string;
  button: string;
}

/** Acts whose reason the learner reads in her message. */
const READ_BY_LEARNER: readonly ActKind[] = ['lower', 'waive', 'refund'];

export function actSheetView(matter: ActMatter, draft: ActDraft): ActSheetView {
  const { kind } = matter;
  const about = aboutFen(matter, draft);
  const asks = about !== undefined && about > matter.fourEyesAboveFen;
  const takesAmount = kind === 'lower' || kind === 'refund';
  return {
    title: ACT_NAMES[kind],
    effect: effectOf(matter, draft),
    lines: kind === 'stop_plan' ? closingLines(matter) : [],
    amountLabel: kind === 'lower' ? '改为扣' : kind === 'refund' ? '退' : '',
    amountNote: takesAmount ? amountNote(matter) : '',
    amountWrong: takesAmount && draft.amount !== '' && about === undefined,
    takesPayment: kind === 'paid_elsewhere',
    reasonLabel: READ_BY_LEARNER.includes(kind) ? '原因，学员会看到' : '原因，留在记录里',
    second: asks ? `超过 ${yuan(matter.fourEyesAboveFen)}，提交后要另一位同事批准才会办。` : '',
    button: asks ? '提交，等另一人审批' : buttonText(matter, about),
  };
}

/**
 * What the learner pays less, gets back or has paid elsewhere by it: against this the limit is held. Undefined while
 * the amount is not one that is possible. Whole fen.
 */
export function aboutFen({ kind, mostFen }: ActMatter, { amount }: ActDraft): number | undefined {
  const typed = fenOf(amount);
  switch (kind) {
    case 'lower':
      return typed === undefined || typed < 1 || typed >= mostFen ? undefined : restFen(mostFen, typed);
    case 'refund':
      return typed === undefined || typed < 1 || typed > mostFen ? undefined : typed;
    case 'waive':
    case 'paid_elsewhere':
    case 'settle':
      return mostFen;
    default:
      return 0;
  }
}

function amountNote({ kind, mostFen, money }: ActMatter): string {
  if (kind === 'lower') return `多于 ¥0.00，少于 ${yuan(mostFen)}`;
  const back = money?.refundedFen ?? 0;
  return `已收 ${yuan(money?.collectedFen ?? mostFen)}，已退 ${yuan(back)}，最多再退 ${yuan(mostFen)}`;
}

function effectOf(matter: ActMatter, draft: ActDraft): string {
  const { kind, mostFen, closing } = matter;
  const most = yuan(mostFen);
  const about = aboutFen(matter, draft);
  switch (kind) {
    case 'lower':
      return about === undefined
        ? `现在应收 ${most}。金额只能减一次。`
        : `${most} 改为 ${yuan(restFen(mostFen, about))}，少收 ${yuan(about)}。金额只能减一次。`;
    case 'refund':
      return about === undefined
        ? '退到学员原来付款的地方，到账时间由银行决定。'
        : `退 ${yuan(about)} 到学员原来付款的地方，退完还剩 ${yuan(restFen(mostFen, about))} 可退。`;
    case 'waive':
      return `这一笔 ${most} 不收了，学员会收到说明。`;
    case 'paid_elsewhere':
      return `登记后，微信不再扣这一笔 ${most}。先确认钱已经收到。`;
    case 'charge_again':
      return `请微信再扣一次 ${most}。微信自己也会继续扣，不会重复扣。`;
    case 'cancel_order':
      return '微信不再扣这一笔。上过的课改由学员直接支付。';
    case 'stop_plan':
      return `现在应付 ${yuan(closing?.atMostFen ?? 0)}，永不扣费 ${yuan(closing?.neverChargedFen ?? 0)}。学员会收到关闭结算单，停止后不能恢复。`;
    case 'resume':
      return '从停下的地方继续。账目仍对不上，会再次停下。';
    case 'settle':
      return `余下的 ${most} 不收了，订单结束，不能恢复。`;
  }
}

function closingLines({ closing }: ActMatter): ActSheetView['lines'] {
  return (closing?.lines ?? []).map(({ unitNo, name, atMostFen }) => ({
    key: String(unitNo),
    name,
    value: `最多 ${yuan(atMostFen)}`,
  }));
}

function buttonText({ kind }: ActMatter, about: number | undefined): string {
  if (kind === 'refund' && about !== undefined) return `退 ${yuan(about)}`;
  return kind === 'stop_plan' ? '停止，并发结算单' : ACT_NAMES[kind];
}

/** What is missing or wrong before it can be sent. @param now ms since 1970 */
export function actProblem(matter: ActMatter, draft: ActDraft, now: number): string | undefined {
  const { kind, mostFen } = matter;
  if (aboutFen(matter, draft) === undefined)
    return kind === 'lower'
      ? `写上改为扣多少，少于 ${yuan(mostFen)}。`
      : `写上退多少，最多 ${yuan(mostFen)}。`;
  if (kind === 'paid_elsewhere') {
    if (draft.paidDay === '' || draft.paidClock === '') return '选上付款的日期和时间。';
    if (Date.parse(paidAt(draft)) > now) return '付款时间不能晚于现在。';
    if (draft.proof.length === 0) return '附上收款凭证的照片。';
  }
  return draft.reason.trim() === '' ? '写一句原因。' : undefined;
}

function paidAt({ paidDay, paidClock }: ActDraft): string {
  return `${paidDay}T${paidClock}:00+08:00`;
}

/** What is sent. @param proof file ids of the photographs that were sent */
export function actRequest(
  { kind }: ActMatter,
  about: { orderId: string; unitNo?: number },
  draft: ActDraft,
  proof: string[],
): AskAct {
  const fen = fenOf(draft.amount);
  const takesAmount = kind === 'lower' || kind === 'refund';
  return {
    ...{ kind, orderId: about.orderId, proof, reason: draft.reason.trim() },
    ...(about.unitNo === undefined || ORDER_ACTS.includes(kind) ? {} : { unitNo: about.unitNo }),
    ...(takesAmount && fen !== undefined ? { amountFen: fen } : {}),
    ...(kind === 'paid_elsewhere' ? { paidAt: paidAt(draft) } : {}),
  };
}

/** Acts about the whole order; the others are about one unit. */
const ORDER_ACTS: readonly ActKind[] = ['stop_plan', 'resume', 'settle'];
