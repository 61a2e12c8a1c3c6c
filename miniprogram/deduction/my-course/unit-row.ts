import type { OrderView, UnitView } from '../../../protocol/order-view';
import { clockText, dayText, leftText, momentText } from '../../format/dates';
import { daySpanText, daysUntil, monthDayText } from '../../format/day-spans';
import { joined } from '../../format/joined';
import { yuan } from '../../format/money';
import { earliestCharge, type UnitClasses } from '../../format/schedule';
import { type Mark, markOf, stateWord, type UnitKind, unitFen } from '../../format/unit-state';

/** What a tap does; the page knows how. */
export type Act = 'object' | 'confirm' | 'progress' | 'voucher' | 'class' | 'play' | 'pay' | 'sign';

/** The block inside a row that needs her: what happens when, and what she can do. */
export interface Focus {
  tone: 'soft' | 'owed';
  title: string;
  aside: string;
  body: string;
  buttons: { act: Act; text: string; strong: boolean }[];
  link: string;
}

/** One line of the timeline. */
export interface UnitRow {
  key: string;
  no: number;
  mark: Mark;
  word: string;
  /** `7`, absent for a stage or a whole course, whose title says it. */
  number: string;
  title: string;
  caption: string;
  fen: number;
  quiet: boolean;
  owed: boolean;
  tag: string;
  /** Words of a link in place of the amount. */
  link: string;
  act: Act | '';
  classId: string;
  focus: Focus | undefined;
  /** An objection to it was decided: the institution's words can be read. */
  decided: boolean;
  /** How many units are folded into this line. */
  folded: number;
}

export interface RowScene {
  order: OrderView;
  kind: UnitKind;
  now: number;
  /** Lesson titles of the unit, as signed. */
  title: string;
  classes: UnitClasses;
  /** The unit whose turn it is. */
  isNext: boolean;
  /** Its name, for "照常上课" sentences; undefined when nothing follows. */
  nextName: string | undefined;
}

/** One unit as a line of the timeline. */
export function unitRow(unit: UnitView, scene: RowScene): UnitRow {
  const single = scene.kind === 'class' || scene.kind === 'lesson';
  const mark = rowMark(unit, scene);
  const linked = linkOf(unit, scene);
  return {
    key: String(unit.no),
    no: unit.no,
    mark,
    word: mark === 'planned' ? stateWord('planned') : stateWord(unit.status),
    number: single ? String(unit.no) : '',
    title: single && scene.title !== '' ? scene.title : unit.name,
    caption: captionOf(unit, scene),
    fen: unitFen(unit),
    quiet: mark === 'planned' || mark === 'never',
    owed: mark === 'owed',
    tag: tagOf(unit, scene),
    ...linked,
    focus: focusOf(unit, scene),
    decided: unit.objection?.decision !== undefined,
    folded: 0,
  };
}

/** A ring for the unit whose turn it is, whether it is open at WeChat yet or not. */
function rowMark(unit: UnitView, scene: RowScene): Mark {
  const mark = markOf(unit.status);
  if (mark === 'paid' && (unit.refundedFen ?? 0) > 0) return 'refund';
  return mark === 'planned' && scene.isNext && scene.order.state === 'active' ? 'next' : mark;
}

function linkOf(unit: UnitView, scene: RowScene): Pick<UnitRow, 'link' | 'act' | 'classId'> {
  const none = { link: '', act: '', classId: '' } as const;
  const [coming] = scene.classes.coming;
  if (unit.status === 'planned' || unit.status === 'open') {
    if (!scene.isNext || scene.order.state !== 'active') return none;
    if (scene.kind === 'lesson') return { ...none, link: '去学', act: 'play' };
    return coming === undefined ? none : { link: '上课通知', act: 'class', classId: coming.classId };
  }
  const untaught = unit.status === 'dropped' || unit.status === 'cancelled';
  return untaught ? none : { ...none, act: 'voucher' };
}

function tagOf(unit: UnitView, { order, classes, isNext }: RowScene): string {
  if (!isNext || unit.teaching !== 'planned') return '';
  const [coming] = classes.coming;
  const waits = order.units.some((other) => other.no < unit.no && markOf(other.status) === 'owed');
  if (waits) return '付清后开课';
  return coming?.seat === 'on_hold' ? '座位先保留' : '';
}

const MARK_WORDS: Record<UnitView['classes'][number]['mark'], string> = {
  attended: '到课',
  late: '迟到',
  absent: '缺课',
  on_leave: '请假',
};

function captionOf(unit: UnitView, scene: RowScene): string {
  if (unit.status === 'dropped' || unit.status === 'cancelled') return '没有上，永不扣费';
  if (unit.teaching === 'planned') return plannedCaption(unit, scene);
  const when = taughtWhen(unit, scene);
  const marks = scene.kind === 'lesson' ? '学完' : marksText(unit);
  if (unit.status === 'owing') return joined(when, marks, '扣费还没到账');
  if (unit.status === 'in_window' || unit.status === 'objected') return joined(when, marks);
  if ((unit.refundedFen ?? 0) > 0) return joined(when, marks, `已退 ${yuan(unit.refundedFen ?? 0)}`);
  return joined(when, marks, stateWord(unit.status), loweredText(unit));
}

function loweredText(unit: UnitView): string {
  const decision = unit.objection?.decision;
  return decision?.kind === 'lowered' ? `原价 ${yuan(unit.priceFen)}` : '';
}

function taughtWhen(unit: UnitView, { classes }: RowScene): string {
  const first = classes.taught[0]?.startsAt ?? unit.classes[0]?.at;
  const last =
    classes.taught[classes.taught.length - 1]?.startsAt ?? unit.classes[unit.classes.length - 1]?.at;
  if (first === undefined || last === undefined) return '';
  return unit.classCount === 1 ? dayText(first) : daySpanText(first, last);
}

function marksText(unit: UnitView): string {
  const late = unit.classes.filter((cls) => cls.mark === 'late').length;
  if (unit.classes.length === 1) return MARK_WORDS[unit.classes[0]?.mark ?? 'attended'];
  return late === 0 ? `${unit.classes.length} 次全部到课` : `${unit.classes.length} 次到课，迟到 ${late} 次`;
}

function plannedCaption(unit: UnitView, scene: RowScene): string {
  const { order, classes, now, kind, isNext } = scene;
  if (kind === 'lesson') return minutesText(order.lessons[unit.no - 1]?.minutes);
  const taught = unit.classes.length;
  const progress =
    unit.classCount > 1 ? `${unit.classCount} 次课${taught > 0 ? `，已上 ${taught} 次` : ''}` : '';
  const [coming] = classes.coming;
  if (coming === undefined)
    return joined(progress, taught === 0 && unit.classCount === 1 ? '还没排时间' : '');
  if (isNext) return joined(momentText(coming.startsAt, now), placeText(coming), progress);
  const charged = order.ordinary ? undefined : earliestCharge(order, unit, classes);
  const after = charged === undefined ? '' : `${monthDayText(charged)}后扣`;
  return joined(unit.classCount === 1 ? dayText(coming.startsAt) : '', progress, after);
}

function placeText(cls: { place: string; online: boolean }): string {
  return cls.online ? '线上' : cls.place;
}

function minutesText(minutes: number | undefined): string {
  return minutes === undefined ? '' : `${minutes} 分钟`;
}

function focusOf(unit: UnitView, scene: RowScene): Focus | undefined {
  switch (unit.status) {
    case 'in_window':
      return windowFocus(unit, scene);
    case 'objected':
      return {
        ...PLAIN,
        title: '已暂停扣这一笔',
        body: `${yuan(unit.priceFen)} 处理完之前不会扣。`,
        buttons: [{ act: 'progress', text: '看处理进度', strong: true }],
      };
    case 'charging':
      return { ...PLAIN, title: '正在向微信确认', body: '结果还没回来。不会重复扣。' };
    case 'owing':
    case 'pay_by_hand':
      return owedFocus(unit, scene);
    default:
      return undefined;
  }
}

const PLAIN: Focus = { tone: 'soft', title: '', aside: '', body: '', buttons: [], link: '' };

function windowFocus(unit: UnitView, { now, order }: RowScene): Focus {
  const ends = unit.windowEndsAt ?? new Date(now).toISOString();
  const left = leftText(ends, now);
  if (left === undefined && !order.ordinary) return { ...PLAIN, title: '正在扣费', body: '不会重复扣。' };
  const title = `${endText(ends, now)} ${order.ordinary ? '前可以提异议' : '自动扣费'}`;
  return {
    ...PLAIN,
    title,
    aside: left === undefined ? '' : `还剩 ${left}`,
    buttons: [
      ...(unit.actions.includes('object')
        ? [{ act: 'object' as const, text: '我有异议', strong: true }]
        : []),
      { act: 'voucher', text: order.ordinary ? '为什么付' : '为什么扣', strong: false },
    ],
    link: unit.actions.includes('confirm') ? (order.ordinary ? '没问题，现在付' : '没问题，现在就扣') : '',
  };
}

/** Beside a countdown the weekday is one word too many. */
function endText(ends: string, now: number): string {
  return daysUntil(ends, now) === 0 ? momentText(ends, now) : `${monthDayText(ends)} ${clockText(ends)}`;
}

function owedFocus(unit: UnitView, { nextName, order }: RowScene): Focus {
  const goesOn = nextName === undefined ? '' : `，${nextName}照常开课`;
  if (unit.status === 'owing') {
    const body = `微信会自动再扣。也可以现在付清${goesOn}。`;
    return { ...PLAIN, tone: 'owed', title: '这笔还没付上', body };
  }
  const body = order.ordinary ? `上完了，付清${goesOn}。` : `微信不再自动扣这一笔。付清${goesOn}。`;
  return { ...PLAIN, tone: 'owed', title: '这笔要自己付', body };
}
