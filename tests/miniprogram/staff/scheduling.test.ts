import { classActs, classHead, reachView, seatRows } from '../../../miniprogram/staff/class/class-view';
import { type ClassFault, faultsByField, faultWords } from '../../../miniprogram/staff/class-faults';
import { dueRows, otherRows } from '../../../miniprogram/staff/order-sheet/order-sheet-view';
import {
  checkRequest,
  doneWords,
  EMPTY_DRAFT,
  missing,
  previewOf,
  type ScheduleDraft,
  singleRequest,
  weeklyRequest,
} from '../../../miniprogram/staff/schedule/schedule-view';
import { freeSeat, NOW, staffClass, staffSeat } from './class-fixture';

const FILLED: ScheduleDraft = {
  ...EMPTY_DRAFT,
  ...{ courseId: 'c1', campusId: 'tianhe', title: ' 行书入门 ', teacherId: 'o-liu', place: ' 3 号教室 ' },
  ...{ capacity: '16', kind: 'weekly', day: '2026-12-01', clock: '14:00', weekdays: [3, 6], count: '4' },
};

const words = (code: string, detail: ClassFault['detail'] = {}) => faultWords({ code, detail }, NOW);

test('what scheduling has done, and that the rest goes on by itself', () => {
  expect(doneWords({ classIds: ['k1'], seats: 20 })).toBe('1 次课，订好 20 个座位');
  expect(doneWords({ classIds: ['k1'], seats: 40, toSeat: 5 })).toBe(
    '1 次课，订好 40 个座位，还有 5 人的座位正在自动订',
  );
  expect(
    classHead(staffClass('2026-11-25T19:00', { seatsTaken: 40, capacity: 60, toSeat: 5 }), NOW).seats,
  ).toBe('40 人，共 60 个座位 · 还有 5 人的座位正在自动订');
});

describe('what stands against a class, in words', () => {
  const other = {
    classId: 'k2',
    title: '隶书入门',
    place: '3 号教室',
    startsAt: '2026-11-25T19:00:00.000+08:00',
  };

  test.each([
    [
      'TIME_CONFLICT',
      { kind: 'place', ...other },
      'place',
      '3 号教室已排 11月25日 周三 19:00 的《隶书入门》，换一间教室或时间。',
    ],
    [
      'TIME_CONFLICT',
      { kind: 'teacher', ...other },
      'teacher',
      '这位老师要上 11月25日 周三 19:00 的《隶书入门》（3 号教室），换一位老师或时间。',
    ],
    [
      'TOO_CLOSE',
      { studentName: '林晓雯', nearAt: '2026-11-25T10:00:00+08:00' },
      'time',
      '林晓雯 11月25日 周三 10:00 还有课，两次课至少间隔 4 小时。',
    ],
    [
      'TOO_CLOSE',
      { studentName: '林晓雯', windowEndsAt: '2026-11-25T10:00:00+08:00' },
      'time',
      '林晓雯上一次课的异议期到 11月25日 周三 10:00，之后两小时才能上下一次。',
    ],
    [
      'OUT_OF_HOURS',
      { endsAt: '2026-11-25T21:00:00+08:00', latest: '20:30', rule: '最晚 20:30 下课。' },
      'time',
      '11月25日 周三 21:00 下课，超过 20:30。最晚 20:30 下课。',
    ],
    [
      'PAST_PLAN_END',
      { studentName: '林晓雯', latest: '2027-08-01T10:00:00+08:00' },
      'time',
      '林晓雯的扣费计划只排得到 8月1日 周日 10:00，排早一些。',
    ],
    [
      'CLASS_FULL',
      { learners: 18, most: 16 },
      'capacity',
      '有 18 位学员要来，16 个座位不够。加座位，或者一次一次排、只选部分学员。',
    ],
    ['BAD_REQUEST', { field: 'capacity', room: '小教室', most: 6 }, 'capacity', '小教室最多坐 6 人。'],
    ['WRONG_STATE', { studentName: '林晓雯' }, 'students', '林晓雯的课时已经排完，不能再加。'],
  ] as const)('%s %j', (code, detail, field, text) => {
    expect(words(code, detail)).toEqual({ field, text });
  });

  test('an error without facts keeps the words of the server', () => {
    expect(faultWords({ code: 'BUSY', detail: {} }, NOW, '现在有点忙，请稍后再试。')).toEqual({
      ...{ field: 'form', text: '现在有点忙，请稍后再试。' },
    });
  });

  test('two of many are told at the field, the rest are counted', () => {
    const faults = [1, 2, 3, 4].map((day) => ({
      ...{
        code: 'TIME_CONFLICT',
        detail: { kind: 'place', ...other, startsAt: `2026-12-0${day}T19:00:00+08:00` },
      },
    }));
    const { place, teacher } = faultsByField(faults, NOW);
    expect([place.length, place[2], teacher]).toEqual([3, '还有 2 处冲突，见下面的日期。', []]);
  });
});

describe('a timetable that is filled in', () => {
  test('asks for one thing after the other, and for nothing at the end', () => {
    expect(missing(EMPTY_DRAFT)).toBe('选课程');
    expect(missing({ ...FILLED, weekdays: [] })).toBe('选周几');
    expect(missing({ ...FILLED, count: '101' })).toBe('写排几次，最多 100 次');
    expect(missing({ ...FILLED, capacity: '0' })).toBe('写座位数');
    expect(missing({ ...FILLED, kind: 'makeUp' })).toBe('选补课的学员');
    expect(missing(FILLED)).toBeUndefined();
  });

  test('weekly, single and make-up become what the server takes', () => {
    expect(weeklyRequest(FILLED)).toMatchObject({
      ...{ title: '行书入门', place: '3 号教室', capacity: 16, fromDay: '2026-12-01', count: 4 },
      ...{ weekdays: [3, 6], startsAtClock: '14:00', skipDays: [] },
    });
    expect(singleRequest({ ...FILLED, kind: 'single' })).toMatchObject({
      ...{ startsAt: '2026-12-01T14:00:00+08:00', makeUp: false, orderIds: [] },
    });
    const some = [{ orderId: 'o2', name: '周', line: '' }];
    expect(singleRequest({ ...FILLED, kind: 'single', orders: some })).toMatchObject({ orderIds: ['o2'] });
    const makeUp = { ...FILLED, kind: 'makeUp' as const, orders: [{ orderId: 'o1', name: '林', line: '' }] };
    expect(singleRequest(makeUp)).toMatchObject({ makeUp: true, orderIds: ['o1'] });
    expect(checkRequest(makeUp)).toMatchObject({ startsAt: '2026-12-01T14:00:00+08:00', makeUp: true });
    expect(checkRequest(FILLED).startsAt).toBeUndefined();
  });

  test('shows its dates beforehand: those in conflict marked, days left out named', () => {
    const at = (day: string) => ({
      startsAt: `${day}T14:00:00.000+08:00`,
      endsAt: `${day}T15:30:00.000+08:00`,
    });
    const clash = {
      kind: 'place',
      title: '隶书',
      place: '3 号教室',
      ...at('2026-12-05'),
      plannedAt: at('2026-12-05').startsAt,
    };
    const shown = previewOf(
      {
        classes: [at('2026-12-05'), at('2026-12-12'), at('2026-12-16')],
        holidays: [
          { day: '2026-12-09', name: '馆休' },
          { day: '2026-12-10', name: '馆休' },
        ],
        ...{ learners: 16, faults: [{ code: 'TIME_CONFLICT', detail: clash }] },
      },
      { ...FILLED, skipDays: ['2026-12-02', '2026-12-30'] },
      NOW,
    );
    expect(shown).toMatchObject({
      ...{ summary: '3 次课 · 12月5日 周六 – 12月16日 周三', ok: false, action: '排 3 次课，通知 16 人' },
      skipped: ['12月2日 周三 跳过', '12月9日 周三 馆休'],
    });
    expect(shown.dates.map((date) => date.clash)).toEqual([true, false, false]);
  });
});

describe('the page of a class', () => {
  const me = (...actions: string[]) => ({ actions });
  const academic = me('rollCall', 'reschedule', 'cancelClass', 'bookSeats', 'waitForSeat', 'saveMaterial');
  const coming = staffClass('2026-11-25T14:00', { previousStartsAt: '2026-11-24T19:00:00+08:00' });

  test('a moved class carries its old time, a cancelled one its reason', () => {
    expect(classHead(coming, NOW)).toMatchObject({
      ...{ when: '11月25日 周三 14:00–15:30', changed: '原定 11月24日 周二 19:00', whenTag: '3 天后' },
    });
    const off = staffClass('2026-11-25T14:00', { state: 'cancelled', cancelReason: '台风' });
    expect(classHead(off, NOW)).toMatchObject({ notice: '停课：台风', tag: '停课', seats: '座位都退了' });
  });

  test('offers what she may do and what still can be done', () => {
    expect(classActs(coming, academic, NOW)).toMatchObject({
      move: true,
      cancel: true,
      book: true,
      wait: false,
    });
    const full = { ...coming, seatsTaken: 16 };
    expect(classActs(full, academic, NOW)).toMatchObject({ book: false, wait: true });
    const begun = staffClass('2026-11-22T09:00', { unmarked: 12 });
    expect(classActs(begun, academic, NOW)).toMatchObject({ move: false, roll: true, rollWord: '点名' });
    const finance = classActs(begun, me('readClass'), NOW);
    expect(finance).toMatchObject({ ...{ rollWord: '看点名', move: false, cancel: false, material: false } });
  });

  test('who is on hold stands first, with the reason', () => {
    const rows = seatRows([
      staffSeat('甲', { state: 'released' }),
      freeSeat('乙', { state: 'attended' }),
      freeSeat('丙', { state: 'on_hold', holdReason: 'not_opened' }),
    ]);
    expect(rows.map(({ name, word, line }) => [name, word, line])).toEqual([
      ['丙', '座位保留', '这次的扣费没有开通，来了也不扣费'],
      ['乙', '到课', '这次不扣费'],
      ['甲', '座位已退', ''],
    ]);
  });

  test('names who was not reached, by what stood in the way', () => {
    const lost = (studentName: string, reason: 'no_quota' | 'refused') => ({
      ...{ studentName, reason, title: '行书入门：11月25日 周三 14:00', at: '2026-11-21T09:00:00+08:00' },
    });
    const reach = {
      reached: 9,
      waiting: 1,
      notReached: [lost('甲', 'refused'), lost('乙', 'no_quota'), lost('丙', 'refused')],
    };
    expect(reachView(reach, NOW)).toMatchObject({
      line: '9 人收到 · 1 人正在发 · 3 人没收到',
      rows: [
        { title: '没有剩余的通知次数，1 人', names: '乙' },
        { title: '没有同意接收通知，2 人', names: '甲、丙' },
      ],
    });
    expect(reachView({ reached: 0, waiting: 0, notReached: [] }, NOW).line).toBe('上课前一天会提醒');
  });
});

test('for a make-up those who missed a class are offered first, with what they missed', () => {
  const missed = (startsAt: string, mark: 'absent' | 'on_leave') => ({
    classId: 'k',
    title: '行书入门',
    startsAt,
    mark,
  });
  const due = {
    ...{ orderId: 'o1', studentName: '林晓雯', classesLeft: 6, booked: 4 },
    missed: [missed('2026-11-11T14:00:00+08:00', 'absent'), missed('2026-11-18T14:00:00+08:00', 'on_leave')],
  };
  expect(dueRows([due], [], NOW)).toEqual([
    { orderId: 'o1', name: '林晓雯', line: '11月18日 周三 14:00 请假等 2 次，还有 6 次没上' },
  ]);
  expect(dueRows([due], ['o1'], NOW)).toEqual([]);
  const order = { orderId: 'o2', studentName: '周明', state: 'active' as const, classesLeft: 3 };
  expect(otherRows([order, { ...order, orderId: 'o3', classesLeft: 0 }], [])).toHaveLength(1);
});
