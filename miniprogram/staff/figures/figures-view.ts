import type { ResponseOf } from '../../../protocol';
import { countText } from '../../format/counts';
import { momentText } from '../../format/dates';
import { shareText, sumFen, yuan } from '../../format/money';
import type { Bars } from '../chart/bar-chart/bar-option';
import { comparisonCard } from './comparison-view';

export type Figures = ResponseOf<'reports', 'figures'>;

export const PERIODS = [
  { key: 'week', name: '本周' },
  { key: 'month', name: '近 30 天' },
  { key: 'quarter', name: '本季度' },
] as const;

export type PeriodKey = (typeof PERIODS)[number]['key'];

/** One line of a card: a name, and a count with its share or an amount. */
export interface Line {
  name: string;
  count?: string;
  share?: string;
  fen?: number;
  /** Width of its bar, per cent; absent where the line has none. */
  width?: number;
  /** The line as it is read aloud. */
  spoken: string;
}

/** The page of figures, ready to be shown. */
export function figuresView(figures: Figures, now: number) {
  return {
    empty: isEmpty(figures),
    asOf:
      figures.asOf === undefined
        ? '还没有统计过，下拉更新'
        : `截至 ${momentText(figures.asOf, now)}，下拉更新`,
    heads: headsOf(figures),
    chart: chartCard(figures),
    way: wayLines(figures),
    ordinary: countText(figures.way.ordinary),
    comparison: comparisonCard(figures.comparison),
    money: moneyLines(figures),
    owed: owedLines(figures),
    attendance: attendanceCard(figures),
    objections: objectionLines(figures),
    ends: endLines(figures),
  };
}

export type FiguresView = ReturnType<typeof figuresView>;

/** Nothing has happened yet that could be counted. */
function isEmpty({ way, money, collection, open, owed, attendance }: Figures): boolean {
  const { attended, late, absent, onLeave } = attendance;
  const all = [way.views, way.ordered, money.chargedFen, collection.taughtFen, open.units, owed.units];
  return [...all, attended, late, absent, onLeave].every((value) => value === 0);
}

function headsOf({ money, open, owed, objections }: Figures) {
  return {
    takenFen: sumFen([money.collectedFen, money.elsewhereFen]),
    openFen: open.amountFen,
    owedName: owed.units === 0 ? '待支付' : `待支付 · ${countText(owed.units)} 笔`,
    owedFen: owed.amountFen,
    objectionName: objections.raised === 0 ? '异议' : `异议 · ${countText(objections.raised)} 件`,
    objectionShare: shareText(objections.raised, objections.windows) ?? '0%',
  };
}

/** Weeks of classes: what they cost, and what of it was paid; the title says what is to be seen. */
function chartCard({ weeks, collection }: Figures): {
  title: string;
  note: string;
  bars: Bars;
  spoken: string;
} {
  const share = shareText(collection.takenFen, collection.dueFen);
  const rest = weeks.some((week) => week.takenFen < week.taughtFen);
  const names = weeks.map((week) => `${Number(week.from.slice(5, 7))}/${Number(week.from.slice(8))}`);
  const spoken = weeks
    .map(
      (week, index) => `${names[index]}那周，已上课 ${yuan(week.taughtFen)}，已扣费 ${yuan(week.takenFen)}`,
    )
    .join('；');
  return {
    title: share === undefined ? '还没有异议期已过的课' : `异议期已过的课，${share} 已扣费`,
    // In their window, or classes of a unit that is not complete yet.
    note: rest ? '其余还没到扣费的时候' : '',
    bars: {
      names,
      first: weeks.map((week) => week.taughtFen),
      second: weeks.map((week) => week.takenFen),
    },
    spoken: `每周的课，按上课那天。${spoken}`,
  };
}

/** From seeing to paying; each step beside the one before it. There is no step for who did not sign. */
function wayLines({ way }: Figures): Line[] {
  const { views, ordered, signed, cameFirst, paidFirst } = way;
  const steps: [string, number, number | undefined][] = [
    ['看过课程', views, undefined],
    ['下单', ordered, views],
    ['已签约', signed, ordered],
    ['上过第一课', cameFirst, signed],
    ['付过第一笔', paidFirst, cameFirst],
  ];
  const most = Math.max(views, ordered, 1);
  return steps.map(([name, count, before]) => counted(name, count, before, most));
}

function counted(name: string, count: number, whole: number | undefined, most?: number): Line {
  const share = whole === undefined || count > whole ? undefined : shareText(count, whole);
  return {
    ...{ name, count: countText(count) },
    ...(share === undefined ? {} : { share }),
    ...(most === undefined ? {} : { width: barWidth(count, most) }),
    spoken: share === undefined ? `${name} ${count}` : `${name} ${count}，占 ${share}`,
  };
}

/** Per cent; what is more than nothing is to be seen. */
function barWidth(part: number, whole: number): number {
  return part === 0 ? 0 : Math.max(2, Math.round((part / whole) * 100));
}

function moneyLines({ money }: Figures): Line[] {
  const lines: [string, number][] = [
    ['确认收入', money.chargedFen],
    ['减免', money.loweredFen],
    ['退款', money.refundedFen],
    ['微信扣费与支付', money.collectedFen],
    ['其中直接支付', money.ordinaryFen],
    ['其他方式付清', money.elsewhereFen],
    ['重复付款', money.overpaidFen],
    ['重复付款已退', money.overpaidBackFen],
  ];
  const always = ['确认收入', '微信扣费与支付'];
  return lines
    .filter(([name, fen]) => fen > 0 || always.includes(name))
    .map(([name, fen]) => amountLine(name, fen));
}

function amountLine(name: string, fen: number): Line {
  return { name, fen, spoken: `${name} ${yuan(fen)}` };
}

const AGE_NAMES = { to7: '7 天内', to30: '8 到 30 天', to60: '31 到 60 天', over60: '60 天以上' } as const;

/** What is owed by how long; the ages are shown once there is anything of an age. */
function owedLines({ owed }: Figures): Line[] {
  if (owed.units === 0) return [];
  const most = Math.max(...owed.ages.map((age) => age.amountFen), 1);
  return owed.ages.map(({ days, units, amountFen }) => ({
    ...{ name: AGE_NAMES[days], fen: amountFen, count: `${countText(units)} 笔` },
    width: barWidth(amountFen, most),
    spoken: `${AGE_NAMES[days]}，${units} 笔，${yuan(amountFen)}`,
  }));
}

function attendanceCard({ attendance }: Figures): { title: string; lines: Line[] } {
  const { attended, late, absent, onLeave } = attendance;
  const whole = attended + late + absent + onLeave;
  const share = shareText(attended + late, whole);
  const lines: [string, number][] = [
    ['到课', attended],
    ['迟到', late],
    ['缺课', absent],
    ['请假', onLeave],
  ];
  return {
    title: share === undefined ? '还没有点过名' : `${countText(whole)} 人次，${share} 到课`,
    lines: share === undefined ? [] : lines.map(([name, count]) => counted(name, count, whole, whole)),
  };
}

function objectionLines({ objections }: Figures): Line[] {
  const { raised, rejected, lowered, waived } = objections;
  if (raised === 0) return [];
  const waiting = Math.max(0, raised - rejected - lowered - waived);
  const lines: [string, number][] = [
    ['按原价扣', rejected],
    ['改为少扣', lowered],
    ['不扣了', waived],
    ['处理中', waiting],
  ];
  return lines.filter(([, count]) => count > 0).map(([name, count]) => counted(name, count, raised));
}

function endLines({ ends }: Figures): Line[] {
  const lines: [string, number][] = [
    ['学完', ends.completed],
    ['学员关闭', ends.byPayer],
    ['学员在微信里关闭', ends.inWechat],
    ['机构停止', ends.byInstitution],
    ['久未排课，按约定停止', ends.bySilence],
    ['扣费计划到期', ends.expired],
  ];
  const whole = lines.reduce((total, [, count]) => total + count, 0);
  return whole === 0
    ? []
    : lines.filter(([, count]) => count > 0).map(([name, count]) => counted(name, count, whole));
}
