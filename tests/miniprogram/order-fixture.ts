import type { OrderView, UnitView } from '../../protocol/order-view';

/** It is Sunday 22 November 2026, 9:41 in China; 林晓雯 learns 行书入门, 20 classes at ¥120.00. */
export const NOW = Date.parse('2026-11-22T09:41:00+08:00');

type OrderClass = OrderView['classes'][number];

/** A class of the order; number 7 was yesterday, number 8 is on Wednesday. */
export function orderClass(no: number, changes: Partial<OrderClass> = {}): OrderClass {
  const starts = Date.parse('2026-10-31T14:00:00+08:00') + (Math.ceil(no / 2) - 1) * 7 * 86_400_000;
  // Saturdays and Wednesdays by turns.
  const startsAt = new Date(starts + (no % 2 === 0 ? 4 * 86_400_000 : 0));
  return {
    classId: `k${no}`,
    title: '行书入门',
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 90 * 60_000).toISOString(),
    place: '3 号教室',
    online: false,
    seat: no <= 7 ? 'attended' : 'booked',
    ...(no <= 7 ? { unitNo: no } : {}),
    ...changes,
  };
}

export function unit(no: number, changes: Partial<UnitView> = {}): UnitView {
  return {
    no,
    name: `第${no}次课`,
    priceFen: 12_000,
    teaching: 'planned',
    collection: 'none',
    status: 'planned',
    classCount: 1,
    classes: [],
    actions: [],
    ...changes,
  };
}

export function paid(no: number, changes: Partial<UnitView> = {}): UnitView {
  const { endsAt } = orderClass(no);
  return unit(no, {
    ...{ teaching: 'confirmed', collection: 'paid', status: 'paid', chargeFen: 12_000, paidAt: endsAt },
    classes: [{ classId: `k${no}`, mark: 'attended', at: endsAt }],
    ...changes,
  });
}

/** Yesterday's class, in its window until today 15:32. */
export function inWindow(no: number, changes: Partial<UnitView> = {}): UnitView {
  return paid(no, {
    ...{ teaching: 'taught', collection: 'open', status: 'in_window', actions: ['confirm', 'object'] },
    windowEndsAt: '2026-11-22T15:32:00+08:00',
    ...changes,
  });
}

const LESSONS = [
  '执笔与坐姿',
  '点与横',
  '竖与撇',
  '捺与钩',
  '转折与连带',
  '使转与牵丝',
  '提按与节奏',
  '偏旁简写',
];

/** Six units charged, the seventh in its window, thirteen to come. */
export function order(changes: Partial<OrderView> = {}): OrderView {
  const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
  return {
    ...{ orderId: 'o1', state: 'active', courseId: 'c1', courseTitle: '行书入门', studentId: 's1' },
    ...{
      studentName: '林晓雯',
      createdAt: '2026-10-24T09:00:00+08:00',
      signedAt: '2026-10-24T09:00:00+08:00',
    },
    units: numbers.map((no) => (no < 7 ? paid(no) : no === 7 ? inWindow(no) : unit(no))),
    ...{ totalFen: 240_000, chargedFen: 72_000, atMostFen: 168_000 },
    planEndsAt: '2027-02-28T09:00:00+08:00',
    ...{ mode: 'scheduled', ordinary: false, windowHours: 24 },
    lessons: numbers.map((no) => ({ title: LESSONS[no - 1] ?? `第${no}讲` })),
    classes: numbers.map((no) => orderClass(no)),
    ...{ holds: [], actions: ['close'] },
    ...changes,
  };
}

/** The order with one unit replaced. */
export function withUnit(changed: UnitView, changes: Partial<OrderView> = {}): OrderView {
  const base = order(changes);
  return { ...base, units: base.units.map((known) => (known.no === changed.no ? changed : known)) };
}
