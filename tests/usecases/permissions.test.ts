import { PROTOCOL } from '../../protocol';
import type { Role, StaffMember } from '../../server/domain/people/people';
import { mayDo, type Where } from '../../server/usecases/staffing/authorise';
import { PERMISSIONS, type StaffAction } from '../../server/usecases/staffing/permissions';
import { GOOD_REQUESTS } from '../protocol/good-requests';
import { ACADEMIC, FINANCE, join, OWNER, openSchool, TEACHER } from './school';
import type { World } from './world';

const MONEY_ACTIONS = Object.keys(PROTOCOL.finance) as StaffAction[];
const REPORT_ACTIONS = Object.keys(PROTOCOL.reports) as StaffAction[];
const TRANSFER_ACTIONS = Object.keys(PROTOCOL.transfer) as StaffAction[];
const ACTIONS = [
  ...(Object.keys(PROTOCOL.staff) as StaffAction[]),
  ...MONEY_ACTIONS,
  ...REPORT_ACTIONS,
  ...TRANSFER_ACTIONS,
];
const ANYONE: StaffAction[] = ['me', 'claimOwner', 'accept'];

/** What each role may not do, written down a second time: the table must agree with it. */
const FORBIDDEN: Record<Role, StaffAction[]> = {
  owner: [],
  academic: [
    ...(['saveInstitution', 'invite', 'changeRoles', 'audit', 'dataRequests'] as const),
    ...(['reconciliations', 'reconciliation'] as const),
    ...MONEY_ACTIONS,
  ],
  teacher: [
    ...(['saveInstitution', 'listPeople', 'invite', 'changeRoles', 'audit', 'dataRequests'] as const),
    ...(['courseChoices', 'saveCourse', 'publishCourse', 'stopSelling'] as const),
    'checkClasses',
    ...(['scheduleClass', 'scheduleWeekly', 'bookSeats', 'reschedule', 'cancelClass'] as const),
    ...([
      'decideObjection',
      'addEvidence',
      'unitEvidence',
      'courseOrders',
      'readOrder',
      'notReached',
    ] as const),
    ...MONEY_ACTIONS,
    ...REPORT_ACTIONS,
    ...TRANSFER_ACTIONS.filter((action) => action !== 'exportRows'),
    ...(['saveHouse', 'waitForSeat', 'stopWaiting', 'makeUpsDue', 'checkCourse'] as const),
  ],
  finance: [
    ...(['saveInstitution', 'listPeople', 'invite', 'changeRoles', 'audit', 'dataRequests'] as const),
    ...(['courseChoices', 'saveCourse', 'publishCourse', 'stopSelling'] as const),
    'checkClasses',
    ...(['scheduleClass', 'scheduleWeekly', 'bookSeats', 'reschedule', 'cancelClass'] as const),
    ...(['saveMaterial', 'rollCall', 'undoMark'] as const),
    'saveLimits',
    ...TRANSFER_ACTIONS,
    'waitingList',
    ...(['saveHouse', 'waitForSeat', 'stopWaiting', 'makeUpsDue', 'checkCourse'] as const),
  ],
};

const PEOPLE: Record<Role, string> = { owner: OWNER, academic: ACADEMIC, teacher: TEACHER, finance: FINANCE };

function functionOf(action: StaffAction): 'staff' | 'finance' | 'reports' | 'transfer' {
  if (MONEY_ACTIONS.includes(action)) return 'finance';
  if (TRANSFER_ACTIONS.includes(action)) return 'transfer';
  return REPORT_ACTIONS.includes(action) ? 'reports' : 'staff';
}

function member(roles: Role[], campusIds: string[] = []): StaffMember {
  const createdAt = '2026-03-02T09:00:00.000+08:00' as StaffMember['createdAt'];
  return {
    _id: 'o-me',
    institutionId: 'inst',
    name: '我',
    roles,
    campusIds,
    state: 'active',
    createdAt,
    revision: 1,
  };
}

describe('role by action, through the function', () => {
  let world: World;

  beforeAll(async () => {
    world = await openSchool();
  });

  const ask = async (openid: string, action: StaffAction) => {
    const name = functionOf(action);
    const good: Record<string, object> = GOOD_REQUESTS[name];
    const schemas: Record<string, { mutates: boolean }> = PROTOCOL[name];
    const mutates = schemas[action]?.mutates === true;
    const data = { ...good[action], ...(mutates ? { requestId: `r-${openid}-${action}` } : {}) };
    const answer = await world.raw(openid, name, { action, data });
    return answer.ok ? 'ok' : answer.error.code;
  };

  // Reading and refused actions first: those that change members come last.
  const ordered = ACTIONS.filter(
    (action) => !['leave', 'changeRoles', 'claimOwner', 'accept'].includes(action),
  );

  describe.each(Object.keys(PEOPLE) as Role[])('%s', (role) => {
    test.each(ordered)('%s', async (action) => {
      const code = await ask(PEOPLE[role], action);
      if (FORBIDDEN[role].includes(action)) expect(code).toBe('FORBIDDEN');
      else expect(code).not.toBe('FORBIDDEN');
    });
  });

  test.each(ACTIONS.filter((action) => !ANYONE.includes(action)))('a stranger may not %s', async (action) => {
    expect(await ask('o-stranger', action)).toBe('FORBIDDEN');
  });
});

describe('acts on members, through the function', () => {
  const OTHER = 'o-other';

  test.each([...Object.values(PEOPLE), 'o-stranger'])('%s', async (openid) => {
    const world = await openSchool();
    await join(world, OTHER, '孙老师', ['teacher']);
    const roles = { staffId: OTHER, roles: ['finance' as const], campusIds: [] };
    const mine = openid === OWNER;
    const ended = await world.ask(openid, 'staff', 'changeRoles', roles);
    expect(ended.ok ? 'ok' : ended.error.code).toBe(mine ? 'ok' : 'FORBIDDEN');
    const left = await world.ask(openid, 'staff', 'leave', { staffId: OTHER });
    expect(left.ok ? 'ok' : left.error.code).toBe(mine ? 'ok' : 'FORBIDDEN');
    const invited = await world.ask(openid, 'staff', 'invite', {
      name: '某人',
      roles: ['owner'],
      campusIds: [],
    });
    expect(invited.ok ? 'ok' : invited.error.code).toBe(mine ? 'ok' : 'FORBIDDEN');
  });
});

describe('whoever has left', () => {
  let world: World;

  beforeAll(async () => {
    world = await openSchool();
    await join(world, 'o-left', '离职校长', ['owner', 'academic', 'teacher', 'finance']);
    await world.call('o-left', 'staff', 'leave', { staffId: 'o-left' });
  });

  test.each(ACTIONS.filter((action) => !ANYONE.includes(action)))('may not %s', async (action) => {
    const name = functionOf(action);
    const good: Record<string, object> = GOOD_REQUESTS[name];
    const answer = await world.raw('o-left', name, { action, data: good[action] });
    expect(answer.ok ? 'ok' : answer.error.code).toBe('FORBIDDEN');
  });

  test('is nobody here', async () => {
    expect(await world.call('o-left', 'staff', 'me', {})).toEqual({
      ...{ name: '', roles: [], campusIds: [], actions: [] },
    });
  });
});

describe('the table', () => {
  test.each(Object.keys(FORBIDDEN) as Role[])('%s may do exactly what is not forbidden', (role) => {
    const refused = ACTIONS.filter((action) => !mayDo(member([role]), action));
    expect(refused.sort()).toEqual([...FORBIDDEN[role]].sort());
  });

  test('several roles add up', () => {
    const both = ACTIONS.filter((action) => !mayDo(member(['teacher', 'finance']), action));
    const expected = FORBIDDEN.teacher.filter((action) => FORBIDDEN.finance.includes(action));
    expect(both.sort()).toEqual([...expected].sort());
  });

  test('a role reaches its own campuses only; every campus must be hers', () => {
    const north = member(['academic'], ['north']);
    expect(mayDo(north, 'scheduleClass', { campusIds: ['north'] })).toBe(true);
    expect(mayDo(north, 'scheduleClass', { campusIds: ['south'] })).toBe(false);
    expect(mayDo(north, 'saveCourse', { campusIds: ['north', 'south'] })).toBe(false);
    expect(mayDo(member(['academic']), 'saveCourse', { campusIds: ['north', 'south'] })).toBe(true);
  });

  test.each(ACTIONS.filter((action) => !ANYONE.includes(action)))(
    'no role of another campus, and no member without a role, may %s here',
    (action) => {
      const here: Where = { campusIds: ['north'], teacherOpenid: 'o-me' };
      for (const role of Object.keys(FORBIDDEN) as Role[])
        expect([role, mayDo(member([role], ['south']), action, here)]).toEqual([role, false]);
      expect(mayDo(member([]), action)).toBe(false);
    },
  );

  test('a teacher touches his own classes, in his campuses', () => {
    const own: Where = { campusIds: ['north'], teacherOpenid: 'o-me' };
    expect(mayDo(member(['teacher']), 'rollCall', own)).toBe(true);
    expect(mayDo(member(['teacher'], ['south']), 'rollCall', own)).toBe(false);
    expect(mayDo(member(['teacher']), 'rollCall', { ...own, teacherOpenid: 'o-else' })).toBe(false);
    expect(mayDo(member(['teacher', 'academic']), 'rollCall', { ...own, teacherOpenid: 'o-else' })).toBe(
      true,
    );
  });

  test('only the three first steps need no membership', () => {
    expect(ACTIONS.filter((action) => PERMISSIONS[action] === 'anyone').sort()).toEqual([...ANYONE].sort());
  });
});

test('whoever works at another campus sees and touches nothing here', async () => {
  const world = await openSchool();
  await join(world, 'o-south', '南区教务', ['academic'], ['south']);
  const { courseId } = await world.call(OWNER, 'staff', 'saveCourse', {
    ...GOOD_REQUESTS.staff.saveCourse,
    courseId: undefined as never,
    revision: undefined as never,
    requestId: 'a-new-course',
  });
  expect((await world.call('o-south', 'staff', 'listCourses', {})).courses).toEqual([]);
  expect(await world.refusal('o-south', 'staff', 'readCourse', { courseId })).toBe('FORBIDDEN');
  expect(await world.refusal('o-south', 'staff', 'publishCourse', { courseId })).toBe('FORBIDDEN');
});
