import type { OrderView, UnitStatus, UnitView } from '../../protocol/order-view';

/** The marks of a charge unit (扣费节点): each has its own shape, so that colour alone never tells a state. */
export type Mark =
  | 'planned'
  | 'next'
  | 'window'
  | 'objected'
  | 'charging'
  | 'paid'
  | 'owed'
  | 'never'
  | 'refund';

const MARKS: Record<UnitStatus, Mark> = {
  planned: 'planned',
  open: 'next',
  in_window: 'window',
  objected: 'objected',
  charging: 'charging',
  owing: 'owed',
  pay_by_hand: 'owed',
  paid: 'paid',
  paid_elsewhere: 'paid',
  paid_by_hand: 'paid',
  zero: 'never',
  waived: 'never',
  dropped: 'never',
  cancelled: 'never',
};

const WORDS: Record<UnitStatus, string> = {
  planned: '未上',
  open: '下一次',
  in_window: '异议期',
  objected: '异议中',
  charging: '扣费中',
  owing: '待支付',
  pay_by_hand: '待支付',
  paid: '已扣费',
  paid_elsewhere: '已付清',
  paid_by_hand: '已付清',
  zero: '永不扣费',
  waived: '永不扣费',
  dropped: '永不扣费',
  cancelled: '永不扣费',
};

export function markOf(status: UnitStatus): Mark {
  return MARKS[status];
}

/** The word beside a mark; also what a screen reader says. */
export function stateWord(status: UnitStatus): string {
  return WORDS[status];
}

/** Nothing more will happen to its money. */
export function isOver(status: UnitStatus): boolean {
  return MARKS[status] === 'paid' || MARKS[status] === 'never';
}

/** What one unit of an order is: a class, an on-demand lesson, a stage of several, or the whole course. */
export type UnitKind = 'class' | 'lesson' | 'stage' | 'course';

export function unitKindOf(order: Pick<OrderView, 'units' | 'mode'>): UnitKind {
  const [first, second] = order.units;
  if (order.units.every((unit) => unit.classCount === 1))
    return order.mode === 'on-demand' ? 'lesson' : 'class';
  return first !== undefined && second === undefined ? 'course' : 'stage';
}

const COUNTERS: Record<UnitKind, string> = { class: '次课', lesson: '课', stage: '个阶段', course: '门课' };

/** `6 次课`, `2 个阶段` */
export function countText(count: number, kind: UnitKind): string {
  return `${count} ${COUNTERS[kind]}`;
}

/** What a unit cost or will cost at most: once decided the charge, nothing for what is never charged, else its price. */
export function unitFen(unit: UnitView): number {
  return MARKS[unit.status] === 'never' ? 0 : (unit.chargeFen ?? unit.priceFen);
}
