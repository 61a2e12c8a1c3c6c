import type { OrderView, UnitView } from '../../../protocol/order-view';
import type { CellMark } from '../../components/unit-cells/cell-groups';
import { dateText, momentText } from '../../format/dates';
import { joined } from '../../format/joined';
import { sumFen, yuan } from '../../format/money';
import { currentUnit, scheduleOf } from '../../format/schedule';
import { countText, type Mark, markOf, type UnitKind, unitFen, unitKindOf } from '../../format/unit-state';
import { timeline } from './timeline';
import type { Act, UnitRow } from './unit-row';

export interface Summary {
  rightLabel: string;
  rightFen: number;
  owed: boolean;
}

export interface Legend {
  text: string;
  tone: 'plain' | 'brand' | 'owed';
}

/** A card above the timeline: something about the whole order that she should know. */
export interface Notice {
  key: string;
  title: string;
  body: string;
  /** Pairs under it. */
  lines: { name: string; value: string }[];
  tone: 'plain' | 'notice';
}

export interface Primary {
  act: Act | 'statement';
  text: string;
  /** Shown behind the words; undefined without an amount. */
  fen: number | undefined;
  no: number;
  classId: string;
}

/** Everything the page shows. */
export interface MyCourseView {
  title: string;
  chargedLabel: string;
  chargedFen: number;
  summary: Summary;
  marks: CellMark[];
  cellsLabel: string;
  legend: Legend[];
  notices: Notice[];
  rows: UnitRow[];
  footer: string[];
  /** Other times of the course can be chosen. */
  canChooseTime: boolean;
  /** Nothing is signed, so there are no deduction settings: she leaves the course here. */
  ordinary: boolean;
  canLeave: boolean;
  primary: Primary;
  /** Something is under way that WeChat should be asked about; soon, if it is a deduction just begun. */
  waiting: '' | 'soon' | 'later';
}

/** The page of one order. @param now ms since 1970 */
export function myCourseView(order: OrderView, now: number, unfolded: boolean): MyCourseView {
  const kind = unitKindOf(order);
  const legend = legendOf(order, kind);
  return {
    title: order.courseTitle,
    chargedLabel: order.ordinary ? '已付' : '已扣费',
    chargedFen: order.chargedFen,
    summary: summaryOf(order, kind),
    marks: kind === 'course' ? classMarks(order) : order.units.map((unit) => markOf(unit.status)),
    cellsLabel: legend.map(({ text }) => text).join('，'),
    legend,
    notices: [...closingNotice(order), ...holdNotices(order, now)],
    rows: timeline(order, kind, now, unfolded),
    footer: footerOf(order),
    ordinary: order.ordinary,
    canLeave: order.ordinary && order.actions.includes('close'),
    canChooseTime: order.state === 'active' && order.mode === 'scheduled',
    primary: primaryOf(order, kind, now),
    waiting: waitingFor(order.units, now),
  };
}

function waitingFor(units: readonly UnitView[], now: number): MyCourseView['waiting'] {
  const over = (unit: UnitView) => unit.windowEndsAt !== undefined && Date.parse(unit.windowEndsAt) <= now;
  if (units.some((unit) => unit.status === 'charging' || (unit.status === 'in_window' && over(unit))))
    return 'soon';
  return units.some((unit) => unit.status === 'owing') ? 'later' : '';
}

function summaryOf(order: OrderView, kind: UnitKind): Summary {
  const owing = order.units.filter((unit) => markOf(unit.status) === 'owed');
  if (owing.length > 0) return { rightLabel: '待支付', rightFen: sumFen(owing.map(unitFen)), owed: true };
  if (order.closing !== undefined && order.atMostFen === 0) {
    return { rightLabel: '永不扣费', rightFen: order.closing.neverChargedFen, owed: false };
  }
  if (order.closing !== undefined)
    return { rightLabel: '最多还要付', rightFen: order.atMostFen, owed: false };
  if (order.ordinary) return { rightLabel: '之后最多再付', rightFen: order.atMostFen, owed: false };
  const label = kind === 'course' && order.atMostFen > 0 ? '学完整课扣' : '之后最多再扣';
  return { rightLabel: label, rightFen: order.atMostFen, owed: false };
}

const LEGEND_WORDS: readonly [Mark, string, Legend['tone']][] = [
  ['paid', '已扣费', 'plain'],
  ['owed', '待支付', 'owed'],
  ['window', '异议期', 'brand'],
  ['objected', '异议中', 'brand'],
  ['charging', '扣费中', 'brand'],
  ['planned', '未上', 'plain'],
  ['never', '永不扣费', 'plain'],
];

function legendOf(order: OrderView, kind: UnitKind): Legend[] {
  if (kind === 'course') return courseLegend(order);
  return LEGEND_WORDS.flatMap(([mark, word, tone]) => {
    const same = order.units.filter((unit) => legendMark(unit) === mark).length;
    const said = mark === 'paid' && order.ordinary ? '已付清' : word;
    return same === 0 ? [] : [{ text: `${countText(same, kind)}${said}`, tone }];
  });
}

function legendMark(unit: UnitView): Mark {
  const mark = markOf(unit.status);
  return mark === 'next' ? 'planned' : mark;
}

/** A single unit, class by class, while it is taught; then it is one. */
function classMarks({ units }: OrderView): CellMark[] {
  return units.flatMap((unit) => {
    const mark = markOf(unit.status);
    if (unit.teaching !== 'planned') return Array.from({ length: unit.classCount }, () => mark);
    return Array.from({ length: unit.classCount }, (_, i) =>
      i < unit.classes.length ? 'taught' : 'planned',
    );
  });
}

/** One unit for all classes: how far the course is says more than the state of one unit. */
function courseLegend(order: OrderView): Legend[] {
  const [unit] = order.units;
  if (unit === undefined) return [];
  const taught = unit.classes.length;
  return [
    { text: `已上 ${taught} 次`, tone: 'plain' },
    { text: `共 ${unit.classCount} 次`, tone: 'plain' },
  ];
}

function closingNotice({ closing, state, ordinary }: OrderView): Notice[] {
  if (closing === undefined) return [];
  const lines = closing.lines.map(({ name, atMostFen }) => ({ name, value: `最多 ${yuan(atMostFen)}` }));
  const owed = lines.length > 0 && state === 'closing';
  return [
    {
      key: 'closing',
      title: ordinary ? '不再上这门课了' : '扣费服务已关闭',
      body: `${yuan(closing.neverChargedFen)} ${ordinary ? '不用付' : '永不扣费'}。${owed ? '上过的按下面结清：' : ''}`,
      lines: owed ? lines : [],
      tone: 'plain',
    },
  ];
}

/** Seats on hold: why, and what she can do. Coming anyway costs nothing, neither now nor later. */
function holdNotices(order: OrderView, now: number): Notice[] {
  const waitsFor = order.units.find((unit) => ['objected', 'charging'].includes(unit.status) || isOwed(unit));
  return order.holds.slice(0, 1).map(({ classId, startsAt, reason }) => ({
    key: `hold-${classId}`,
    title: `${momentText(startsAt, now)} 的座位先保留`,
    body: `${
      reason === 'previous_unsettled'
        ? `${waitsFor?.name ?? '上一笔'}${settleText(waitsFor)}，座位自动恢复。`
        : '微信这次还没能开通先学后付，开课前会再试。'
    }没恢复也可以来上课，这次 ¥0.00，之后也不会补扣。`,
    lines: [],
    tone: 'notice',
  }));
}

function settleText(unit: UnitView | undefined): string {
  if (unit?.status === 'objected') return '的异议处理完后';
  return unit?.status === 'charging' ? '扣费完成后' : '付清后';
}

function isOwed(unit: UnitView): boolean {
  return markOf(unit.status) === 'owed';
}

function footerOf(order: OrderView): string[] {
  const absent = order.classes.filter((cls) => cls.seat === 'absent').length;
  const leave = order.classes.filter((cls) => cls.seat === 'on_leave').length;
  const missed = joined(absent > 0 ? `缺课 ${absent} 次` : '', leave > 0 ? `请假 ${leave} 次` : '');
  const ended = order.state === 'completed' || order.state === 'closed' || order.state === 'expired';
  const rule = order.ordinary
    ? '上完并点名后再付，不会自动扣。'
    : `上完并点名后，过 ${order.windowHours} 小时才扣，最晚在下次课前 2 小时。`;
  return [
    joined(
      `学员 ${order.studentName}`,
      order.signedAt ? `${dateText(order.signedAt)}${order.ordinary ? '报名' : '签约'}` : '',
    ),
    ended || order.mode === 'on-demand' ? '' : rule,
    missed === '' ? '' : `${missed}，没有扣费。`,
    order.planEndsAt && !ended && !order.ordinary
      ? `扣费计划到 ${dateText(order.planEndsAt)}为止，没上的永不扣费。`
      : '',
  ].filter((line) => line !== '');
}

function primaryOf(order: OrderView, kind: UnitKind, now: number): Primary {
  const payable = order.units.find((unit) => unit.actions.includes('pay'));
  const plain = { fen: undefined, no: 0, classId: '' };
  if (payable) return { act: 'pay', text: '去支付', fen: unitFen(payable), no: payable.no, classId: '' };
  if (order.actions.includes('sign') && !order.ordinary) return { ...plain, act: 'sign', text: '去微信签约' };
  const next = currentUnit(order);
  if (order.state === 'active' && next !== undefined) {
    if (order.mode === 'on-demand') return { ...plain, act: 'play', text: '去学习', no: next.no };
    const [coming] = scheduleOf(order, now).get(next.no)?.coming ?? [];
    const name = kind === 'class' ? next.name : '下次课';
    if (coming)
      return { ...plain, act: 'class', text: `看${name}通知`, no: next.no, classId: coming.classId };
  }
  return { ...plain, act: 'statement', text: '看对账单' };
}
