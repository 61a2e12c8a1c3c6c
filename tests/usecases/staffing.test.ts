import { DAY } from '../../server/domain/time';
import { ACADEMIC, FINANCE, INSTITUTION, join, OWNER, openSchool, publish, TEACHER } from './school';
import { OWNER_CODE, World } from './world';

describe('the first owner', () => {
  test('whoever has the deployment code becomes the owner, once', async () => {
    const world = new World();
    expect(
      await world.refusal('o-thief', 'staff', 'claimOwner', { code: 'not-the-code-at-all', name: '某人' }),
    ).toBe('INVITATION_INVALID');
    await world.call(OWNER, 'staff', 'claimOwner', { code: OWNER_CODE, name: '林校长' });
    expect(await world.refusal('o-thief', 'staff', 'claimOwner', { code: OWNER_CODE, name: '某人' })).toBe(
      'INVITATION_INVALID',
    );
    expect(await world.call(OWNER, 'staff', 'me', {})).toMatchObject({ name: '林校长', roles: ['owner'] });
    expect(await world.call('o-thief', 'staff', 'me', {})).toEqual({
      name: '',
      roles: [],
      campusIds: [],
      actions: [],
    });
  });

  test('two who claim at the same moment: one is the owner', async () => {
    const world = new World();
    const answers = await Promise.all(
      ['o-a', 'o-b', 'o-c'].map((openid) =>
        world.ask(openid, 'staff', 'claimOwner', { code: OWNER_CODE, name: openid }),
      ),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(world.store.all('staff')).toHaveLength(1);
  });
});

describe('invitations', () => {
  test('a code works once, for seven days, in any case of letters', async () => {
    const world = await openSchool();
    const { code } = await world.call(OWNER, 'staff', 'invite', {
      name: '新老师',
      roles: ['teacher'],
      campusIds: ['north'],
    });
    const joined = await world.call('o-new', 'staff', 'accept', { code: code.toLowerCase() });
    expect(joined).toEqual({ staffId: 'o-new', name: '新老师', roles: ['teacher'], campusIds: ['north'] });
    expect(await world.refusal('o-late', 'staff', 'accept', { code })).toBe('INVITATION_INVALID');
    const old = await world.call(OWNER, 'staff', 'invite', {
      name: '迟到的',
      roles: ['teacher'],
      campusIds: [],
    });
    world.advance(7 * DAY);
    expect(await world.refusal('o-late', 'staff', 'accept', { code: old.code })).toBe('INVITATION_INVALID');
  });

  test('an owner who accepts another role stays an owner', async () => {
    const world = await openSchool();
    await join(world, OWNER, '林校长', ['teacher'], ['north']);
    expect(await world.call(OWNER, 'staff', 'me', {})).toMatchObject({
      roles: ['owner', 'teacher'],
      campusIds: [],
    });
  });
});

describe('members', () => {
  test('roles change at once, and whoever has left can do nothing', async () => {
    const world = await openSchool();
    await world.call(OWNER, 'staff', 'changeRoles', {
      staffId: TEACHER,
      roles: ['academic'],
      campusIds: ['south'],
    });
    expect(await world.call(TEACHER, 'staff', 'me', {})).toMatchObject({
      roles: ['academic'],
      campusIds: ['south'],
    });
    await world.call(TEACHER, 'staff', 'leave', { staffId: TEACHER });
    expect(await world.refusal(TEACHER, 'staff', 'listCourses', {})).toBe('FORBIDDEN');
  });

  test('only an owner ends the membership of others', async () => {
    const world = await openSchool();
    expect(await world.refusal(TEACHER, 'staff', 'leave', { staffId: FINANCE })).toBe('FORBIDDEN');
    await world.call(OWNER, 'staff', 'leave', { staffId: FINANCE });
    expect(await world.refusal(FINANCE, 'staff', 'listTasks', {})).toBe('FORBIDDEN');
  });

  test('the last owner stays, also when two owners leave at the same moment', async () => {
    const world = await openSchool();
    expect(await world.refusal(OWNER, 'staff', 'leave', { staffId: OWNER })).toBe('WRONG_STATE');
    await join(world, 'o-second', '副校长', ['owner']);
    const answers = await Promise.all(
      [OWNER, 'o-second'].map((openid) => world.ask(openid, 'staff', 'leave', { staffId: openid })),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });
});

describe('the institution', () => {
  test('campus ids are its own and do not repeat', async () => {
    const world = await openSchool();
    const [campus] = INSTITUTION.campuses;
    const twice = { ...INSTITUTION, campuses: campus === undefined ? [] : [campus, campus] };
    expect(await world.refusal(OWNER, 'staff', 'saveInstitution', twice)).toBe('BAD_REQUEST');
    expect(await world.call(ACADEMIC, 'staff', 'readInstitution', {})).toEqual(INSTITUTION);
  });

  test('a campus with courses stays; one without goes, and its rooms with it', async () => {
    const world = await openSchool();
    await publish(world);
    const only = (id: string) => ({
      ...INSTITUTION,
      campuses: INSTITUTION.campuses.filter((campus) => campus.id === id),
    });
    await world.call(OWNER, 'staff', 'saveHouse', {
      ...{ rooms: [{ campusId: 'south', name: '101', capacity: 8 }], holidays: [] },
    });
    expect(await world.refusal(OWNER, 'staff', 'saveInstitution', only('south'))).toBe('WRONG_STATE');
    await world.call(OWNER, 'staff', 'saveInstitution', only('north'));
    expect((await world.call(OWNER, 'staff', 'readHouse', {})).rooms).toEqual([]);
  });

  test('every act stands in the record with who, what, before and after', async () => {
    const world = await openSchool();
    await world.call(OWNER, 'staff', 'changeRoles', { staffId: TEACHER, roles: ['academic'], campusIds: [] });
    const { entries } = await world.call(OWNER, 'staff', 'audit', {});
    const change = entries.find((entry) => entry.action === 'changeRoles');
    expect(change).toMatchObject({
      ...{ byName: '林校长', subject: TEACHER, about: '王老师', furtherChanges: 0 },
      changes: [{ field: 'roles', before: 'teacher', after: 'academic' }],
    });
  });
});
