import { dataRequestRows } from '../../../miniprogram/staff/data-requests/data-requests-view';
import {
  holidayFault,
  holidayRows,
  roomFault,
  roomGroups,
  withHoliday,
  withoutHoliday,
  withoutRoom,
  withRoom,
} from '../../../miniprogram/staff/house/house-view';
import {
  campusFault,
  emptyHouse,
  houseFault,
  modeChoices,
  ruleRows,
  withCampus,
} from '../../../miniprogram/staff/institution/institution-view';
import { unreachedRows } from '../../../miniprogram/staff/not-reached/not-reached-view';
import { NOW } from '../course-fixture';

const campus = (id: string, name: string) => ({ id, name, address: '', region: 'guangdong' });
const [TIANHE, YUEXIU] = [campus('a', '天河校区'), campus('b', '越秀校区')];
const RULES = [
  { ruleId: 'r1', text: '广东：全部先学后付。', from: '2023-10-13', source: 'https://example.org/1' },
  { ruleId: 'r2', text: '没有查到。', from: '2023-08-01' },
];
const GUANGDONG = { key: 'guangdong', name: '广东', oneMode: true, rules: RULES };

describe('the institution', () => {
  test('says what taking prepayments would cost, where the region knows one mode only', () => {
    const [, prepaid] = modeChoices('pay-after', GUANGDONG);
    expect(prepaid?.note).toContain('都不能再用先学后付');
    const [, elsewhere] = modeChoices('prepaid', { ...GUANGDONG, key: 'zhejiang', oneMode: false });
    expect(elsewhere).toMatchObject({ on: true, note: expect.not.stringContaining('不能再用') });
  });

  test('shows the rules with since when, and which of them nobody could verify', () => {
    expect(ruleRows(GUANGDONG).map(({ note }) => note)).toEqual([
      '2023年10月13日起',
      '2023年8月1日起，未查到出处',
    ]);
    expect(ruleRows(undefined)).toEqual([]);
  });

  test('needs a name and a campus; campuses have names of their own', () => {
    const empty = emptyHouse([GUANGDONG]);
    expect(empty.region).toBe('guangdong');
    expect(houseFault(empty)).toBe('写一下机构名称');
    expect(houseFault({ ...empty, name: '青禾' })).toBe('至少要有一个校区');
    expect(houseFault({ ...empty, name: '青禾', campuses: [TIANHE] })).toBeUndefined();
    expect(campusFault({ ...YUEXIU, name: '天河校区 ' }, [TIANHE, YUEXIU])).toMatch(/已经有/);
    expect(campusFault(TIANHE, [TIANHE, YUEXIU])).toBeUndefined();
  });

  test('a campus keeps its place when it is changed; a new one comes last', () => {
    const renamed = { ...TIANHE, name: '体育西校区' };
    expect(withCampus([TIANHE, YUEXIU], renamed)).toEqual([renamed, YUEXIU]);
    expect(withCampus([TIANHE], YUEXIU)).toEqual([TIANHE, YUEXIU]);
  });
});

describe('rooms and holidays', () => {
  const house = {
    rooms: [{ campusId: 'a', name: '画室', capacity: 12 }],
    holidays: [
      { day: '2027-01-01', name: '元旦' },
      { day: '2026-11-22', name: '校庆' },
      { day: '2026-10-01', name: '国庆' },
    ],
  };
  const draft = { at: -1, campusId: 'a', name: ' 画室 ', capacity: '8' };

  test('rooms stand under their campus, also where there are none', () => {
    expect(roomGroups(house, [TIANHE, YUEXIU])).toMatchObject([
      { name: '天河校区', rooms: [{ at: 0, name: '画室', note: '12 个座位' }] },
      { name: '越秀校区', rooms: [] },
    ]);
  });

  test('two rooms of a campus have two names; places are a whole number', () => {
    expect(roomFault(draft, house)).toMatch(/已经有/);
    expect(roomFault({ ...draft, at: 0 }, house)).toBeUndefined();
    expect(roomFault({ ...draft, campusId: 'b' }, house)).toBeUndefined();
    for (const capacity of ['', '0', '1.5', '1001'])
      expect(roomFault({ ...draft, campusId: 'b', capacity }, house)).toMatch(/座位数/);
  });

  test('are changed one at a time', () => {
    expect(withRoom(house, { ...draft, at: 0 }).rooms).toEqual([
      { campusId: 'a', name: '画室', capacity: 8 },
    ]);
    expect(withRoom(house, { ...draft, name: '201' }).rooms).toHaveLength(2);
    expect(withoutRoom(house, 0).rooms).toEqual([]);
    expect(withHoliday(house, { day: '2027-02-05', name: ' 除夕 ' }).holidays.at(-1)?.name).toBe('除夕');
    expect(withoutHoliday(house, '2027-01-01').holidays).toHaveLength(2);
    expect(holidayFault({ day: '2027-01-01', name: '又一个' }, house)).toBe('这一天已经有了');
  });

  test('holidays that are over are not shown; today is not over', () => {
    expect(holidayRows(house, NOW).map(({ name }) => name)).toEqual(['校庆', '元旦']);
  });
});

test('a message that reached nobody says whom, when and why', () => {
  const push = { pushId: 'p', title: '行书入门已点名', createdAt: '2026-11-22T07:30:00+08:00' };
  expect(unreachedRows([{ ...push, studentNames: ['林晓雯', '林小满'], reason: 'refused' }], NOW)).toEqual([
    {
      ...{ pushId: 'p', title: '行书入门已点名', who: '林晓雯、林小满' },
      ...{ when: '今天 07:30', reason: '关掉了通知' },
    },
  ]);
});

test('a request about personal data says that it waits and for what', () => {
  const asked = { dataRequestId: 'd', kind: 'erase' as const, at: '2026-11-22T07:30:00+08:00' };
  const [waiting, done] = dataRequestRows(
    [
      { ...asked, state: 'waiting', reason: '还有 1 个订单没有结束，结束后自动删除。' },
      { ...asked, state: 'done', doneAt: '2026-11-22T08:00:00+08:00', reason: '' },
    ],
    NOW,
  );
  expect(waiting).toMatchObject({ tag: { text: '等待中' }, note: '还有 1 个订单没有结束，结束后自动删除。' });
  expect(done).toMatchObject({ tag: { text: '已完成' }, note: '今天 08:00 完成' });
});
