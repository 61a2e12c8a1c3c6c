import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { auditRows } from '../../../miniprogram/staff/audit/audit-view';
import { actionName } from '../../../miniprogram/staff/audit/audit-words';
import type { AuditEntryView } from '../../../protocol/staff-people';
import { ACT_WORDS } from '../../../server/usecases/acting/act-texts';
import { NOW } from '../course-fixture';

const NAMES = new Map([
  ['tianhe', '天河校区'],
  ['guangdong', '广东'],
]);

function row(entry: Partial<AuditEntryView>, opened: string[] = []) {
  const full = {
    ...{ at: '2026-11-22T09:00:00+08:00', byName: '沈知远', action: 'changeRoles', subject: 'o-liu' },
    ...{ about: '刘砚秋', changes: [], furtherChanges: 0, ...entry },
  };
  return auditRows([full], NAMES, new Set(opened), NOW)[0];
}

const line = (field: string, before?: string | number | boolean, after?: string | number | boolean) =>
  row({
    changes: [
      {
        field,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      },
    ],
  })?.lines[0];

describe('an act in the record', () => {
  test('says who, what, about whom, and what is other than before', () => {
    const changes = [{ field: 'roles', before: 'teacher', after: 'teacher、academic' }];
    expect(row({ changes })).toMatchObject({
      ...{ name: '改角色', about: '刘砚秋', who: '沈知远 · 今天 09:00' },
      lines: [{ name: '角色', before: '老师', after: '老师、教务' }],
    });
  });

  test('of nobody says that a promise was kept by itself', () => {
    expect(row({ byName: '', action: 'objection.unanswered' })?.who).toBe('按约定自动 · 今天 09:00');
  });

  test('an invitation names the invited, who is nobody yet', () => {
    expect(row({ action: 'invite', subject: '陆清越', about: '' })?.about).toBe('陆清越');
  });

  test.each([
    ['money', 'collectedFen', 0, 12_000, { name: '已收', before: '¥0.00', after: '¥120.00' }],
    [
      'a time',
      'startsAt',
      '2026-11-21T19:00:00.000+08:00',
      '2026-11-25T19:00:00.000+08:00',
      { before: '昨天 19:00', after: '11月25日 周三 19:00' },
    ],
    ['campuses', 'campusIds', '', 'tianhe', { before: '全部校区', after: '天河校区' }],
    [
      'a campus by its name',
      'campuses.tianhe.address',
      '一',
      '二',
      { name: '校区 天河校区 地址', before: '一', after: '二' },
    ],
    [
      'what is gone',
      'rooms.tianhe 画室.capacity',
      8,
      undefined,
      { name: '教室 天河校区 画室 座位', after: '' },
    ],
    ['yes and no', 'approve', undefined, false, { before: '', after: '否' }],
  ])('%s is told in words', (_, field, before, after, expected) => {
    expect(line(field, before, after)).toMatchObject(expected);
  });

  test('what is for machines is left out', () => {
    expect(line('digest', undefined, 'ab12')).toBeUndefined();
    expect(line('order', undefined, 'x1')).toBeUndefined();
  });

  test('a roll call is counted, not listed', () => {
    const mark = (seat: string, state: string) => [
      { field: `${seat}.seatId`, after: seat },
      { field: `${seat}.state`, after: state },
    ];
    const changes = [...mark('k-a', 'attended'), ...mark('k-b', 'attended'), ...mark('k-c', 'late')];
    expect(row({ action: 'rollCall', changes })?.lines).toMatchObject([{ after: '到课 2 · 迟到 1' }]);
  });

  test('many changes are folded until she asks', () => {
    const changes = ['name', 'licence', 'servicePhone', 'region', 'mode', 'title'].map((field) => ({
      field,
      after: 'x',
    }));
    const folded = row({ changes });
    expect([folded?.lines.length, folded?.hidden]).toEqual([4, 2]);
    expect(row({ changes }, [folded?.key ?? ''])?.lines).toHaveLength(6);
  });
});

describe('words for every act', () => {
  /** Acts that use cases write into the record. */
  function recorded(folder: string): string[] {
    return readdirSync(folder).flatMap((name) => {
      const file = path.join(folder, name);
      if (statSync(file).isDirectory()) return recorded(file);
      const text = readFileSync(file, 'utf8');
      if (!/recordAct|auditEntry/.test(text)) return [];
      return [...text.matchAll(/action: '([A-Za-z.]+)'/g)].map((found) => found[1] ?? '');
    });
  }

  const actions = recorded(path.resolve(__dirname, '../../../server/usecases'));

  test('there are some', () => {
    expect(actions).toContain('saveHouse');
  });

  test.each([...new Set(actions), ...Object.keys(ACT_WORDS).map((act) => `${act}.done`)])('%s', (action) => {
    expect(actionName(action)).not.toBe('其他操作');
  });
});
