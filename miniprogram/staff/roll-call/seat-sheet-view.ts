import { leftText, momentText } from '../../format/dates';
import { joined } from '../../format/joined';
import { yuan } from '../../format/money';
import { isMarked, MARK_WORDS, type Seat } from './roll-call-view';
import type { QueuedAct } from './roll-queue';

/** One act of the past, as evidence. */
export interface MarkRow {
  title: string;
  line: string;
  note: string;
  pictures: string[];
}

export interface SeatSheetView {
  seatId: string;
  name: string;
  /** Where the seat stands, in one sentence. */
  standing: string;
  rows: MarkRow[];
  /** It was marked, and not on this phone only. */
  closed: boolean;
  /** The mark can be taken back at the server, until `undoLeft`. */
  canUndo: boolean;
  undoLeft: string;
  /** Waits on this phone and can be taken back here. */
  actId: string;
}

/** Before any seat was opened. */
export const NO_SEAT: SeatSheetView = {
  ...{ seatId: '', name: '', standing: '', rows: [], closed: true, canUndo: false, undoLeft: '', actId: '' },
};

/** Everything about one student's place in the class. @param now ms since 1970 */
export function seatSheetView(seat: Seat, act: QueuedAct | undefined, now: number): SeatSheetView {
  const left = seat.undoUntil === undefined ? undefined : leftText(seat.undoUntil, now);
  const over = seat.undoUntil !== undefined && left === undefined;
  return {
    ...{ seatId: seat.seatId, name: seat.studentName, actId: act?.actId ?? '' },
    closed: isMarked(seat),
    standing: standingOf(seat, act),
    rows: [...seat.marks].reverse().map((mark) => markRow(mark, now)),
    canUndo: isMarked(seat) && !over && seat.confirmedAt === undefined,
    undoLeft: left === undefined ? '' : `还能撤回 ${left}`,
  };
}

function standingOf(seat: Seat, act: QueuedAct | undefined): string {
  if (act !== undefined) return `记为${MARK_WORDS[act.mark]}，还没有发出去。`;
  switch (seat.state) {
    case 'attended':
    case 'late':
      return taughtText(seat);
    case 'absent':
      return '缺课，不扣费，可以补课。';
    case 'on_leave':
      return '请假，不扣费，可以补课。';
    case 'on_hold':
      return seat.holdReason === 'previous_unsettled'
        ? '上一笔还没结清，座位先保留；来了也不扣费。'
        : '这次的扣费没有开通，座位先保留；来了也不扣费。';
    default:
      return seat.priceFen === undefined
        ? '扣费还没开通，来了也不扣费。'
        : `到课扣 ${yuan(seat.priceFen)}，过了异议期才扣。`;
  }
}

function taughtText(seat: Seat): string {
  const word = MARK_WORDS[seat.state as 'attended' | 'late'];
  if (seat.unitNo === undefined) return `${word}，这次不扣费。`;
  if (seat.confirmedAt !== undefined) return `${word}，学员已确认。`;
  return seat.windowEndsAt === undefined ? `${word}，整段上完再扣费。` : `${word}，过了异议期自动扣费。`;
}

function markRow(mark: Seat['marks'][number], now: number): MarkRow {
  const late = mark.markedAt !== undefined && mark.markedAt.slice(0, 16) !== mark.at.slice(0, 16);
  return {
    title: `${MARK_WORDS[mark.mark]}${mark.undoneAt === undefined ? '' : '，已撤回'}`,
    line: joined(
      mark.byName,
      momentText(mark.at, now),
      late ? `现场 ${momentText(mark.markedAt ?? mark.at, now)} 记下` : '',
      mark.undoneAt === undefined ? '' : `${momentText(mark.undoneAt, now)} 撤回`,
    ),
    note: mark.note,
    pictures: mark.pictures,
  };
}
