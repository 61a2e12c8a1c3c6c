import type { ResponseOf } from '../../../protocol';
import { dayText } from '../../format/dates';
import { clockSpanText } from '../../format/day-spans';
import { joined } from '../../format/joined';
import { sumFen, yuan } from '../../format/money';
import type { Mark, QueuedAct } from './roll-queue';

export type ClassPage = ResponseOf<'staff', 'readClass'>;
export type Seat = ClassPage['seats'][number];

/** What was chosen for a seat on this page and is not submitted yet. */
export interface Draft {
  mark: Mark;
  note: string;
  /** Photographs, as files of this phone. */
  pictures: string[];
}

export type Drafts = Readonly<Record<string, Draft>>;

export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  attended: '到课',
  late: '迟到',
  absent: '缺课',
  on_leave: '请假',
};

export interface Tile {
  seatId: string;
  name: string;
  /** Under the name; empty for who simply attends. */
  word: string;
  tone: Mark | 'makeup';
  /** `draft` can be tapped, `waiting` is on its way, `done` was marked. */
  state: 'draft' | 'waiting' | 'done';
  /** A note or a photograph goes with it. */
  evidence: boolean;
  spoken: string;
}

export interface MarkChoice {
  mark: Mark;
  word: string;
  count: number;
  /** Before a class begins only leave is known. */
  off: boolean;
}

export interface RollCallView {
  title: string;
  head: string;
  choices: MarkChoice[];
  tiles: Tile[];
  /** How many marks the button submits. */
  open: number;
  /** What submitting costs, in a sentence. */
  cost: string;
  /** On top of it: who comes free and why, and who is there to make up. */
  notes: string[];
  early: boolean;
  cancelled: boolean;
}

const NOBODY: Draft = { mark: 'attended', note: '', pictures: [] };

/** What a seat would be marked as: everybody attends until said otherwise; before the class nobody does yet. */
export function draftOf(seatId: string, drafts: Drafts): Draft {
  return drafts[seatId] ?? NOBODY;
}

/** Seats that have no mark and wait for none: what the page is about to submit. */
export function openSeats(page: ClassPage, queued: readonly QueuedAct[]): Seat[] {
  const waiting = new Set(queued.map(({ seatId }) => seatId));
  return page.seats.filter(
    ({ seatId, state }) => (state === 'booked' || state === 'on_hold') && !waiting.has(seatId),
  );
}

/** Whether the class has not begun: then only leave can be marked. @param now ms since 1970 */
export function isEarly(page: ClassPage, now: number): boolean {
  return now < Date.parse(page.class.startsAt);
}

/** What the button submits: all open seats; before the class only those on leave. */
export function submitted(
  page: ClassPage,
  drafts: Drafts,
  queued: readonly QueuedAct[],
  now: number,
): { seat: Seat; draft: Draft }[] {
  const early = isEarly(page, now);
  return openSeats(page, queued)
    .map((seat) => ({ seat, draft: draftOf(seat.seatId, drafts) }))
    .filter(({ draft }) => !early || draft.mark === 'on_leave');
}

/**
 * One screen for the roll of a class.
 * @param queued acts of this class that wait on the phone, or left it since the class was read
 * @param now ms since 1970
 */
export function rollCallView(
  page: ClassPage,
  drafts: Drafts,
  queued: readonly QueuedAct[],
  now: number,
): RollCallView {
  const { class: cls } = page;
  const early = isEarly(page, now);
  const acts = new Map(queued.map((act) => [act.seatId, act]));
  const seats = page.seats.filter(({ state }) => state !== 'released');
  const marks = seats.map((seat) => markOf(seat, drafts, acts.get(seat.seatId), early));
  const going = submitted(page, drafts, queued, now);
  return {
    title: cls.title,
    head: joined(
      `${dayText(cls.startsAt).split(' ')[1]} ${clockSpanText(cls.startsAt, cls.endsAt)}`,
      cls.online ? '线上' : cls.place,
      `${seats.length} 人`,
    ),
    choices: (Object.keys(MARK_WORDS) as Mark[]).map((mark) => ({
      ...{ mark, word: MARK_WORDS[mark], off: early && mark !== 'on_leave' },
      count: marks.filter((given) => given === mark).length,
    })),
    tiles: seats.map((seat, i) => tileOf(seat, marks[i], drafts, acts.get(seat.seatId))),
    open: going.length,
    cost: costText(going),
    notes: notesOf(seats, going),
    early,
    cancelled: cls.state === 'cancelled',
  };
}

function markOf(seat: Seat, drafts: Drafts, act: QueuedAct | undefined, early: boolean): Mark | undefined {
  if (isMarked(seat)) return seat.state as Mark;
  if (act !== undefined) return act.mark;
  if (early && drafts[seat.seatId] === undefined) return undefined;
  return draftOf(seat.seatId, drafts).mark;
}

export function isMarked(seat: Seat): boolean {
  return seat.state !== 'booked' && seat.state !== 'on_hold' && seat.state !== 'released';
}

function tileOf(seat: Seat, mark: Mark | undefined, drafts: Drafts, act: QueuedAct | undefined): Tile {
  const { seatId, studentName: name, makeUp } = seat;
  const state = isMarked(seat) ? 'done' : act !== undefined ? 'waiting' : 'draft';
  const draft = drafts[seatId];
  const there = mark === undefined || mark === 'attended';
  const free = state === 'done' && mark === 'attended' && seat.unitNo === undefined;
  const word = free ? '不扣费' : there ? (makeUp ? '补课' : '') : MARK_WORDS[mark];
  const evidence = act ? hasEvidence(act) : draft !== undefined && hasEvidence(draft);
  const last = seat.marks[seat.marks.length - 1];
  const stateWord = { draft: '', waiting: '待发送', done: '已点名' }[state];
  return {
    ...{ seatId, name, word, state },
    tone: mark === undefined || mark === 'attended' ? (makeUp ? 'makeup' : 'attended') : mark,
    evidence: evidence || (state === 'done' && last !== undefined && hasEvidence(last)),
    spoken: [
      ...[name, mark === undefined ? '还没开课' : MARK_WORDS[mark], makeUp ? '补课' : ''],
      ...[free ? '不扣费' : '', stateWord],
    ]
      .filter((part) => part !== '')
      .join('，'),
  };
}

function hasEvidence({ note, pictures }: { note: string; pictures: readonly string[] }): boolean {
  return note !== '' || pictures.length > 0;
}

function isTaught({ draft }: { draft: Draft }): boolean {
  return draft.mark === 'attended' || draft.mark === 'late';
}

/** What it costs before it is submitted, from the server's own figures for each seat. */
function costText(going: readonly { seat: Seat; draft: Draft }[]): string {
  if (going.length === 0) return '';
  const amounts = going.filter(isTaught).flatMap(({ seat }) => seat.priceFen ?? []);
  const rest = going.length - amounts.length;
  if (amounts.length === 0) return `${rest} 人都不扣费`;
  const charged = `${amounts.length} 人过了异议期扣费，共 ${yuan(sumFen(amounts))}`;
  return rest === 0 ? charged : `${charged}；${rest} 人不扣费`;
}

function notesOf(seats: readonly Seat[], going: readonly { seat: Seat; draft: Draft }[]): string[] {
  const free = going.filter((one) => isTaught(one) && one.seat.priceFen === undefined).length;
  const makeUps = seats.filter((seat) => seat.makeUp).length;
  return [
    ...(free > 0 ? [`${free} 人的扣费还没开通，来了也不扣费`] : []),
    ...(makeUps > 0 ? [`${makeUps} 人来补课`] : []),
  ];
}
