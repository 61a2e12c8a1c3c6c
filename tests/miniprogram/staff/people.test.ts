import {
  acceptFault,
  acceptWords,
  cleanCode,
  joinedWords,
} from '../../../miniprogram/staff/accept/accept-view';
import { endingWords } from '../../../miniprogram/staff/end-membership/end-membership-view';
import {
  campusChoices,
  membershipFault,
  roleChoices,
  toggled,
} from '../../../miniprogram/staff/member-form/member-form-view';
import { invitationView, type Person, peopleLists } from '../../../miniprogram/staff/people/people-view';
import { meAs } from './me-fixture';

const campus = (id: string, name: string) => ({ id, name, address: '', region: 'guangdong' });
const CAMPUSES = [campus('a', '天河校区'), campus('b', '越秀校区'), campus('c', '番禺校区')];
const person = (changes: Partial<Person>): Person => ({
  ...{ staffId: 'o-liu', name: '刘砚秋', roles: ['teacher'], campusIds: [], state: 'active', ...changes },
});

describe('people', () => {
  const line = (changes: Partial<Person>, campuses = CAMPUSES) =>
    peopleLists([person(changes)], campuses, 'o-me').active[0]?.line;

  test('each with roles and campuses; one campus only is not worth a word', () => {
    expect(line({})).toBe('老师 · 全部校区');
    expect(line({ campusIds: ['b'] })).toBe('老师 · 越秀校区');
    expect(line({ campusIds: ['a', 'b', 'c'] })).toBe('老师 · 天河校区等 3 个校区');
    expect(line({}, CAMPUSES.slice(0, 1))).toBe('老师');
  });

  test('those who left stand apart; oneself is marked', () => {
    const lists = peopleLists(
      [person({}), person({ staffId: 'o-me' }), person({ staffId: 'o-old', state: 'left', roles: [] })],
      CAMPUSES,
      'o-me',
    );
    expect(lists.active.map(({ self }) => self)).toEqual([false, true]);
    expect(lists.left).toMatchObject([{ line: '已离开' }]);
  });
});

describe('an invitation', () => {
  test('shows its code in groups, says how long it lasts, and makes a card that leads to it', () => {
    const view = invitationView(
      { code: 'ABCDEFGH2345', expiresAt: '2026-11-29T09:41:00+08:00' },
      '陆清越',
      '青禾书法',
    );
    expect(view.spoken).toBe('ABCD EFGH 2345');
    expect(view.note).toContain('2026年11月29日');
    expect(view.card).toEqual({
      title: '青禾书法邀请陆清越加入',
      path: '/staff/accept/accept?code=ABCDEFGH2345',
    });
  });

  test('needs a role; every campus is none chosen', () => {
    expect(membershipFault({ roles: [], campusIds: [] })).toBe('至少选一个角色');
    expect(membershipFault({ roles: ['teacher'], campusIds: [] })).toBeUndefined();
    expect(roleChoices(['finance']).filter(({ on }) => on)).toMatchObject([{ key: 'finance' }]);
    expect(campusChoices(CAMPUSES, []).filter(({ on }) => on)).toMatchObject([{ name: '全部校区' }]);
    expect(campusChoices(CAMPUSES, ['b']).filter(({ on }) => on)).toMatchObject([{ name: '越秀校区' }]);
    expect(campusChoices(CAMPUSES.slice(0, 1), [])).toEqual([]);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});

describe('accepting', () => {
  test('takes a code as it is read aloud, and says what is missing', () => {
    expect(cleanCode(' abcd efgh 2345 ')).toBe('abcdefgh2345');
    expect(acceptFault('invited', 'ABCDEFGH2345', '')).toBeUndefined();
    expect(acceptFault('invited', 'AB', '')).toMatch(/不完整/);
    expect(acceptFault('first', 'the-owner-code', ' ')).toBe('写一下称呼');
  });

  test('tells whoever works here already that her roles are replaced', () => {
    expect(acceptWords('invited', meAs('teacher')).body).toContain('你现在是老师');
    expect(acceptWords('invited', meAs()).body).not.toContain('你现在是');
    expect(joinedWords({ name: '陆清越', roles: ['teacher'] }).title).toBe('陆清越，已加入');
  });
});

test('what ending a membership means is said in both cases', () => {
  expect(endingWords('').title).toBe('离开这家机构');
  expect(endingWords('刘砚秋').title).toBe('移除刘砚秋');
  for (const name of ['', '刘砚秋'])
    expect(
      endingWords(name)
        .effects.map(({ text }) => text)
        .join(),
    ).toMatch(/马上看不到.*保留/);
});
