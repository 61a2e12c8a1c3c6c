import { DAY } from '../../server/domain/time';
import { ACADEMIC, enrol, OWNER, openSchool, PAYER, publish, scheduleAt } from './school';
import { bringIn, check, exported, told, upload } from './transfer-files';
import type { World } from './world';

const TIMETABLE = '课程,校区,日期,开始时间,教室,老师,课次名称,人数上限,线上';

let world: World;
let courseId: string;

beforeEach(async () => {
  world = await openSchool();
  courseId = await publish(world);
});

/** Everything stored, but for what a dry run may leave: its own report. */
const stored = async (name: 'classes' | 'seats' | 'expected_students' | 'audit') =>
  world.store.find(name, { _id: { $gt: '' } }, { limit: 1000 });

describe('a file as a whole', () => {
  test('names missing and doubled columns, an empty file, and one that is gone', async () => {
    const refusal = async (lines: string[]) => {
      const fileId = upload(world, lines);
      const answer = await world.ask(ACADEMIC, 'transfer', 'checkImport', { kind: 'students', fileId });
      return answer.ok ? 'ok' : answer.error.detail?.reason;
    };
    expect(await refusal(['姓名,班级', '李小梅,一班'])).toBe('第一行缺少列：出生年份、课程');
    expect(await refusal(['姓名,姓名,出生年份,课程', 'a,b,2015,书法'])).toBe('列“姓名”出现了两次');
    expect(await refusal(['姓名,出生年份,课程', ',,', ''])).toBe('文件里没有要导入的行');
    const gone = { kind: 'students' as const, fileId: 'cloud://env.bucket/import/2026-03/gone.csv' };
    expect(await world.refusal(ACADEMIC, 'transfer', 'checkImport', gone)).toBe('BAD_REQUEST');
  });

  test('columns that nobody reads are named', async () => {
    const checked = await check(world, 'students', ['姓名*,出生年份,课程,班级', '李小梅,1990,成人书法,一班']);
    expect(checked).toMatchObject({ rows: 1, ready: 1, unknownColumns: ['班级'] });
  });

  test('nothing of storage is read but what was uploaded for this', async () => {
    const fileId = 'cloud://env.bucket/objection/2026-03/hers.jpg';
    expect(await world.refusal(ACADEMIC, 'transfer', 'checkImport', { kind: 'students', fileId })).toBe(
      'BAD_REQUEST',
    );
  });
});

describe('a list of students', () => {
  const LIST = [
    '姓名,出生年份,课程,学号',
    '李小梅,1990,成人书法,A1',
    '王芳,199,成人书法,',
    '赵六,1991,国画,',
    '李小梅,1990,成人书法,A1',
    ',1990,成人书法,',
    '钱七,1980,成人书法,',
  ];

  test('the dry run names every bad row and changes nothing', async () => {
    const checked = await check(world, 'students', LIST);
    expect(checked).toMatchObject({ rows: 6, ready: 2, known: 0, bad: 4 });
    expect(told(checked)).toEqual([
      '第 3 行 出生年份：“199”不是 1900 到 2026 的整数',
      '第 4 行 课程：没有这门课，或它还没有发布',
      '第 5 行 姓名：和第 2 行重复',
      '第 6 行 姓名：没有填',
    ]);
    expect(await stored('expected_students')).toEqual([]);
  });

  test('is taken once, whoever sends it again; who has enrolled is seen by name and birth year', async () => {
    const { importId } = await check(world, 'students', LIST);
    expect(await bringIn(world, importId)).toMatchObject({ total: 2, imported: 2, known: 0, leftOut: [] });
    const again = await check(world, 'students', LIST);
    expect(again).toMatchObject({ ready: 0, known: 2, bad: 4 });
    expect(await bringIn(world, again.importId)).toMatchObject({ imported: 0 });
    await enrol(world, courseId);
    expect((await world.call(ACADEMIC, 'transfer', 'expectedStudents', {})).courseId).toBe(courseId);
    const { students } = await world.call(ACADEMIC, 'transfer', 'expectedStudents', { courseId });
    expect(students.map(({ name, enrolled }) => [name, enrolled])).toEqual([
      ['李小梅', true],
      ['钱七', false],
    ]);
  });

  test('is forgotten when asked, after half a year, and with the learner’s own data', async () => {
    await bringIn(world, (await check(world, 'students', LIST)).importId);
    await enrol(world, courseId, { name: '钱七' });
    await world.call(PAYER, 'signing', 'addStudent', { name: '李小梅', birthYear: 1990, relation: 'other' });
    await world.call(ACADEMIC, 'transfer', 'forgetExpected', { courseId });
    expect(await stored('expected_students')).toEqual([]);
    await bringIn(world, (await check(world, 'students', LIST)).importId);
    await world.call('o-new', 'signing', 'addStudent', { name: '李小梅', birthYear: 1990, relation: 'self' });
    await world.call('o-new', 'signing', 'eraseMyData', {});
    expect((await stored('expected_students')).length).toBe(1);
    world.advance(184 * DAY);
    await world.deduction();
    expect(await stored('expected_students')).toEqual([]);
  });
});

describe('a timetable', () => {
  const row = (
    day: string,
    clock: string,
    changes: Partial<Record<'course' | 'campus' | 'place' | 'teacher' | 'most', string>> = {},
  ) => {
    const {
      course = '成人书法',
      campus = '北校区',
      place = '301 教室',
      teacher = '王老师',
      most = '10',
    } = changes;
    return `${course},${campus},${day},${clock},${place},${teacher},,${most},`;
  };

  test('every row is looked at under the rules of scheduling, and with the other rows', async () => {
    await world.call(ACADEMIC, 'staff', 'saveHouse', {
      rooms: [{ campusId: 'north', name: '301 教室', capacity: 12 }],
      holidays: [{ day: '2026-05-01', name: '劳动节' }],
    });
    await enrol(world, courseId);
    await scheduleAt(world, courseId, '2026-03-10T19:00:00+08:00');
    const checked = await check(world, 'timetable', [
      TIMETABLE,
      row('2026-03-07', '19:00'),
      row('2026/3/7', '20:00', { place: '302 教室' }),
      row('2026年3月7日', '22:00'),
      row('2026-02-28', '19:00'),
      row('2026-02-30', '25:00'),
      row('2026-05-01', '19:00'),
      row('2026-03-10', '19:30', { place: '302 教室' }),
      row('2026-03-12', '19:00', { teacher: '没有人' }),
      row('2026-03-13', '19:00', { campus: '南校区' }),
      row('2026-03-14', '19:00', { most: '20' }),
      row('2026-03-15', '19:00', { course: '国画' }),
      row('2026-03-10', '19:00'),
    ]);
    expect(told(checked)).toEqual([
      '第 3 行 老师：和第 2 行同一时间用同一位老师',
      '第 4 行 开始时间：学员李小梅在 2026-03-07 19:00 有课，两次课至少间隔 4 小时',
      '第 5 行 日期：时间已经过了，只能排以后的课',
      '第 6 行 日期：“2026-02-30”不是日期，请填 2026-03-07 这样的',
      '第 6 行 开始时间：“25:00”不是时间，请填 19:00 这样的',
      '第 7 行 日期：劳动节放假，要上课请在课表里单独排',
      '第 8 行 老师：老师这时有课：2026-03-10 19:00 书法课',
      '第 8 行 开始时间：学员李小梅在 2026-03-10 19:00 有课，两次课至少间隔 4 小时',
      '第 9 行 老师：这个校区的同事里没有这个名字',
      '第 10 行 校区：这门课不在这个校区，或校区不归你管',
      '第 11 行 人数上限：301 教室最多 12 人',
      '第 12 行 课程：没有这门课，或它还没有发布',
    ]);
    expect(checked).toMatchObject({ rows: 12, ready: 1, known: 1, bad: 10 });
    expect((await stored('classes')).length).toBe(1);
  });

  test('does what was promised: classes with their seats and messages; the same file again finds them there', async () => {
    const orderId = await enrol(world, courseId);
    const lines = [TIMETABLE, row('2026-03-14', '19:00'), row('2026-03-07', '9:00')];
    const { importId } = await check(world, 'timetable', lines);
    expect(await bringIn(world, importId)).toMatchObject({ total: 2, imported: 2, leftOut: [] });
    const classes = await stored('classes');
    expect(classes.map((cls) => 'startsAt' in cls && cls.startsAt).sort()).toEqual([
      '2026-03-07T09:00:00.000+08:00',
      '2026-03-14T19:00:00.000+08:00',
    ]);
    const { classes: hers } = await world.call(PAYER, 'signing', 'read', { orderId });
    expect(hers.length).toBe(2);
    expect(await check(world, 'timetable', lines)).toMatchObject({ ready: 0, known: 2, bad: 0 });
    expect(world.removedFiles.some((id) => id.includes('/import/'))).toBe(true);
    const { entries } = await world.call(OWNER, 'staff', 'audit', {});
    expect(entries).toContainEqual(expect.objectContaining({ action: 'importRows', byName: '陈教务' }));
  });

  test('a crash in the middle: the rest is taken, nothing twice', async () => {
    const { importId } = await check(world, 'timetable', [
      TIMETABLE,
      row('2026-03-07', '19:00'),
      row('2026-03-14', '19:00'),
    ]);
    const { files } = world.ports;
    const insert = world.store.transaction.bind(world.store);
    let left = 3;
    world.ports.store = {
      ...bound(world),
      transaction: (work) => {
        left -= 1;
        return left > 0 ? insert(work) : Promise.reject(new Error('killed'));
      },
    };
    expect(await world.refusal(ACADEMIC, 'transfer', 'importRows', { importId })).toBe('INTERNAL');
    world.ports.store = world.store;
    world.ports.files = files;
    const rest = await bringIn(world, importId);
    expect(rest).toMatchObject({ state: 'done', total: 2, leftOut: [] });
    expect(rest.imported + rest.known).toBe(2);
    expect((await stored('classes')).length).toBe(2);
  });

  test('what changed after the dry run is refused row by row, in words; another file under its name altogether', async () => {
    const lines = [TIMETABLE, row('2026-03-07', '19:00'), row('2026-03-14', '19:00')];
    const { importId } = await check(world, 'timetable', lines);
    await scheduleAt(world, courseId, '2026-03-07T19:30:00+08:00', { place: '302 教室' });
    expect(await bringIn(world, importId)).toMatchObject({
      imported: 1,
      leftOut: [{ row: 2, column: '老师', text: '老师这时有课：2026-03-07 19:30 书法课' }],
    });
    const fileId = upload(world, lines);
    const second = await world.call(ACADEMIC, 'transfer', 'checkImport', { kind: 'timetable', fileId });
    world.files.set(fileId, new TextEncoder().encode([TIMETABLE, row('2026-04-01', '19:00')].join('\n')));
    expect(await world.refusal(ACADEMIC, 'transfer', 'importRows', { importId: second.importId })).toBe(
      'BAD_REQUEST',
    );
  });

  test('what is exported can be brought in again, and is there already', async () => {
    await scheduleAt(world, courseId, '2026-03-10T19:00:00+08:00');
    const rows = await exported(world, {
      kind: 'timetable',
      format: 'xlsx',
      from: '2026-03-01',
      to: '2026-03-31',
    });
    expect(rows[1]?.slice(0, 6)).toEqual(['成人书法', '北校区', '2026-03-10', '19:00', '301 教室', '王老师']);
    const lines = rows.map((cells) => cells.map((cell) => String(cell ?? '')).join(','));
    expect(await check(world, 'timetable', lines)).toMatchObject({
      known: 1,
      bad: 0,
      unknownColumns: ['下课时间', '状态'],
    });
  });
});

/** The store's methods, so that one of them can be replaced. */
function bound({ store }: World): World['ports']['store'] {
  return {
    get: (name, id) => store.get(name, id),
    find: (name, query, options) => store.find(name, query, options),
    count: (name, query) => store.count(name, query),
    insert: (name, document) => store.insert(name, document),
    updateIf: (name, id, expected, changes) => store.updateIf(name, id, expected, changes),
    removeWhere: (name, query) => store.removeWhere(name, query),
    transaction: (work) => store.transaction(work),
  };
}
