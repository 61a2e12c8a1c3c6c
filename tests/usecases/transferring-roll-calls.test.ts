import { DAY } from '../../server/domain/time';
import {
  ACADEMIC,
  enrol,
  FINANCE,
  INSTITUTION,
  join,
  openSchool,
  PAYER,
  publish,
  scheduleAt,
  TEACHER,
} from './school';
import { bringIn, check, exported, told } from './transfer-files';
import type { World } from './world';

const TIMETABLE = '课程,校区,日期,开始时间,教室,老师,课次名称,人数上限,线上';
const CALLS = '课程,日期,开始时间,学员,点名,备注';

let world: World;
let courseId: string;

beforeEach(async () => {
  world = await openSchool();
  courseId = await publish(world);
});

describe('roll calls', () => {
  let classId: string;
  let orderId: string;

  beforeEach(async () => {
    orderId = await enrol(world, courseId);
    await enrol(world, courseId, { openid: 'o-second', name: '钱七' });
    classId = await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
    world.goTo('2026-03-07T17:00:00+08:00');
    await world.deduction();
    world.goTo('2026-03-07T21:00:00+08:00');
  });

  const FILE = [
    CALLS,
    '成人书法,2026-03-07,19:00,李小梅,到课,带了作业',
    '成人书法,2026-03-07,19:00,钱七,缺课,',
  ];
  const seat = (id: string) => `${classId}-${id}`;

  test('the rules of calling the roll, in the operator’s words', async () => {
    await scheduleAt(world, courseId, '2026-03-14T19:00:00+08:00');
    await world.call(TEACHER, 'staff', 'rollCall', {
      classId,
      marks: [{ seatId: seat(orderId), mark: 'late' }],
    });
    const checked = await check(world, 'roll_calls', [
      CALLS,
      '成人书法,2026-03-07,19:00,李小梅,到课,',
      '成人书法,2026-03-07,19:00,李小梅,迟到,',
      '成人书法,2026-03-07,19:00,孙八,到课,',
      '成人书法,2026-03-08,19:00,李小梅,到课,',
      '成人书法,2026-03-14,19:00,李小梅,到课,',
      '成人书法,2026-03-07,19:00,钱七,来了,',
    ]);
    expect(told(checked)).toEqual([
      '第 2 行 点名：已点名为迟到，要改请先在点名页撤销',
      '第 3 行 学员：和第 2 行是同一次课的同一位学员',
      '第 4 行 学员：这次课没有这位学员',
      '第 5 行 开始时间：这个时间没有这门课',
      '第 6 行 点名：还没上课，只能点请假',
      '第 7 行 点名：“来了”不认识，请填到课、迟到、缺课、请假',
    ]);
  });

  test('open the objection window as a roll call does, and are never doubled, not even after an undo', async () => {
    await bringIn(world, (await check(world, 'roll_calls', FILE)).importId);
    const { units } = await world.call(PAYER, 'signing', 'read', { orderId });
    expect(units[0]).toMatchObject({ status: 'in_window', classes: [{ mark: 'attended' }] });
    expect(await check(world, 'roll_calls', FILE)).toMatchObject({ ready: 0, known: 2 });
    await world.call(TEACHER, 'staff', 'undoMark', { seatId: seat(orderId) });
    const again = await check(world, 'roll_calls', FILE);
    expect(again).toMatchObject({ ready: 0, known: 2 });
    await bringIn(world, again.importId);
    expect((await world.store.get('seats', seat(orderId)))?.state).toBe('booked');
  });

  test('a teacher takes out his own, nobody else’s; a file lives for a day, without openids', async () => {
    await bringIn(world, (await check(world, 'roll_calls', FILE)).importId);
    await join(world, 'o-other', '周老师', ['teacher']);
    const asked = { kind: 'roll_calls', format: 'csv', from: '2026-03-01', to: '2026-03-31' } as const;
    const own = await exported(world, asked, TEACHER);
    expect(own[0]?.slice(0, 5)).toEqual(['课程', '日期', '开始时间', '学员', '点名']);
    expect(own.slice(1).map((cells) => cells.slice(3, 5))).toEqual([
      ['李小梅', '到课'],
      ['钱七', '缺课'],
    ]);
    expect(await exported(world, { ...asked, courseId }, 'o-other')).toHaveLength(1);
    const people = { kind: 'students', format: 'csv' } as const;
    expect(await world.refusal(TEACHER, 'transfer', 'exportRows', people)).toBe('FORBIDDEN');
    expect(JSON.stringify(await exported(world, people))).not.toMatch(/o-payer|o-second|o-teacher/);
    world.advance(DAY + 60_000);
    await world.deduction();
    expect([...world.files.keys()].filter((id) => id.includes('/export/'))).toEqual([]);
  });

  test('students with running orders, then whom the list still expects', async () => {
    await bringIn(
      world,
      (
        await check(world, 'students', [
          '姓名,出生年份,课程,学号',
          '周九,1999,成人书法,',
          '李小梅,1990,成人书法,A1',
        ])
      ).importId,
    );
    const rows = await exported(world, { kind: 'students', format: 'xlsx', courseId });
    expect(rows.slice(1).map((cells) => [cells[0], cells[4] ?? '', cells[5]])).toEqual([
      ['李小梅', 'A1', '上课中'],
      ['钱七', '', '上课中'],
      ['周九', '', '未报名'],
    ]);
  });

  test.each([
    [{ from: '2026-03-31', to: '2026-03-01' }, '请选择开始和结束的日期'],
    [{}, '请选择开始和结束的日期'],
    [{ from: '2025-01-01', to: '2026-03-01' }, '一次最多导出 190 天'],
  ])('no period: %j', async (period, reason) => {
    const answer = await world.ask(ACADEMIC, 'transfer', 'exportRows', {
      kind: 'timetable',
      format: 'csv',
      ...period,
    });
    expect(answer.ok ? '' : answer.error.detail?.reason).toBe(reason);
  });
});

test('another campus’s academic brings nothing in here and takes nothing out', async () => {
  await join(world, 'o-south', '南区教务', ['academic'], ['south']);
  await scheduleAt(world, courseId, '2026-03-10T19:00:00+08:00');
  const line = `成人书法,${INSTITUTION.campuses[0]?.name},2026-03-14,19:00,301 教室,王老师,,10,`;
  expect(told(await check(world, 'timetable', [TIMETABLE, line], 'o-south'))).toEqual([
    '第 2 行 课程：没有这门课，或它还没有发布',
  ]);
  const asked = { kind: 'timetable', format: 'csv', courseId, from: '2026-03-01', to: '2026-03-31' } as const;
  expect(await exported(world, asked, 'o-south')).toHaveLength(1);
  expect(await world.refusal('o-south', 'transfer', 'expectedStudents', { courseId })).toBe('FORBIDDEN');
  const { importId } = await check(world, 'students', ['姓名,出生年份,课程', '李小梅,1990,成人书法']);
  expect(await world.refusal('o-south', 'transfer', 'importRows', { importId })).toBe('NOT_FOUND');
  expect(await world.refusal(FINANCE, 'transfer', 'exportRows', asked)).toBe('FORBIDDEN');
});
