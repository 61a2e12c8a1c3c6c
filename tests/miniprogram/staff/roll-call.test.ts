import {
  type ClassPage,
  type Drafts,
  rollCallView,
  submitted,
} from '../../../miniprogram/staff/roll-call/roll-call-view';
import type { QueuedAct } from '../../../miniprogram/staff/roll-call/roll-queue';
import { seatSheetView } from '../../../miniprogram/staff/roll-call/seat-sheet-view';
import { rollDays } from '../../../miniprogram/staff/rolls/rolls-view';
import { freeSeat, NOW, staffClass, staffSeat } from './class-fixture';

const AFTER = Date.parse('2026-11-21T15:31:00+08:00');

function page(seats: ClassPage['seats']): ClassPage {
  return { class: staffClass('2026-11-21T14:00', { unmarked: seats.length }), material: [], seats };
}

const draft = (mark: 'late' | 'absent' | 'on_leave', note = '') => ({ mark, note, pictures: [] });
const view = (seats: ClassPage['seats'], drafts: Drafts = {}, queued: QueuedAct[] = [], now = AFTER) =>
  rollCallView(page(seats), drafts, queued, now);

function queued(name: string): QueuedAct {
  return {
    ...{ actId: 'a1', classId: 'k', seatId: `s-${name}`, studentName: name, mark: 'late', note: '堵车' },
    ...{ pictures: [], markedAt: '2026-11-21T15:31:00+08:00' },
  };
}

describe('the roll of a class', () => {
  test('everybody attends until said otherwise', () => {
    const shown = view([staffSeat('陈思远'), staffSeat('王清和'), staffSeat('何静')], {
      's-王清和': draft('absent'),
      's-何静': draft('late', '堵车'),
    });
    expect(shown.choices.map(({ word, count }) => `${word} ${count}`)).toEqual([
      '到课 1',
      '迟到 1',
      '缺课 1',
      '请假 0',
    ]);
    expect(shown.tiles).toMatchObject([
      { name: '陈思远', word: '', tone: 'attended', spoken: '陈思远，到课' },
      { word: '缺课', tone: 'absent', evidence: false },
      { word: '迟到', tone: 'late', evidence: true },
    ]);
    expect(shown.head).toBe('周六 14:00–15:30 · 3 号教室 · 3 人');
  });

  test('says what submitting costs, to the fen and from the server alone', () => {
    const seats = [
      staffSeat('甲', { priceFen: 11_999 }),
      staffSeat('乙', { priceFen: 12_001 }),
      staffSeat('丙'),
    ];
    expect(view(seats, { 's-丙': draft('absent') }).cost).toBe('2 人过了异议期扣费，共 ¥240.00；1 人不扣费');
    expect(view([staffSeat('甲')], { 's-甲': draft('on_leave') }).cost).toBe('1 人都不扣费');
    expect(view([staffSeat('甲')]).cost).toBe('1 人过了异议期扣费，共 ¥120.00');
  });

  test('tells who comes free and who makes up', () => {
    const seats = [
      freeSeat('甲', { state: 'on_hold', holdReason: 'previous_unsettled' }),
      staffSeat('罗溪', { makeUp: true }),
    ];
    const shown = view(seats);
    expect(shown.cost).toBe('1 人过了异议期扣费，共 ¥120.00；1 人不扣费');
    expect(shown.notes).toEqual(['1 人的扣费还没开通，来了也不扣费', '1 人来补课']);
    expect(shown.tiles[1]).toMatchObject({ word: '补课', tone: 'makeup', spoken: '罗溪，到课，补课' });
  });

  test('what waits on the phone or was marked is not submitted again', () => {
    const seats = [
      staffSeat('甲'),
      staffSeat('乙'),
      staffSeat('丙', { state: 'absent' }),
      staffSeat('丁', { state: 'released' }),
    ];
    const shown = view(seats, {}, [queued('乙')]);
    expect(shown.tiles.map(({ name, state, word }) => [name, state, word])).toEqual([
      ['甲', 'draft', ''],
      ['乙', 'waiting', '迟到'],
      ['丙', 'done', '缺课'],
    ]);
    expect(shown.open).toBe(1);
    const going = submitted(page(seats), {}, [queued('乙')], AFTER);
    expect(going.map(({ seat }) => seat.studentName)).toEqual(['甲']);
  });

  test('after it, who came free is told apart from who is charged', () => {
    const { tiles } = view([
      freeSeat('甲', { state: 'attended' }),
      staffSeat('乙', { state: 'attended', unitNo: 3 }),
    ]);
    expect(tiles.map(({ word, spoken }) => [word, spoken])).toEqual([
      ['不扣费', '甲，到课，不扣费，已点名'],
      ['', '乙，到课，已点名'],
    ]);
  });

  test('before it begins only leave is known', () => {
    const early = Date.parse('2026-11-21T13:00:00+08:00');
    const shown = view([staffSeat('甲'), staffSeat('乙')], { 's-乙': draft('on_leave') }, [], early);
    expect(shown.choices.map(({ off }) => off)).toEqual([true, true, true, false]);
    expect(shown).toMatchObject({ early: true, open: 1, cost: '1 人都不扣费' });
    expect(shown.choices.map(({ count }) => count)).toEqual([0, 0, 0, 1]);
  });
});

describe('one student of it', () => {
  const mark = {
    mark: 'attended',
    at: '2026-11-21T15:32:00+08:00',
    byName: '刘砚秋',
    note: '',
    pictures: [],
  } as const;

  test('the mark can be taken back until its time is over, and says how long', () => {
    const marked = staffSeat('林晓雯', {
      ...{ state: 'attended', unitNo: 7, marks: [{ ...mark, pictures: [] }] },
      ...{ windowEndsAt: '2026-11-22T15:32:00+08:00', undoUntil: '2026-11-22T15:32:00+08:00' },
    });
    expect(seatSheetView(marked, undefined, NOW)).toMatchObject({
      ...{ canUndo: true, undoLeft: '还能撤回 5:51', standing: '到课，过了异议期自动扣费。' },
      rows: [{ title: '到课', line: '刘砚秋 · 昨天 15:32' }],
    });
    const over = Date.parse('2026-11-22T15:33:00+08:00');
    expect(seatSheetView(marked, undefined, over)).toMatchObject({ canUndo: false, undoLeft: '' });
    expect(
      seatSheetView({ ...marked, confirmedAt: '2026-11-22T09:00:00+08:00' }, undefined, NOW),
    ).toMatchObject({
      ...{ canUndo: false, standing: '到课，学员已确认。' },
    });
  });

  test('what was marked without a network says when it was seen, what was undone says so', () => {
    const marks = [
      { ...mark, pictures: [], markedAt: '2026-11-21T15:20:00+08:00', undoneAt: '2026-11-21T16:00:00+08:00' },
    ];
    const [row] = seatSheetView(staffSeat('甲', { marks }), undefined, NOW).rows;
    expect(row).toMatchObject({
      title: '到课，已撤回',
      line: '刘砚秋 · 昨天 15:32 · 现场 昨天 15:20 记下 · 昨天 16:00 撤回',
    });
  });

  test('a seat on hold says why, and that coming costs nothing', () => {
    const { standing } = seatSheetView(
      freeSeat('甲', { state: 'on_hold', holdReason: 'previous_unsettled' }),
      undefined,
      NOW,
    );
    expect(standing).toBe('上一笔还没结清，座位先保留；来了也不扣费。');
  });

  test('what has not been sent is taken back on the phone', () => {
    expect(seatSheetView(staffSeat('乙'), queued('乙'), NOW)).toMatchObject({
      ...{ actId: 'a1', standing: '记为迟到，还没有发出去。', canUndo: false },
    });
  });
});

test('the rolls to call: what was missed, oldest first, then all of today', () => {
  const { missed, today } = rollDays(
    [
      staffClass('2026-11-22T14:00'),
      staffClass('2026-11-21T14:00', { unmarked: 4 }),
      staffClass('2026-11-19T07:00', { unmarked: 1 }),
      staffClass('2026-11-20T19:00', { state: 'held' }),
      staffClass('2026-11-22T19:00', { seatsTaken: 0 }),
    ],
    NOW,
  );
  expect(missed.map(({ name }) => name)).toEqual(['11月19日 周四', '11月21日 周六']);
  expect(today.rows.map(({ time }) => time)).toEqual(['14:00–15:30']);
});
