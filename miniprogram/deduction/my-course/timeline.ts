import type { OrderView, UnitView } from '../../../protocol/order-view';
import { daySpanText } from '../../format/day-spans';
import { joined } from '../../format/joined';
import { sumFen } from '../../format/money';
import { currentUnit, scheduleOf, type UnitClasses } from '../../format/schedule';
import { isOver, type UnitKind, unitFen } from '../../format/unit-state';
import { type UnitRow, unitRow } from './unit-row';

/** From so many settled units on, all but the last of them are folded into one line. */
const FOLD_FROM = 5;

/** All units as lines, the settled beginning folded unless she opened it. */
export function timeline(order: OrderView, kind: UnitKind, now: number, unfolded: boolean): UnitRow[] {
  const schedule = scheduleOf(order, now);
  const next = currentUnit(order);
  const rows = order.units.map((unit) =>
    unitRow(unit, {
      order,
      kind,
      now,
      title: lessonTitle(order, unit),
      classes: schedule.get(unit.no) ?? { taught: [], coming: [] },
      isNext: unit.no === next?.no,
      nextName: next?.name,
    }),
  );
  const first = order.units.findIndex((unit) => !isOver(unit.status));
  const settled = first < 0 ? order.units.length : first;
  if (unfolded || settled < FOLD_FROM) return rows;
  const folded = order.units.slice(0, settled - 1);
  return [foldedRow(folded, schedule, kind), ...rows.slice(settled - 1)];
}

/** What is taught on a unit of one class; the name of its lesson as signed. */
function lessonTitle(order: OrderView, unit: UnitView): string {
  if (unit.classCount > 1) return '';
  const before = order.units.filter((u) => u.no < unit.no).reduce((n, u) => n + u.classCount, 0);
  return order.lessons[before]?.title ?? '';
}

function foldedRow(units: readonly UnitView[], schedule: Map<number, UnitClasses>, kind: UnitKind): UnitRow {
  const taught = units.flatMap((unit) => schedule.get(unit.no)?.taught ?? []);
  const [first, last] = [taught[0], taught[taught.length - 1]];
  const lessons = units.flatMap((unit) => unit.classes);
  const free = units.filter((unit) => unitFen(unit) === 0).length;
  const span = first && last ? daySpanText(first.startsAt, last.startsAt) : '';
  const late = lessons.filter((cls) => cls.mark === 'late').length;
  const marks = kind === 'lesson' ? '都学完了' : late > 0 ? `迟到 ${late} 次` : '全部到课';
  return {
    key: 'folded',
    no: 0,
    mark: 'paid',
    word: '已扣费',
    number: '',
    title: foldedTitle(units, kind),
    caption: joined(span, free > 0 ? `${free} 笔没有扣` : marks),
    fen: sumFen(units.map(unitFen)),
    quiet: false,
    owed: false,
    tag: '',
    link: '',
    act: '',
    classId: '',
    focus: undefined,
    decided: false,
    folded: units.length,
  };
}

function foldedTitle(units: readonly UnitView[], kind: UnitKind): string {
  const span = `${units[0]?.no ?? 1}–${units[units.length - 1]?.no ?? 1}`;
  if (kind === 'stage') return `第${span}阶段`;
  return kind === 'lesson' ? `第${span}课` : `第${span}次课`;
}
