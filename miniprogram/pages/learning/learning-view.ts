import type { ResponseOf } from '../../../protocol';
import type { OrderCard } from '../../../protocol/order-view';
import { clockText, momentText } from '../../format/dates';
import { joined } from '../../format/joined';

type Upcoming = ResponseOf<'classroom', 'upcoming'>['classes'][number];

/** A class that is coming. */
export interface ClassRow {
  classId: string;
  /** Several students of one payer may sit in one class. */
  seatId: string;
  when: string;
  title: string;
  line: string;
  /** 时间有变, 座位保留中, 已取消 */
  tag: string;
  note: string;
}

/** A course she is enrolled in. */
export interface CourseRow {
  orderId: string;
  title: string;
  line: string;
  tag: string;
  /** Units charged of all, in hundredths, for the bar. */
  percent: number;
  chargedName: string;
  chargedFen: number;
  restName: string;
  restFen: number;
  owingFen: number;
  url: string;
}

export interface LearningView {
  owing: CourseRow[];
  next: ClassRow | undefined;
  later: ClassRow[];
  running: CourseRow[];
  unsigned: CourseRow[];
  ended: CourseRow[];
}

const LATER_SHOWN = 3;
/** After this an unsigned order is no longer offered to be gone on with. */
const UNSIGNED_SHOWN_MS = 7 * 86_400_000;
const RUNNING: readonly OrderCard['state'][] = ['active', 'closing'];
const ENDED: readonly OrderCard['state'][] = ['closed', 'completed', 'expired'];

export function learningView(
  orders: readonly OrderCard[],
  upcoming: readonly Upcoming[],
  now: number,
): LearningView {
  const severalStudents = new Set(orders.map(({ studentName }) => studentName)).size > 1;
  const [next, ...later] = upcoming
    .filter(({ endsAt, state }) => state !== 'held' && Date.parse(endsAt) > now)
    .map((cls) => classRow(cls, severalStudents, now));
  const running = orders.filter(({ state }) => RUNNING.includes(state));
  return {
    owing: running.filter(({ owingFen }) => owingFen > 0).map(courseRow),
    next,
    later: later.slice(0, LATER_SHOWN),
    running: running.map(courseRow),
    unsigned: orders.filter((order) => isUnsigned(order, orders, now)).map(courseRow),
    ended: orders.filter(({ state }) => ENDED.includes(state)).map(courseRow),
  };
}

/** Whether there is nothing to show at all. */
export function isEmpty({ next, running, unsigned, ended }: LearningView): boolean {
  return next === undefined && running.length + unsigned.length + ended.length === 0;
}

function classRow(cls: Upcoming, severalStudents: boolean, now: number): ClassRow {
  const { classId, title, startsAt, endsAt, place, online, previousStartsAt, state, seat } = cls;
  const moved = previousStartsAt === undefined ? '' : `原定 ${momentText(previousStartsAt, now)}`;
  return {
    ...{ classId, title, seatId: seat.seatId },
    when: `${momentText(startsAt, now)}–${clockText(endsAt)}`,
    line: joined(online ? '线上' : place, severalStudents ? seat.studentName : ''),
    tag: state === 'cancelled' ? '已取消' : seat.state === 'on_hold' ? '座位保留中' : moved ? '时间有变' : '',
    note: state === 'cancelled' ? '不会扣费' : seat.state === 'on_hold' ? '处理好上一笔就能上' : moved,
  };
}

function isUnsigned(order: OrderCard, all: readonly OrderCard[], now: number): boolean {
  if (order.state === 'drafted' || order.state === 'signing') return true;
  if (order.state !== 'abandoned' || now - Date.parse(order.createdAt) > UNSIGNED_SHOWN_MS) return false;
  // Another order of the same student for the same course has taken its place.
  return !all.some(
    (other) =>
      other.orderId !== order.orderId &&
      other.courseId === order.courseId &&
      other.studentName === order.studentName &&
      other.createdAt > order.createdAt,
  );
}

const UNIT_NAME: Record<OrderCard['unitKind'], string> = { class: '次课', stage: '个阶段', course: '整门课' };

const STATE_TAG: Partial<Record<OrderCard['state'], string>> = {
  closing: '正在关闭',
  closed: '已关闭',
  completed: '已学完',
  expired: '已到期',
};

function courseRow(order: OrderCard): CourseRow {
  const { orderId, courseTitle, studentName, unitsTaught, unitsTotal, unitKind, ordinary } = order;
  const { unitsCharged: done } = order;
  const unsigned = !RUNNING.includes(order.state) && !ENDED.includes(order.state);
  const taught =
    unitKind === 'course' ? UNIT_NAME.course : `已上 ${unitsTaught}/${unitsTotal} ${UNIT_NAME[unitKind]}`;
  return {
    orderId,
    title: courseTitle,
    line: joined(studentName, unsigned ? '还没有签约，没有产生费用' : taught),
    tag: STATE_TAG[order.state] ?? '',
    percent: unitsTotal === 0 ? 0 : Math.round((100 * done) / unitsTotal),
    chargedName: ordinary ? '已付' : '已扣',
    chargedFen: order.chargedFen,
    restName: order.neverChargedFen === undefined ? (ordinary ? '最多还要付' : '最多还会扣') : '永不扣费',
    restFen: order.neverChargedFen ?? order.atMostFen,
    owingFen: order.owingFen,
    url: unsigned ? `/course/order/order?order=${orderId}` : `/deduction/my-course/my-course?id=${orderId}`,
  };
}
