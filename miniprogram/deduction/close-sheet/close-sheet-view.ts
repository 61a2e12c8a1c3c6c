import type { ClosingStatementView, OrderView, UnitView } from '../../../protocol/order-view';
import { leftText, momentText } from '../../format/dates';
import { daysUntil, monthDayText } from '../../format/day-spans';
import { yuan } from '../../format/money';
import { countText, markOf, type UnitKind, unitKindOf } from '../../format/unit-state';

export interface ConsequenceLine {
  key: string;
  icon: 'clock' | 'calendar' | 'file' | 'wallet';
  text: string;
}

/** What closing now means: three amounts that add up to the contract, and what follows. */
export interface ClosePreview {
  title: string;
  neverLabel: string;
  chargedLabel: string;
  confirmText: string;
  backText: string;
  owedFen: number;
  owedNote: string;
  /** A unit is owed already, not only taught: shown in 朱砂. */
  owed: boolean;
  neverFen: number;
  neverNote: string;
  chargedFen: number;
  totalFen: number;
  consequences: ConsequenceLine[];
}

/** After closing: what is still to be paid and when. */
export interface ClosedView {
  title: string;
  body: string;
  lines: { name: string; value: string }[];
}

/** More lines than this are summed up. */
const MOST_LINES = 3;

export function closePreview(order: OrderView, statement: ClosingStatementView, now: number): ClosePreview {
  const kind = unitKindOf(order);
  const listed = statement.lines.flatMap(({ unitNo }) => order.units[unitNo - 1] ?? []);
  const untaught = order.units.filter((unit) => unit.teaching === 'planned' && !listed.includes(unit));
  return {
    ...wordsOf(order),
    owedFen: statement.atMostFen,
    owedNote: owedNote(listed, kind),
    owed: listed.some((unit) => markOf(unit.status) === 'owed'),
    neverFen: statement.neverChargedFen,
    neverNote: untaught.length === 0 ? '没有剩下的课' : neverNote(untaught, kind),
    chargedFen: order.chargedFen,
    totalFen: order.totalFen,
    consequences: [
      ...lineConsequences(order, statement, now),
      ...cancelled(order, untaught, kind, now),
      { key: 'kept', icon: 'file', text: '凭证、对账单和已发的资料都保留。' },
    ],
  };
}

/** Who signed nothing closes no deduction: she leaves the course. */
function wordsOf(
  order: OrderView,
): Pick<ClosePreview, 'title' | 'neverLabel' | 'chargedLabel' | 'confirmText' | 'backText'> {
  return order.ordinary
    ? {
        title: `不再上${order.courseTitle}`,
        neverLabel: '不用付',
        chargedLabel: '已付',
        confirmText: '确认不上了',
        backText: '先不',
      }
    : {
        title: `关闭${order.courseTitle}的扣费`,
        neverLabel: '永不扣费',
        chargedLabel: '已扣费',
        confirmText: '确认关闭',
        backText: '先不关',
      };
}

function owedNote(listed: readonly UnitView[], kind: UnitKind): string {
  if (listed.length === 0) return '没有要付的';
  const classes = listed.reduce((n, unit) => n + unit.classes.length, 0);
  return kind === 'stage' || kind === 'course'
    ? `${classes} 次课已上，还没扣`
    : `${countText(listed.length, kind)}已上，还没扣`;
}

function neverNote(untaught: readonly UnitView[], kind: UnitKind): string {
  const classes = untaught.reduce((n, unit) => n + unit.classCount - unit.classes.length, 0);
  return kind === 'lesson' ? `${classes} 课没学` : `${classes} 次课没上`;
}

function lineConsequences(order: OrderView, { lines }: ClosingStatementView, now: number): ConsequenceLine[] {
  const shown = lines.slice(0, MOST_LINES).map(({ unitNo, name, atMostFen }): ConsequenceLine => {
    const unit = order.units[unitNo - 1];
    const owed = unit !== undefined && markOf(unit.status) === 'owed';
    const text =
      unit === undefined ? `${name}最多 ${yuan(atMostFen)}。` : lineText(order, unit, atMostFen, now);
    return { key: `line-${unitNo}`, icon: owed ? 'wallet' : 'clock', text };
  });
  const rest = lines.length - shown.length;
  return rest > 0
    ? [...shown, { key: 'rest', icon: 'clock', text: `另有 ${rest} 笔已上，照样结清。` }]
    : shown;
}

function lineText(order: OrderView, unit: UnitView, atMostFen: number, now: number): string {
  if (unit.status === 'objected') return `${unit.name}等异议处理完再定，最多 ${yuan(atMostFen)}。`;
  if (unit.status === 'owing') return `${unit.name}还没付上，微信会自动再扣，也可以现在付清。`;
  if (unit.status === 'pay_by_hand') return `${unit.name}还没付，要自己付清。`;
  if (unit.teaching === 'planned')
    return `${unit.name}上了 ${unit.classes.length} 次，只算上过的；${order.windowHours} 小时内仍可提异议。`;
  const open = unit.windowEndsAt !== undefined && leftText(unit.windowEndsAt, now) !== undefined;
  if (unit.status === 'in_window' && open)
    return `${unit.name}${momentText(unit.windowEndsAt ?? '', now)} ${order.ordinary ? '前' : '扣费，之前'}仍可提异议。`;
  return order.ordinary ? `${unit.name}要付清。` : `${unit.name}正在扣费。`;
}

function cancelled(
  order: OrderView,
  untaught: readonly UnitView[],
  kind: UnitKind,
  now: number,
): ConsequenceLine[] {
  const [first, last] = [untaught[0], untaught[untaught.length - 1]];
  if (first === undefined || last === undefined) return [];
  const span = spanText(first, last, kind);
  const next = order.nextClass?.startsAt;
  const from =
    next === undefined ? '' : `，${daysUntil(next, now) === 0 ? '今天' : monthDayText(next)}起不用来上课`;
  return [{ key: 'cancelled', icon: 'calendar', text: `${span}取消${from}。` }];
}

function spanText(first: UnitView, last: UnitView, kind: UnitKind): string {
  if (first === last) return first.name;
  if (kind === 'stage') return `第${first.no}–${last.no}阶段`;
  return `第${first.no}–${last.no}${kind === 'lesson' ? '课' : '次课'}`;
}

export function closedView(order: OrderView, statement: ClosingStatementView, now: number): ClosedView {
  const lines = statement.lines.map(({ unitNo, name, atMostFen }) => {
    const ends = order.units[unitNo - 1]?.windowEndsAt;
    const ahead = ends !== undefined && leftText(ends, now) !== undefined;
    return {
      name,
      value: ahead ? `${momentText(ends, now)} 扣 ${yuan(atMostFen)}` : `最多 ${yuan(atMostFen)}`,
    };
  });
  return {
    title: order.ordinary ? '不再上这门课了' : '扣费服务已关闭',
    body: `${yuan(statement.neverChargedFen)} ${order.ordinary ? '不用付' : '永不扣费'}。`,
    lines: [...(lines.length > 0 ? [{ name: '还要付', value: yuan(statement.atMostFen) }] : []), ...lines],
  };
}
