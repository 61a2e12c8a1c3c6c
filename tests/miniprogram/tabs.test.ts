import { consentWords, dataFile, erasureNote } from '../../miniprogram/account/privacy/privacy-view';
import { voucherGroups } from '../../miniprogram/account/vouchers/vouchers-view';
import { answersOf, quotaView } from '../../miniprogram/components/push-quota/push-quota-view';
import { coverOf } from '../../miniprogram/format/cover';
import {
  cardViews,
  categoryChips,
  emptyWords,
  regionOf,
} from '../../miniprogram/pages/discover/discover-view';
import { isEmpty, learningView } from '../../miniprogram/pages/learning/learning-view';
import { learnerRows, staffRow } from '../../miniprogram/pages/me/me-view';
import type { CourseCard } from '../../protocol/catalog';
import type { OrderCard, OrderView } from '../../protocol/order-view';
import { NOW } from './course-fixture';

const CARD: CourseCard = {
  courseId: 'c1',
  title: '行书入门',
  teacherName: '刘砚秋',
  mode: 'scheduled',
  audience: 'adult',
  category: 'calligraphy',
  region: 'guangdong',
  campusIds: ['tianhe'],
  unitLabel: '每次课',
  unitKind: 'class',
  unitCount: 20,
  unitPriceFen: 12_000,
  totalFen: 240_000,
  classCount: 20,
  publishedAt: '2026-11-01T09:00:00+08:00',
};

const campus = (id: string, name: string) => ({ id, name, address: '', region: 'guangdong' });
const INSTITUTION = {
  ...{ name: '青禾书法', licence: '', servicePhone: '', mode: 'pay-after' as const },
  campuses: [campus('tianhe', '天河校区'), campus('yuexiu', '越秀校区')],
};

describe('discover', () => {
  test('shows what one charge unit costs, and how much there is', () => {
    const [card] = cardViews([CARD], INSTITUTION);
    expect(card).toMatchObject({
      where: '天河校区 · 刘砚秋',
      tag: '每次课扣费',
      priceFen: 12_000,
      per: '/次课 · 共 20 次课',
    });
  });

  test('stages show the first one’s price, never 起', () => {
    const [card] = cardViews([{ ...CARD, unitKind: 'stage', unitCount: 4 }], INSTITUTION);
    expect(card).toMatchObject({ tag: '每阶段扣费', per: '首阶段 · 共 4 阶段' });
  });

  test('several campuses are counted', () => {
    const [card] = cardViews([{ ...CARD, campusIds: ['tianhe', 'yuexiu'] }], INSTITUTION);
    expect(card?.where).toMatch(/^天河校区等 2 个校区/);
  });

  test('a region that has no course any more is forgotten', () => {
    const shelves = { regions: [{ key: 'guangdong', name: '广东' }], categories: [] };
    expect(regionOf('guangdong', shelves).name).toBe('广东');
    expect(regionOf('sichuan', shelves).key).toBe('');
  });

  test('one category needs no chips', () => {
    const art = { key: 'art', name: '书法' };
    expect(categoryChips({ regions: [], categories: [art] })).toEqual([]);
    expect(categoryChips({ regions: [], categories: [art, { key: 'yoga', name: '瑜伽' }] })).toHaveLength(3);
  });

  test('nothing found says what was looked for, and leads back', () => {
    const everywhere = { key: '', name: '全部地区' };
    expect(emptyWords('钢琴', everywhere, undefined).title).toContain('钢琴');
    expect(emptyWords('', everywhere, undefined).action).toBe('');
  });

  test('a course without a photograph has a character that fits it, always the same', () => {
    expect(coverOf('行书入门').character).toBe('永');
    expect(coverOf('成人自由泳')).toMatchObject({ character: '泳', pattern: 'waves' });
    expect(coverOf('C1 手动挡').character).toBe('驾');
    expect(coverOf('花艺')).toEqual(coverOf('花艺'));
    expect(coverOf('SAT').character).toBe('S');
    expect(coverOf('').character).toBe('课');
  });
});

const ORDER: OrderCard = {
  orderId: 'o1',
  state: 'active',
  courseId: 'c1',
  courseTitle: '行书入门',
  studentName: '林晓雯',
  unitsTaught: 7,
  unitsTotal: 20,
  unitsCharged: 6,
  chargedFen: 72_000,
  owingFen: 0,
  atMostFen: 168_000,
  unitKind: 'class',
  ordinary: false,
  createdAt: '2026-10-01T09:00:00+08:00',
};

const CLASS = {
  classId: 'k1',
  courseId: 'c1',
  ...{ courseTitle: '行书入门', teacherName: '沈知言', materialCount: 0 },
  title: '使转',
  startsAt: '2026-11-22T19:00:00+08:00',
  endsAt: '2026-11-22T20:30:00+08:00',
  place: '3 号教室',
  online: false,
  state: 'scheduled' as const,
  seat: { seatId: 'k1-o1', orderId: 'o1', studentName: '林晓雯', state: 'booked' as const },
};

describe('learning', () => {
  test('the next class comes first, with its time and place', () => {
    const { next, later } = learningView([ORDER], [CLASS], NOW);
    expect(next).toMatchObject({ when: '今天 19:00–20:30', line: '3 号教室', tag: '' });
    expect(later).toEqual([]);
  });

  test('a class that moved says so with its old time; a seat on hold says what to do', () => {
    const moved = { ...CLASS, previousStartsAt: '2026-11-21T19:00:00+08:00' };
    const held = { ...CLASS, seat: { ...CLASS.seat, state: 'on_hold' as const } };
    expect(learningView([], [moved], NOW).next).toMatchObject({ tag: '时间有变', note: '原定 昨天 19:00' });
    expect(learningView([], [held], NOW).next?.tag).toBe('座位保留中');
  });

  test('a class that is over is not next', () => {
    const over = { ...CLASS, startsAt: '2026-11-22T07:00:00+08:00', endsAt: '2026-11-22T08:00:00+08:00' };
    expect(learningView([], [over], NOW).next).toBeUndefined();
  });

  test('whose class it is is said only when there are several', () => {
    const child = { ...ORDER, orderId: 'o2', studentName: '林小满' };
    expect(learningView([ORDER], [CLASS], NOW).next?.line).toBe('3 号教室');
    expect(learningView([ORDER, child], [CLASS], NOW).next?.line).toBe('3 号教室 · 林晓雯');
  });

  test('a course shows what was charged and what may still be, at most', () => {
    const [row] = learningView([ORDER], [], NOW).running;
    expect(row).toMatchObject({
      ...{ line: '林晓雯 · 已上 7/20 次课', percent: 30 },
      ...{ chargedName: '已扣', chargedFen: 72_000, restName: '最多还会扣', restFen: 168_000 },
      url: '/deduction/my-course/my-course?id=o1',
    });
  });

  test('what is owed stands on top; what was closed says what is never charged', () => {
    expect(learningView([{ ...ORDER, owingFen: 12_000 }], [], NOW).owing).toHaveLength(1);
    const [closed] = learningView([{ ...ORDER, state: 'closed', neverChargedFen: 156_000 }], [], NOW).ended;
    expect(closed).toMatchObject({ tag: '已关闭', restName: '永不扣费', restFen: 156_000 });
  });

  test('an unsigned order can be gone on with for a week, unless another took its place', () => {
    const unsigned: OrderCard = {
      ...ORDER,
      orderId: 'o3',
      state: 'abandoned',
      createdAt: '2026-11-20T09:00:00+08:00',
    };
    expect(learningView([unsigned], [], NOW).unsigned[0]?.url).toBe('/course/order/order?order=o3');
    const later: OrderCard = { ...ORDER, createdAt: '2026-11-21T09:00:00+08:00' };
    expect(learningView([later, unsigned], [], NOW).unsigned).toEqual([]);
    expect(learningView([{ ...unsigned, createdAt: '2026-11-01T09:00:00+08:00' }], [], NOW).unsigned).toEqual(
      [],
    );
  });

  test('is empty only when there is nothing of any kind', () => {
    expect(isEmpty(learningView([], [], NOW))).toBe(true);
    expect(isEmpty(learningView([{ ...ORDER, state: 'completed' }], [], NOW))).toBe(false);
  });
});

describe('me', () => {
  test('unread pushes are counted and marked', () => {
    expect(learnerRows(0)[0]).toMatchObject({ note: '', dot: false });
    expect(learnerRows(3)[0]).toMatchObject({ note: '3 条未读', dot: true });
  });

  test('only staff have a way into the back office', () => {
    expect(staffRow({ name: '', roles: [], campusIds: [], actions: [] })).toBeUndefined();
    expect(staffRow({ name: '何婉', roles: ['academic'], campusIds: [], actions: [] })?.note).toBe(
      '何婉 教务',
    );
  });

  test('vouchers are the units whose money was taken, newest first', () => {
    const unit = (no: number, status: OrderView['units'][number]['status']): OrderView['units'][number] => ({
      ...{ no, name: `第${no}次课`, priceFen: 12_000, classCount: 1, classes: [], actions: [], status },
      ...{ teaching: 'confirmed', collection: 'paid', paidAt: '2026-11-19T15:33:00+08:00' },
    });
    const order: OrderView = {
      ...{ orderId: 'o1', state: 'active', courseId: 'c1', courseTitle: '行书入门', studentId: 's1' },
      ...{ studentName: '林晓雯', createdAt: ORDER.createdAt, totalFen: 240_000, chargedFen: 24_000 },
      ...{
        atMostFen: 168_000,
        mode: 'scheduled',
        ordinary: false,
        windowHours: 24,
        lessons: [],
        classes: [],
      },
      ...{ holds: [], actions: [] },
      units: [
        unit(1, 'paid'),
        unit(2, 'zero'),
        { ...unit(3, 'paid_by_hand'), refundedFen: 1 },
        unit(4, 'open'),
      ],
    };
    const [group] = voucherGroups([order], NOW);
    expect(group?.rows.map(({ unitNo, note }) => [unitNo, note])).toEqual([
      [3, '直接支付 · 11月19日 周四 15:33 · 有退款'],
      [1, '已扣费 · 11月19日 周四 15:33'],
    ]);
    expect(voucherGroups([{ ...order, units: [unit(4, 'open')] }], NOW)).toEqual([]);
  });
});

describe('what is kept of a person', () => {
  test('an erasure says when it was asked for and what it waits for', () => {
    expect(erasureNote({ state: 'none', reason: '' })).toMatch(/删掉/);
    expect(erasureNote({ state: 'done', reason: '' })).toBe('已经删除');
    const waiting = { state: 'waiting', reason: '', askedAt: '2026-11-22T09:41:00+08:00' } as const;
    expect(erasureNote(waiting)).toBe('2026年11月22日 登记，课程结束后自动删除');
    expect(erasureNote({ ...waiting, reason: '行书入门还没结束' })).toContain('行书入门还没结束');
  });

  test('consent says what WeChat knows', () => {
    expect(consentWords(true).action).not.toBe('');
    expect(consentWords(false).action).toBe('');
    expect(consentWords(undefined).action).toBe('');
  });

  test('the file she gets is named by its day', () => {
    expect(dataFile({ exportedAt: '2026-11-22T09:41:00+08:00', document: '{}' }).name).toBe(
      '我的信息-2026-11-22.json',
    );
  });
});

describe('messages', () => {
  const template = (key: string, remaining: number) => ({ key, templateId: `T_${key}`, remaining });

  test('what is left is said, and how to get more', () => {
    expect(quotaView([template('class', 0)]).action).toBe('开启');
    expect(quotaView([template('class', 3), template('notice', 9)]).note).toContain('还能收到 3 条');
  });

  test('only what the dialog showed is counted, as it was answered', () => {
    const templates = [template('class', 0), template('deduction', 0), template('notice', 0)];
    const result = { errMsg: 'requestSubscribeMessage:ok', T_class: 'accept', T_notice: 'reject' };
    expect(answersOf(templates, result)).toEqual([
      { key: 'class', accepted: true },
      { key: 'notice', accepted: false },
    ]);
  });
});
