import type { ResponseOf } from '../../../protocol';
import type { OrderView, UnitView } from '../../../protocol/order-view';
import { dayText, leftText, momentText } from '../../format/dates';
import { clockSpanText, daysAheadText } from '../../format/day-spans';
import { joined } from '../../format/joined';
import { scheduleOf } from '../../format/schedule';
import { markOf, stateWord, unitFen } from '../../format/unit-state';

export type ClassPage = ResponseOf<'classroom', 'readClass'>;
type Seat = ClassPage['seats'][number];

export interface MaterialRow {
  key: string;
  kind: 'text' | 'image' | 'pdf';
  title: string;
  caption: string;
  action: string;
  icon: string;
}

/** One of her students' places in the class: what it costs and what she can do. */
export interface SeatCard {
  seatId: string;
  orderId: string;
  unitNo: number;
  /** Only where several of her students take part. */
  student: string;
  title: string;
  fen: number;
  /** Nothing is charged for it, or it is not known yet. */
  priced: boolean;
  caption: string;
  canConfirm: boolean;
  canObject: boolean;
  canLeave: boolean;
  /** She missed it and may choose another time. */
  canMakeUp: boolean;
}

/** Something that she should know before all else. */
export interface ClassNotice {
  title: string;
  body: string;
}

export interface ClassView {
  pageTitle: string;
  over: string;
  headline: string;
  when: string;
  whenTag: string;
  changed: string;
  place: string;
  address: string;
  online: boolean;
  teacher: string;
  notices: ClassNotice[];
  material: MaterialRow[];
  seats: SeatCard[];
  /** It lies ahead and takes place. */
  ahead: boolean;
}

/** The page of one class. @param orders the orders of its seats @param now ms since 1970 */
export function classView(cls: ClassPage, orders: readonly OrderView[], now: number): ClassView {
  const scenes = cls.seats
    .filter((seat) => seat.state !== 'released')
    .map((seat) => sceneOf(seat, orders, cls.classId, now));
  const [first] = scenes;
  const comes = scenes.some(({ seat }) => seat.state === 'booked' || seat.state === 'on_hold');
  const ahead = comes && cls.state === 'scheduled' && Date.parse(cls.startsAt) > now;
  const moved = cls.previousStartsAt !== undefined && cls.state === 'scheduled';
  return {
    pageTitle: first?.unit?.name ?? '课次',
    over: joined(cls.courseTitle, first?.unit?.name),
    headline: first?.lesson || (cls.title === cls.courseTitle ? dayText(cls.startsAt) : cls.title),
    when: `${dayText(cls.startsAt)} ${clockSpanText(cls.startsAt, cls.endsAt)}`,
    whenTag: ahead ? (daysAheadText(cls.startsAt, now) ?? '') : runningTag(cls, now),
    changed: moved ? `原定 ${momentText(cls.previousStartsAt ?? '', now)}` : '',
    place: cls.online ? '线上上课' : joined(cls.campus?.name, cls.place),
    address: cls.online ? cls.place : (cls.campus?.address ?? ''),
    online: cls.online,
    teacher: cls.teacherName,
    notices: noticesOf(cls, scenes, now),
    material: cls.material.map(materialRow),
    seats: scenes.map((scene) => seatCard(scene, cls, scenes.length > 1, now)),
    ahead,
  };
}

interface Scene {
  seat: Seat;
  order: OrderView | undefined;
  unit: UnitView | undefined;
  lesson: string;
}

/** The unit of a seat: the one it was taught on, or the one it will be. */
function sceneOf(seat: Seat, orders: readonly OrderView[], classId: string, now: number): Scene {
  const order = orders.find((known) => known.orderId === seat.orderId);
  if (order === undefined) return { seat, order, unit: undefined, lesson: '' };
  const schedule = scheduleOf(order, now);
  const unit = order.units.find(({ no }) => {
    const classes = schedule.get(no);
    return no === seat.unitNo || classes?.coming.some((cls) => cls.classId === classId);
  });
  if (unit === undefined) return { seat, order, unit, lesson: '' };
  const before = order.units
    .filter(({ no }) => no < unit.no)
    .reduce((n, { classCount }) => n + classCount, 0);
  const classes = schedule.get(unit.no);
  const inUnit = [...(classes?.taught ?? []), ...(classes?.coming ?? [])].findIndex(
    (cls) => cls.classId === classId,
  );
  return { seat, order, unit, lesson: order.lessons[before + Math.max(0, inUnit)]?.title ?? '' };
}

function runningTag(cls: ClassPage, now: number): string {
  if (cls.state === 'cancelled') return '';
  return cls.state === 'scheduled' && Date.parse(cls.endsAt) > now ? '上课中' : '';
}

/** Staff write a reason with a full stop or without one. */
function sentence(words: string): string {
  return words === '' || /[。？…]$/.test(words) ? words : `${words}。`;
}

function noticesOf(cls: ClassPage, scenes: readonly Scene[], now: number): ClassNotice[] {
  if (cls.state === 'cancelled') {
    return [{ title: '这次课停了', body: `${sentence(cls.cancelReason ?? '')}不扣费，机构会另排时间。` }];
  }
  return scenes
    .flatMap(({ seat, order }): ClassNotice[] => {
      if (seat.state !== 'on_hold') return [];
      const waits = order?.units.find((unit) => markOf(unit.status) === 'owed' || unit.status === 'objected');
      const settle = waits === undefined ? '上一笔结清' : `${waits.name}${settleText(waits)}`;
      const body =
        seat.holdReason === 'not_opened'
          ? '微信这次还没能开通先学后付，开课前会再试。'
          : `${settle}后，座位自动恢复。`;
      return [{ title: '座位先保留', body: `${body}没恢复也可以来上课，这次 ¥0.00，之后也不会补扣。` }];
    })
    .slice(0, Date.parse(cls.endsAt) > now ? 1 : 0);
}

function settleText(unit: UnitView): string {
  return unit.status === 'objected' ? '的异议处理完' : '付清';
}

const MARK_WORDS: Partial<Record<Seat['state'], string>> = {
  attended: '到课',
  late: '迟到',
  absent: '缺课',
  on_leave: '请假',
};

function seatCard({ seat, order, unit }: Scene, cls: ClassPage, several: boolean, now: number): SeatCard {
  const marked = MARK_WORDS[seat.state];
  const taught = seat.state === 'attended' || seat.state === 'late';
  const free = (marked !== undefined && !taught) || (taught && seat.unitNo === undefined);
  const single = unit?.classCount === 1;
  const priced = !free && cls.state !== 'cancelled' && unit !== undefined;
  const underWay = taught && unit?.teaching === 'planned' && seat.confirmedAt === undefined;
  return {
    seatId: seat.seatId,
    orderId: seat.orderId,
    unitNo: unit?.no ?? 0,
    student: several ? seat.studentName : '',
    title: marked ?? (single ? '这一次课' : (unit?.name ?? '这一次课')),
    fen: priced && unit ? unitFen(unit) : 0,
    priced,
    caption: free
      ? '这次没有扣费'
      : unit === undefined || order === undefined
        ? ''
        : priceCaption(unit, order, seat, now),
    canConfirm: taught && (underWay || (unit?.actions.includes('confirm') ?? false)),
    canObject: taught && (unit?.actions.includes('object') ?? false),
    canLeave: cls.state === 'scheduled' && marked === undefined && Date.parse(cls.startsAt) > now,
    canMakeUp: free && order?.state === 'active',
  };
}

function priceCaption(unit: UnitView, order: OrderView, seat: Seat, now: number): string {
  const confirmed = seat.confirmedAt === undefined ? '' : '你已确认';
  if (unit.status === 'in_window') {
    const ends = unit.windowEndsAt;
    if (ends === undefined || leftText(ends, now) === undefined) return '正在扣费';
    return order.ordinary ? `${momentText(ends, now)} 前可以提异议` : `${momentText(ends, now)} 自动扣费`;
  }
  if (unit.teaching !== 'planned') return joined(confirmed, stateWord(unit.status));
  const whole = unit.classCount > 1 ? '整段上完' : '上完';
  const rule = order.ordinary ? `${whole}并点名后再付` : `${whole}并点名后，过 ${order.windowHours} 小时才扣`;
  return joined(confirmed, rule);
}

const KINDS: Record<MaterialRow['kind'], Pick<MaterialRow, 'caption' | 'action' | 'icon'>> = {
  text: { caption: '文字', action: '查看', icon: 'file' },
  image: { caption: '图片', action: '查看', icon: 'image' },
  pdf: { caption: 'PDF', action: '打开', icon: 'file' },
};

function materialRow(item: ClassPage['material'][number], index: number): MaterialRow {
  return { key: String(index), kind: item.kind, title: item.title, ...KINDS[item.kind] };
}

/** The class as an entry of the phone's calendar. Times in seconds since 1970, as `wx.addPhoneCalendar` takes them. */
export function calendarEntry(cls: ClassPage): {
  title: string;
  startTime: number;
  endTime: string;
  location: string;
  description: string;
} {
  const seconds = (time: string): number => Math.floor(Date.parse(time) / 1000);
  return {
    title: cls.title === cls.courseTitle ? `${cls.courseTitle} 上课` : `${cls.courseTitle} ${cls.title}`,
    startTime: seconds(cls.startsAt),
    endTime: String(seconds(cls.endsAt)),
    location: cls.online ? cls.place : joined(cls.campus?.name, cls.campus?.address, cls.place),
    description: `老师 ${cls.teacherName}。上完再扣费。`,
  };
}
