import { enrol } from '../../dev/demo/enrol';
import { sees, tap } from '../learners/gestures';
import type { Hand } from '../phone/browser';
import { Phones } from './phones';

const LIN = { name: '林晓雯', openid: 'oLearner_lin_class_0000000', birthYear: 1992, score: 700 };
const ZHOU = { name: '周明', openid: 'oLearner_zhou_class_000000', birthYear: 1990, score: 700 };
const MINUTE = 60_000;

let phones: Phones;
let lin: string;
beforeAll(async () => {
  phones = await Phones.open();
  const { stage, courses } = phones.living;
  lin = await enrol(stage, LIN, courses.calligraphy, 'class');
  await enrol(stage, ZHOU, courses.calligraphy, 'class');
  // One of them has agreed to be told by WeChat.
  await stage.control.call(LIN.openid, 'classroom', 'subscribed', { templateKey: 'class', accepted: true });
});
afterEach(() => phones?.putAway());
afterAll(() => phones?.close());

/** Opens one of WeChat's wheels on the page, turns it to these words and takes them. */
async function turnTo(hand: Hand, field: RegExp, ...words: string[]): Promise<void> {
  await hand.top.getByLabel(field).click();
  for (const [column, word] of words.entries()) {
    await hand.page.locator('.picker-wheel').nth(column).getByText(word, { exact: true }).click();
  }
  await hand.page.getByText('确定', { exact: true }).click();
}

async function fill(hand: Hand, name: string, text: string): Promise<void> {
  await hand.top.getByRole('textbox', { name }).fill(text);
}

/** What the books say of a class's seats: every act of roll call, by the student's name. */
async function marksOf(classId: string): Promise<Record<string, string[]>> {
  const { control, stage } = phones.living;
  const { seats } = await control.call(stage.staff.academic, 'staff', 'readClass', { classId });
  return Object.fromEntries(
    seats.map(({ studentName, marks }) => [
      studentName,
      marks.map(({ mark, undoneAt }) => (undoneAt === undefined ? mark : `${mark}, undone`)),
    ]),
  );
}

test('academic schedules weekly classes: learners are told, a conflict is refused in words, a class is moved', async () => {
  const { courses } = phones.living;
  const academic = await phones.staff('academic', 'staff/timetable/timetable');
  await sees(academic, '这一周没有课');
  await academic.top.getByLabel('下一周').click();
  await academic.top.getByLabel('9月9日 周三').click();
  await tap(academic, '排课');
  await turnTo(academic, /^课程/, '行书入门');
  await turnTo(academic, /^老师/, '刘砚秋');
  await fill(academic, '地点', '3 号教室');
  await fill(academic, '最多几人', '16');
  await tap(academic, '每周');
  await academic.top.getByRole('checkbox', { name: '周三' }).click();
  await academic.top.getByRole('checkbox', { name: '周六' }).click();
  await turnTo(academic, /^开始时间/);
  await fill(academic, '一共排几次', '4');
  await sees(academic, '9月19日 周六');
  await tap(academic, '排 4 次课，通知 2 人');
  await sees(academic, '4 次课，订好 8 个座位');
  await phones.living.stage.timeline.settle(2);
  await tap(academic, '再看一次');
  await sees(academic, '1 人收到 · 1 人没收到');
  await sees(academic, '周明');

  const learner = await phones.of(LIN.openid, 'classroom/inbox/inbox');
  await sees(learner, /共排了 4 次课，第一次：9月9日 周三 19:00/);

  await tap(academic, '再排');
  await turnTo(academic, /^从哪天起/);
  await sees(academic, '这位老师要上 9月9日 周三 19:00 的《行书入门》（3 号教室），换一位老师或时间。');
  await sees(academic, '有冲突，改好再排');

  const { classes } = await phones.living.control.call(
    phones.living.stage.staff.academic,
    'staff',
    'listClasses',
    {
      ...{
        courseId: courses.calligraphy,
        from: '2026-09-12T00:00:00+08:00',
        to: '2026-09-13T00:00:00+08:00',
      },
    },
  );
  const moving = await phones.staff('academic', `staff/class/class?id=${classes[0]?.classId}`);
  await sees(moving, '9月12日 周六 19:00–20:30');
  await tap(moving, '改时间地点');
  await turnTo(moving, /^开始/, '10 时', '00 分');
  await tap(moving, '改好并通知');
  await sees(moving, '原定 9月12日 周六 19:00');
  await learner.page.reload();
  await sees(learner, '行书入门由 9月12日 周六 19:00 改到 9月12日 周六 10:00–11:30，3 号教室。');
});

test('the roll is called without a network: nothing is lost, each mark arrives once, and one is taken back', async () => {
  const { living } = phones;
  const cls = await living.classSoon(living.courses.calligraphy, '行书入门');
  await living.control.advance(cls.endsAt + 5 * MINUTE - (await living.control.now()), 'once');
  const teacher = await phones.staff('teacher', 'staff/rolls/rolls');
  await tap(teacher, '行书入门');
  await sees(teacher, '2 人过了异议期扣费，共 ¥240.00');
  await tap(teacher, '周明');
  await sees(teacher, '1 人过了异议期扣费，共 ¥120.00；1 人不扣费');

  await cut(teacher, true);
  await tap(teacher, '提交 2 人点名');
  await sees(teacher, '没有网络，待发送 2 人，连上后自动发。');
  await teacher.top.getByLabel('周明，缺课，待发送').waitFor();
  expect(await marksOf(cls.classId)).toEqual({ 林晓雯: [], 周明: [] });

  await cut(teacher, false);
  await teacher.top.getByLabel('周明，缺课，已点名').waitFor();
  expect(await marksOf(cls.classId)).toEqual({ 林晓雯: ['attended'], 周明: ['absent'] });
  const learner = await phones.of(LIN.openid, `deduction/my-course/my-course?id=${lin}`);
  await sees(learner, '我有异议');

  await teacher.top.getByLabel('周明，缺课，已点名').click();
  await tap(teacher, '撤回这次点名');
  await teacher.top.getByLabel('周明，到课', { exact: true }).waitFor();

  await cut(teacher, true);
  await tap(teacher, '提交 1 人点名');
  await sees(teacher, '没有网络，待发送 1 人，连上后自动发。');
  await teacher.page.reload();
  await tap(teacher, '行书入门');
  await teacher.top.getByLabel('周明，到课，已点名').waitFor();
  expect(await marksOf(cls.classId)).toEqual({ 林晓雯: ['attended'], 周明: ['absent, undone', 'attended'] });
});

/** The workbench takes a phone off the net, and brings it back. */
async function cut(hand: Hand, off: boolean): Promise<void> {
  await hand.page.evaluate(`phone.network.setOnline(${!off})`);
}
