import type { ResponseOf } from '../../../protocol';
import type { WorkEntry, WorkKind } from '../../../protocol/finance-acts';
import { momentText } from '../../format/dates';
import { daysUntil, monthDayText } from '../../format/day-spans';
import { joined } from '../../format/joined';
import { lengthText } from '../../format/spans';
import type { Me } from '../me';
import { ACT_NAMES, type Tone, WORK_WORDS } from '../money-words';
import type { ReconciledDay } from '../reconciliation/reconciliation-line';
import { staffUrl } from '../staff-pages';

export interface WorkChip {
  kind: WorkKind | '';
  text: string;
}

/** How the last reconciled day came out. */
export interface BooksCard {
  title: string;
  settled: boolean;
  /** What nobody can explain: the number that must be 0. */
  fen: number;
  paidFen: number;
  url: string;
}

/** One thing that needs finance. */
export interface WorkCard {
  taskId: string;
  word: string;
  tone: Tone;
  /** How long it waits, or until when it must be answered. */
  when: string;
  late: boolean;
  who: string;
  what: string;
  fen: number;
  /** One line of evidence. */
  line: string;
  /** The next right act; without a page there is nothing to tap. */
  act: { text: string; url: string };
  /** Its whole story. */
  story: string;
  /** What a person says when she has done it, where nothing else ends it. */
  finish: '' | '已查明' | '已开红字';
}

type Counts = ResponseOf<'finance', 'workCounts'>['counts'];
type NextAct = NonNullable<WorkEntry['case']>['nextActs'][number];

/** All kinds first, then each of which there is something, most first as in the words' order. */
export function chipsOf(counts: Counts): WorkChip[] {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const kinds = (Object.keys(WORK_WORDS) as WorkKind[]).flatMap((kind) => {
    const count = counts.find((known) => known.kind === kind)?.count ?? 0;
    return count === 0 ? [] : [{ kind, text: `${WORK_WORDS[kind].word} ${count}` }];
  });
  return all === 0 ? [] : [{ kind: '', text: `要处理 ${all}` }, ...kinds];
}

/** The last night's reconciliation; undefined before the first, or when she may not see it. */
export function booksCard(days: readonly ReconciledDay[], me: Me, now: number): BooksCard | undefined {
  const [newest] = days;
  const url = staffUrl('reconciliation', me);
  if (newest === undefined || url === undefined) return undefined;
  const { day, drifts, unexplainedFen, paidFen } = newest;
  const noon = `${day}T12:00:00+08:00`;
  const name = daysUntil(noon, now) === -1 ? '昨天' : monthDayText(noon);
  const settled = drifts === 0;
  const title = settled ? `${name}的账对上了` : `${name}的账有 ${drifts} 处对不上`;
  return { title, settled, fen: unexplainedFen, paidFen, url };
}

export function workCards(entries: readonly WorkEntry[], me: Me, now: number): WorkCard[] {
  return entries.map((entry) => cardOf(entry, me, now));
}

function cardOf(entry: WorkEntry, me: Me, now: number): WorkCard {
  const { kind, taskId, overdue } = entry;
  const about = entry.case;
  const story = about === undefined ? '' : (staffUrl('case', me, queryOf(about)) ?? '');
  return {
    taskId,
    ...WORK_WORDS[kind],
    when: whenText(entry, now),
    late: overdue,
    who: about?.studentName ?? '',
    what: joined(about?.courseTitle, about?.unitName),
    fen: about?.amountFen ?? 0,
    line: lineOf(entry),
    act: actOf(entry, me),
    story,
    finish: FINISHED[kind] ?? '',
  };
}

function lineOf({ kind, reason, case: about }: WorkEntry): string {
  if (kind !== 'objection' || about?.said === undefined) return reason;
  return about.said.trim() === '' ? '学员只选了原因，没有留言。' : `学员说：${about.said}`;
}

/** What was promised until when, or how long it waits already. */
function whenText({ kind, raisedAt, deadline, overdue }: WorkEntry, now: number): string {
  if (kind === 'seat_on_hold') return `${momentText(deadline, now)} 上课`;
  if (kind === 'silent_order') return `${monthDayText(deadline)}自动停止`;
  if (!ANSWERED.includes(kind)) return `已 ${lengthText(Math.max(0, now - Date.parse(raisedAt)))}`;
  if (overdue) return `晚了 ${lengthText(now - Date.parse(deadline))}`;
  return `${lengthText(Date.parse(deadline) - now)}内答复`;
}

const FINISHED: Partial<Record<WorkKind, WorkCard['finish']>> = {
  drift: '已查明',
  stuck_call: '已查明',
  red_invoice: '已开红字',
};

const ANSWERED: readonly WorkKind[] = ['objection', 'refund_asked', 'act_asked', 'invoice_asked'];

/** Acts that have a page of their own. */
const PAGES: Partial<Record<NextAct['kind'], { text: string; page: string }>> = {
  decide_objection: { text: '处理异议', page: 'objection' },
  decide_refund: { text: '处理退款', page: 'refunds' },
  decide_act: { text: '去审批', page: 'acts' },
  issue_invoice: { text: '去开票', page: 'invoices' },
  look: { text: '看经过', page: 'case' },
};

function actOf({ kind: work, case: about }: WorkEntry, me: Me): WorkCard['act'] {
  if (work === 'red_invoice') return { text: '看发票', url: staffUrl('invoices', me, 'state=issued') ?? '' };
  const next = about?.nextActs[0];
  if (about === undefined || next === undefined) return { text: '', url: '' };
  const page = PAGES[next.kind];
  if (page !== undefined) return { text: page.text, url: staffUrl(page.page, me, queryOf(about)) ?? '' };
  const kind = next.kind as keyof typeof ACT_NAMES;
  return { text: ACT_NAMES[kind], url: staffUrl('case', me, `${queryOf(about)}&act=${kind}`) ?? '' };
}

function queryOf({ orderId, unitNo }: { orderId: string; unitNo?: number }): string {
  return unitNo === undefined ? `id=${orderId}` : `id=${orderId}&unitNo=${unitNo}`;
}
