import type { EntryView } from '../../../protocol/classroom';
import type { OrderView } from '../../../protocol/order-view';
import { clockText, dateText, momentText } from '../../format/dates';
import { monthDayText } from '../../format/day-spans';
import { joined } from '../../format/joined';
import { restFen, sumFen } from '../../format/money';
import { brokenAt, type OrderStatement } from './check-chain';

export interface StatementLine {
  seq: number;
  title: string;
  caption: string;
  fen: number;
  /** Money moved; else something was only booked as owed, or turned back. */
  moved: boolean;
  hash: string;
  before: string;
}

export interface Totals {
  paidFen: number;
  refundedFen: number;
  netFen: number;
}

export interface Proof {
  ok: boolean;
  title: string;
  note: string;
}

export interface StatementView {
  span: string;
  totals: Totals;
  /** Newest first. */
  lines: StatementLine[];
}

type Names = Pick<OrderView, 'units'>;

export function statementView(statement: OrderStatement, order: OrderView): StatementView {
  const from = order.signedAt ?? order.createdAt;
  const to = order.endedAt === undefined ? '至今' : ` – ${dateText(order.endedAt)}`;
  return {
    span: joined(statement.courseTitle, statement.studentName, `${dateText(from)}${to}`),
    totals: totalsOf(statement),
    lines: [...statement.entries].reverse().map((entry) => lineOf(entry, order)),
  };
}

export function totalsOf({ entries }: Pick<OrderStatement, 'entries'>): Totals {
  const of = (...kinds: EntryView['kind'][]) =>
    sumFen(entries.filter((entry) => kinds.includes(entry.kind)).map((entry) => entry.amountFen));
  const paidFen = of('collect', 'collect_elsewhere', 'overpaid');
  const refundedFen = of('refund');
  return { paidFen, refundedFen, netFen: restFen(paidFen, refundedFen) };
}

/** What came of the check. @param now ms since 1970 */
export function proofOf(statement: OrderStatement, now: number): Proof {
  const broken = brokenAt(statement);
  const note = `${momentText(new Date(now).toISOString(), now)} 在这台手机上核对`;
  if (broken === 0) {
    const title =
      statement.entries.length === 0 ? '还没有记录' : `${statement.entries.length} 条记录首尾相连，没有改动`;
    return { ok: true, title, note };
  }
  const place = broken > statement.entries.length ? '最后一条之后' : `第 ${broken} 条`;
  return { ok: false, title: `${place}对不上`, note: `${note}，请联系机构` };
}

const TITLES: Record<EntryView['kind'], string> = {
  charge: '应付',
  lower: '减免',
  collect: '扣费',
  collect_elsewhere: '在机构付清',
  write_off: '不再收',
  overpaid: '多付，会退回',
  refund: '退款',
};

const MOVED: readonly EntryView['kind'][] = ['collect', 'collect_elsewhere', 'overpaid', 'refund'];

export function entryTitle({ kind, unitNo }: EntryView, { units }: Names): string {
  return `${units[unitNo - 1]?.name ?? `第${unitNo}笔`} ${TITLES[kind]}`;
}

function lineOf(entry: EntryView, order: Names): StatementLine {
  const { seq, at, kind, amountFen, unitNo, why, hash, prevHash } = entry;
  const marks = why.classes.length === 0 ? '' : marksText(why.classes);
  return {
    seq,
    title: entryTitle(entry, order),
    caption: joined(`${monthDayText(at)} ${clockText(at)}`, marks, `合同第 ${unitNo} 行`),
    fen: amountFen,
    moved: MOVED.includes(kind),
    hash: shortHash(hash),
    before: seq === 1 ? '开头' : shortHash(prevHash),
  };
}

function marksText(classes: EntryView['why']['classes']): string {
  if (classes.length > 1) return `点名 ${classes.length} 次`;
  return classes[0]?.mark === 'late' ? '点名迟到' : '点名到课';
}

/** `9c41 e07b` */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;
}
