import app from '../../../miniprogram/app.json';
import { classRows } from '../../../miniprogram/staff/home/classes-view';
import {
  groupsOf,
  headOf,
  hoursOfToday,
  moneyWork,
  shortList,
} from '../../../miniprogram/staff/home/home-view';
import { kindsFor, taskRows } from '../../../miniprogram/staff/home/tasks-view';
import { STAFF_PAGES, staffUrl, waysTo } from '../../../miniprogram/staff/staff-pages';
import type { StaffClassView } from '../../../protocol/staff-classes';
import type { TaskView } from '../../../protocol/staff-work';
import { NOW } from '../course-fixture';
import { meAs } from './me-fixture';

const CLASS: StaffClassView = {
  ...{ classId: 'k1', courseId: 'c1', campusId: 'tianhe', title: '行书入门', place: '3 号教室' },
  ...{ startsAt: '2026-11-22T09:00:00+08:00', endsAt: '2026-11-22T10:30:00+08:00', online: false },
  ...{
    state: 'scheduled',
    teacherId: 't',
    teacherName: '刘砚秋',
    capacity: 20,
    seatsTaken: 12,
    waiting: 0,
    unmarked: 12,
  },
  makeUp: false,
};

describe('the table of pages', () => {
  test('names pages that the Mini Program has', () => {
    const known = app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `/${root}/${page}`));
    expect(known).toEqual(expect.arrayContaining(Object.values(STAFF_PAGES).map(({ url }) => url)));
  });

  test('shows each role its ways only, and strangers none', () => {
    const names = (...roles: Parameters<typeof meAs>) =>
      groupsOf(meAs(...roles)).flatMap(({ rows }) => rows.map(({ key }) => key));
    expect(names('owner')).toEqual(expect.arrayContaining(['people']));
    expect(names('teacher')).not.toContain('people');
    expect(names()).toEqual([]);
    expect(waysTo('tab', { ...meAs(), actions: [] })).toEqual([]);
    expect(staffUrl('people', meAs('finance'))).toBeUndefined();
    expect(staffUrl('people', meAs('owner'), 'id=1')).toBe('/staff/people/people?id=1');
    expect(staffUrl('nowhere', meAs('owner'))).toBeUndefined();
  });
});

describe('money work', () => {
  const counts = [
    { kind: 'owing' as const, count: 4 },
    { kind: 'objection' as const, count: 1 },
  ];

  test('is told in one line that leads to its own page, to whom it concerns', () => {
    expect(moneyWork(counts, meAs('finance'))).toEqual({ text: '账务 5 件', url: '/staff/money/money' });
    expect(moneyWork(counts, meAs('teacher')).text).toBe('');
    expect(moneyWork([], meAs('finance')).text).toBe('');
  });
});

describe('who one is', () => {
  test('with her campuses where she does not work at all of them', () => {
    const campuses = [
      { id: 'a', name: '天河校区' },
      { id: 'b', name: '越秀校区' },
    ];
    expect(headOf(meAs('owner', 'finance'), [])).toEqual({ name: '沈知远', line: '负责人、财务' });
    expect(headOf({ ...meAs('teacher'), campusIds: ['b'] }, campuses).line).toBe('老师 · 越秀校区');
  });
});

describe('the classes of today', () => {
  const rows = (...classes: StaffClassView[]) => classRows(classes, meAs('teacher'), NOW);

  test('one that has begun waits for its roll call; one to come has no mark', () => {
    expect(rows(CLASS)[0]).toMatchObject({
      ...{ title: '行书入门', when: '09:00–10:30', line: '3 号教室 · 刘砚秋 · 12 人' },
      tag: { text: '待点名', tone: 'brand' },
    });
    const later = { ...CLASS, startsAt: '2026-11-22T19:00:00+08:00', unmarked: 0 };
    expect(rows(later)[0]?.tag).toBeUndefined();
    expect(rows({ ...CLASS, unmarked: 0, rollCalledAt: '2026-11-22T09:30:00+08:00' })[0]?.tag?.text).toBe(
      '已点名',
    );
    expect(rows({ ...later, state: 'cancelled' })[0]?.tag?.text).toBe('停课');
  });

  test('a class of yesterday stays until everybody has a mark', () => {
    const yesterday = {
      ...CLASS,
      startsAt: '2026-11-21T19:00:00+08:00',
      endsAt: '2026-11-21T20:30:00+08:00',
    };
    expect(rows(yesterday)[0]).toMatchObject({ when: '昨天 19:00–20:30', tag: { text: '待点名' } });
    expect(rows({ ...yesterday, unmarked: 0, state: 'held' })).toEqual([]);
    expect(rows({ ...yesterday, state: 'cancelled' })).toEqual([]);
  });

  test('are asked for until midnight in China', () => {
    expect(hoursOfToday(NOW, 3_600_000)).toEqual({
      from: new Date(NOW - 3_600_000).toISOString(),
      to: '2026-11-22T16:00:00.000Z',
    });
  });

  test('of many, none that waits for its roll call is folded away', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({
      ...CLASS,
      classId: `k${i}`,
      ...(i < 6 ? { unmarked: 0 } : {}),
    }));
    const short = shortList(rows(...many), 5).map(({ classId }) => classId);
    expect(short).toEqual(['k0', 'k1', 'k6', 'k7', 'k8']);
  });
});

const TASK: TaskView = {
  ...{ taskId: 'roll_call_missing:k1', kind: 'roll_call_missing', forRoles: ['teacher'] },
  subject: { classId: 'k1' },
  about: { classTitle: '行书入门', classStartsAt: '2026-11-20T19:00:00+08:00' },
  reason: '还有 2 位学员没有点名。',
  ...{ raisedAt: '2026-11-21T21:00:00+08:00', deadline: '2026-11-22T21:00:00+08:00', state: 'open' },
};

describe('what waits for somebody', () => {
  test('says what it is about, until when, and leads to where it is done', () => {
    const [row] = taskRows([TASK], meAs('teacher'), NOW);
    expect(row).toMatchObject({
      ...{ name: '还没点名', about: '行书入门 · 11月20日 周五 19:00' },
      ...{ deadline: '今天 21:00 前', overdue: false, next: '去点名' },
      ...{ url: '/staff/roll-call/roll-call?id=k1', byHand: true },
    });
  });

  test('an objection is not done by saying so', () => {
    const objection = { ...TASK, kind: 'objection' as const, subject: { orderId: 'o1', unitNo: 1 } };
    expect(taskRows([objection], meAs('academic'), NOW)[0]?.byHand).toBe(false);
  });

  test('says since when it is late', () => {
    const late = { ...TASK, deadline: '2026-11-20T21:00:00+08:00' };
    expect(taskRows([late], meAs('teacher'), NOW)[0]).toMatchObject({ deadline: '已过 2 天', overdue: true });
  });

  test('stands with money for whom may open that page, so that nothing is shown twice or never', () => {
    expect(kindsFor(meAs('owner'))).not.toContain('objection');
    expect(kindsFor(meAs('academic'))).toContain('objection');
    expect(kindsFor(meAs('owner'))).toContain('seat_on_hold');
  });
});
