import { type ClassPage, calendarEntry, classView } from '../../../miniprogram/classroom/class/class-view';
import { comingRows, messageRows, type Upcoming } from '../../../miniprogram/classroom/inbox/inbox-view';
import { openRows } from '../../../miniprogram/classroom/seats/seats-view';
import type { PushView } from '../../../protocol/classroom';
import { inWindow, NOW, order, orderClass, withUnit } from '../order-fixture';

const SEAT: ClassPage['seats'][number] = {
  seatId: 'k8-o1',
  orderId: 'o1',
  studentName: '林晓雯',
  state: 'booked',
};

function page(changes: Partial<ClassPage> = {}): ClassPage {
  return {
    ...{ classId: 'k8', courseId: 'c1', title: '行书入门', courseTitle: '行书入门', teacherName: '沈知言' },
    ...{
      startsAt: '2026-11-25T14:00:00+08:00',
      endsAt: '2026-11-25T15:30:00+08:00',
      place: '3 号教室',
      online: false,
    },
    ...{ state: 'scheduled', campus: { name: '徐汇馆', address: '天钥桥路 88 号 2 楼' } },
    material: [
      { kind: 'text', title: '准备', text: '带毛笔' },
      { kind: 'pdf', title: '例字 48 个', link: 'https://files.test/a.pdf' },
    ],
    seats: [SEAT],
    ...changes,
  };
}

const taught = (changes: Partial<ClassPage['seats'][number]> = {}) =>
  page({
    ...{ classId: 'k7', state: 'held', startsAt: orderClass(7).startsAt, endsAt: orderClass(7).endsAt },
    seats: [{ ...SEAT, seatId: 'k7-o1', state: 'attended', unitNo: 7, ...changes }],
  });

describe('the page of a class', () => {
  test('says what is taught, when, where, by whom, and what it will cost', () => {
    const shown = classView(page(), [order()], NOW);
    expect(shown).toMatchObject({
      ...{
        pageTitle: '第8次课',
        over: '行书入门 · 第8次课',
        headline: '偏旁简写',
        teacher: '沈知言',
        ahead: true,
      },
      ...{ when: '11月25日 周三 14:00–15:30', whenTag: '3 天后', changed: '' },
      ...{ place: '徐汇馆 · 3 号教室', address: '天钥桥路 88 号 2 楼' },
    });
    expect(shown.seats).toMatchObject([
      {
        title: '这一次课',
        fen: 12_000,
        priced: true,
        caption: '上完并点名后，过 24 小时才扣',
        canLeave: true,
        canObject: false,
      },
    ]);
    expect(shown.material.map(({ title, action }) => [title, action])).toEqual([
      ['准备', '查看'],
      ['例字 48 个', '打开'],
    ]);
  });

  test('a changed time carries the old one', () => {
    const moved = page({ previousStartsAt: '2026-11-24T19:00:00+08:00' });
    expect(classView(moved, [order()], NOW).changed).toBe('原定 11月24日 周二 19:00');
  });

  test('in the window she may object or confirm; afterwards neither', () => {
    const [seat] = classView(taught(), [order()], NOW).seats;
    expect(seat).toMatchObject({
      title: '到课',
      caption: '今天 15:32 自动扣费',
      canObject: true,
      canConfirm: true,
      canLeave: false,
    });
    const over = classView(
      taught(),
      [withUnit(inWindow(7, { status: 'paid', teaching: 'confirmed', actions: [] }))],
      NOW,
    );
    expect(over.seats[0]).toMatchObject({ caption: '已扣费', canObject: false, canConfirm: false });
  });

  test('who missed it is not charged and may choose another time', () => {
    const [seat] = classView(taught({ state: 'on_leave' }), [order()], NOW).seats;
    expect(seat).toMatchObject({ title: '请假', priced: false, caption: '这次没有扣费', canMakeUp: true });
  });

  test('who came on a seat on hold came free', () => {
    const { unitNo: _unitNo, ...seat } = { ...SEAT, state: 'attended' as const, unitNo: 1 };
    const shown = classView(page({ state: 'held', classId: 'k0', seats: [seat] }), [order()], NOW);
    expect(shown.seats[0]).toMatchObject({ title: '到课', priced: false, caption: '这次没有扣费' });
  });

  test('a seat on hold and a cancelled class are told before all else', () => {
    const hold = page({ seats: [{ ...SEAT, state: 'on_hold', holdReason: 'previous_unsettled' }] });
    const owing = withUnit(inWindow(7, { status: 'owing', teaching: 'confirmed' }));
    expect(classView(hold, [owing], NOW).notices[0]?.body).toContain('第7次课付清后，座位自动恢复');
    expect(
      classView(page({ state: 'cancelled', cancelReason: '台风' }), [order()], NOW).notices[0]?.body,
    ).toBe('台风。不扣费，机构会另排时间。');
    const cancelled = page({ state: 'cancelled', cancelReason: '台风。' });
    expect(classView(cancelled, [order()], NOW)).toMatchObject({
      notices: [{ title: '这次课停了', body: '台风。不扣费，机构会另排时间。' }],
      ahead: false,
    });
  });

  test('two children in one class are told apart', () => {
    const seats = [SEAT, { ...SEAT, seatId: 'k8-o2', orderId: 'o2', studentName: '林小满' }];
    const shown = classView(page({ seats }), [order(), order({ orderId: 'o2' })], NOW);
    expect(shown.seats.map(({ student, orderId }) => [student, orderId])).toEqual([
      ['林晓雯', 'o1'],
      ['林小满', 'o2'],
    ]);
  });

  test('an order that could not be read leaves the class readable', () => {
    expect(classView(page(), [], NOW)).toMatchObject({
      headline: '11月25日 周三',
      seats: [{ priced: false }],
    });
  });

  test('the calendar gets seconds, the place and the teacher', () => {
    expect(calendarEntry(page())).toEqual({
      title: '行书入门 上课',
      startTime: Date.parse('2026-11-25T14:00:00+08:00') / 1000,
      endTime: String(Date.parse('2026-11-25T15:30:00+08:00') / 1000),
      location: '徐汇馆 · 天钥桥路 88 号 2 楼 · 3 号教室',
      description: '老师 沈知言。上完再扣费。',
    });
  });
});

describe('the inbox', () => {
  const COMING: Upcoming = {
    ...{ classId: 'k8', courseId: 'c1', title: '行书入门', courseTitle: '行书入门', teacherName: '沈知言' },
    ...{
      startsAt: '2026-11-25T14:00:00+08:00',
      endsAt: '2026-11-25T15:30:00+08:00',
      place: '3 号教室',
      online: false,
    },
    ...{ state: 'scheduled', materialCount: 3, unitName: '第8次课', lessonTitle: '偏旁简写', seat: SEAT },
  };
  const PUSH: PushView = {
    ...{ pushId: 'm-1', kind: 'class_scheduled', title: '上课提醒', body: '点开看上课材料。', facts: {} },
    ...{ link: { page: 'class', id: 'k8' }, createdAt: '2026-11-22T08:00:00+08:00' },
  };

  test('what is coming: course, lesson, time, material; a dot while its push is unread', () => {
    expect(comingRows([COMING], [PUSH], NOW)).toMatchObject([
      {
        ...{
          title: '行书入门 · 第8次课',
          when: '周三 14:00',
          line: '偏旁简写 · 沈知言',
          place: '3 号教室',
          unread: true,
        },
        tag: { text: '3 份资料', tone: 'brand' },
      },
    ]);
    const [read] = comingRows([COMING], [{ ...PUSH, readAt: '2026-11-22T09:00:00+08:00' }], NOW);
    expect(read).toMatchObject({ unread: false, tag: { tone: 'plain' } });
  });

  test('a changed time says both; cancelled and on hold are marked', () => {
    const [moved] = comingRows([{ ...COMING, previousStartsAt: '2026-11-24T19:00:00+08:00' }], [], NOW);
    expect(moved).toMatchObject({
      line: '改到周三 14:00，原定 周二 19:00',
      tag: { text: '时间有变', tone: 'notice' },
    });
    const [cancelled] = comingRows([{ ...COMING, state: 'cancelled' }], [], NOW);
    const [held] = comingRows([{ ...COMING, seat: { ...SEAT, state: 'on_hold' } }], [], NOW);
    expect([cancelled?.tag?.text, held?.tag?.text]).toEqual(['停课', '座位先保留']);
  });

  test('days near are named, later ones dated, what is over is left out', () => {
    const at = (startsAt: string) => {
      const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
      return comingRows([{ ...COMING, startsAt, endsAt }], [], NOW)[0]?.when;
    };
    expect(at('2026-11-22T19:00:00+08:00')).toBe('今天 19:00');
    expect(at('2026-11-23T19:00:00+08:00')).toBe('明天 19:00');
    expect(at('2026-12-05T19:00:00+08:00')).toBe('12月5日 19:00');
    expect(at('2026-11-22T08:00:00+08:00')).toBeUndefined();
  });

  test('every message leads to its page', () => {
    const to = (link: PushView['link']) => messageRows([{ ...PUSH, link }], NOW)[0]?.url;
    expect(to({ page: 'class', id: 'k8' })).toBe('/classroom/class/class?id=k8');
    expect(to({ page: 'voucher', id: 'o1', unitNo: 6 })).toBe('/deduction/voucher/voucher?id=o1&unitNo=6');
    expect(to({ page: 'order', id: 'o1' })).toBe('/deduction/my-course/my-course?id=o1');
    expect(to({ page: 'settings', id: 'o1' })).toBe('/deduction/settings/settings?id=o1');
    expect(messageRows([PUSH], NOW)[0]).toMatchObject({ when: '今天 08:00', unread: true });
  });
});

test('other times: free seats are taken, full ones waited for', () => {
  const open = {
    classId: 'k9',
    title: '行书入门',
    startsAt: '2026-11-28T14:00:00+08:00',
    endsAt: '2026-11-28T15:30:00+08:00',
    place: '3 号教室',
    online: false,
  };
  const rows = openRows([
    { ...open, freeSeats: 2 },
    { ...open, freeSeats: 0 },
    { ...open, freeSeats: 0, waitingPlace: 3 },
  ]);
  expect(rows.map(({ act, line }) => [act, line])).toEqual([
    ['take', '3 号教室 · 行书入门 · 还有 2 个座位'],
    ['wait', '3 号教室 · 行书入门 · 满了'],
    ['stop', '3 号教室 · 行书入门 · 排在第 3 位'],
  ]);
});
