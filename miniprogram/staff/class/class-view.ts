import type { ActionName, ResponseOf } from '../../../protocol';
import type { StaffClassView } from '../../../protocol/staff-classes';
import { dayText, momentText } from '../../format/dates';
import { clockSpanText, daysAheadText } from '../../format/day-spans';
import { joined } from '../../format/joined';
import { TONE_WORDS, type Tone, toneOf } from '../timetable/timetable-view';

export type ClassPage = ResponseOf<'staff', 'readClass'>;
type Seat = ClassPage['seats'][number];
type Waiting = ResponseOf<'staff', 'waitingList'>['waiting'];
type Reach = ResponseOf<'staff', 'classReach'>;

export interface SeatRow {
  seatId: string;
  name: string;
  word: string;
  tone: 'plain' | 'brand' | 'owed' | 'notice';
  /** Why, where it needs a reason. */
  line: string;
}

export interface ClassHead {
  title: string;
  when: string;
  whenTag: string;
  /** The time before it was moved. */
  changed: string;
  place: string;
  online: boolean;
  teacher: string;
  seats: string;
  tone: Tone;
  tag: string;
  notice: string;
}

/** What she may do with the class as it stands. */
export interface ClassActs {
  /** The roll can be called or looked at. */
  roll: boolean;
  rollWord: string;
  move: boolean;
  cancel: boolean;
  book: boolean;
  wait: boolean;
  material: boolean;
}

export interface ReachView {
  line: string;
  /** By what stood in the way. */
  rows: { key: string; title: string; names: string; line: string }[];
}

/** @param now ms since 1970 */
export function classHead(cls: StaffClassView, now: number): ClassHead {
  const tone = toneOf(cls, now);
  const { previousStartsAt } = cls;
  return {
    ...{ title: cls.title, online: cls.online, teacher: cls.teacherName, tone, tag: TONE_WORDS[tone] },
    when: `${dayText(cls.startsAt)} ${clockSpanText(cls.startsAt, cls.endsAt)}`,
    whenTag: cls.state === 'scheduled' ? (daysAheadText(cls.startsAt, now) ?? '') : '',
    changed: previousStartsAt === undefined ? '' : `原定 ${momentText(previousStartsAt, now)}`,
    place: cls.online ? cls.place || '线上' : cls.place,
    seats: joined(
      cls.state === 'cancelled' ? '座位都退了' : `${cls.seatsTaken} 人，共 ${cls.capacity} 个座位`,
      cls.toSeat === undefined ? '' : `还有 ${cls.toSeat} 人的座位正在自动订`,
      cls.waiting > 0 ? `候补 ${cls.waiting} 人` : '',
      cls.makeUp ? '补课' : '',
    ),
    notice: cls.state === 'cancelled' ? `停课：${cls.cancelReason ?? ''}` : '',
  };
}

/**
 * @param me who she is here, with the actions that her roles allow
 * @param now ms since 1970
 */
export function classActs(
  cls: StaffClassView,
  me: Pick<ResponseOf<'staff', 'me'>, 'actions'>,
  now: number,
): ClassActs {
  const may = (action: ActionName<'staff'>) => me.actions.includes(action);
  const ahead = cls.state === 'scheduled' && now < Date.parse(cls.startsAt);
  const full = cls.seatsTaken >= cls.capacity;
  return {
    roll: cls.state !== 'cancelled' && (may('rollCall') || !ahead) && cls.seatsTaken > 0,
    rollWord: !may('rollCall') ? '看点名' : cls.unmarked > 0 ? '点名' : ahead ? '记请假' : '看点名',
    move: ahead && may('reschedule'),
    cancel: cls.state === 'scheduled' && may('cancelClass') && (ahead || cls.unmarked > 0),
    book: ahead && may('bookSeats') && !full,
    wait: ahead && may('waitForSeat') && full && !cls.makeUp,
    material: may('saveMaterial') && cls.state !== 'cancelled',
  };
}

const SEAT_WORDS: Readonly<Record<Seat['state'], { word: string; tone: SeatRow['tone'] }>> = {
  booked: { word: '已订座', tone: 'plain' },
  on_hold: { word: '座位保留', tone: 'notice' },
  attended: { word: '到课', tone: 'plain' },
  late: { word: '迟到', tone: 'notice' },
  absent: { word: '缺课', tone: 'owed' },
  on_leave: { word: '请假', tone: 'plain' },
  released: { word: '座位已退', tone: 'plain' },
};

const HOLD_REASONS = {
  previous_unsettled: '上一笔还没结清，来了也不扣费',
  not_opened: '这次的扣费没有开通，来了也不扣费',
} as const;

/** Those who need somebody first, then by name as they came. */
export function seatRows(seats: readonly Seat[]): SeatRow[] {
  const rank = (seat: Seat) => (seat.state === 'on_hold' ? 0 : seat.state === 'released' ? 2 : 1);
  return [...seats]
    .sort((a, b) => rank(a) - rank(b))
    .map((seat) => {
      const { word, tone } = SEAT_WORDS[seat.state];
      const free = (seat.state === 'attended' || seat.state === 'late') && seat.unitNo === undefined;
      return {
        ...{ seatId: seat.seatId, name: seat.studentName, word, tone },
        line: joined(
          seat.makeUp ? '补课' : '',
          seat.state === 'on_hold' && seat.holdReason ? HOLD_REASONS[seat.holdReason] : '',
          free ? '这次不扣费' : '',
        ),
      };
    });
}

/** @param now ms since 1970 */
export function waitingRows(waiting: Waiting, now: number) {
  return waiting.map(({ orderId, studentName, since, place }) => ({
    ...{ orderId, name: studentName },
    line: `第 ${place} 位，${momentText(since, now)} 开始等`,
  }));
}

const REASONS = {
  no_quota: '没有剩余的通知次数',
  refused: '没有同意接收通知',
  failed: '微信没有送达',
} as const;

/** Whom the last message reached; who was not reached finds it in the Mini Program all the same. @param now ms */
export function reachView({ reached, waiting, notReached }: Reach, now: number): ReachView {
  const parts = [
    reached > 0 ? `${reached} 人收到` : '',
    waiting > 0 ? `${waiting} 人正在发` : '',
    notReached.length > 0 ? `${notReached.length} 人没收到` : '',
  ];
  const reasons = (Object.keys(REASONS) as (keyof typeof REASONS)[]).map((reason) => ({
    reason,
    people: notReached.filter((person) => person.reason === reason),
  }));
  return {
    line: joined(...parts) || '上课前一天会提醒',
    rows: reasons
      .filter(({ people }) => people.length > 0)
      .map(({ reason, people }) => ({
        ...{ key: reason, title: `${REASONS[reason]}，${people.length} 人` },
        names: people.map(({ studentName }) => studentName).join('、'),
        line: `${people[0]?.title}，${momentText(people[0]?.at ?? '', now)} 发出`,
      })),
  };
}
