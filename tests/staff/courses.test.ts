import { agreeToPrivacy, openTab, sees, tap, tapWeChat } from '../learners/gestures';
import type { Hand } from '../phone/browser';
import { Phones } from './phones';

const LEARNER = 'oLearner_lin_e2e_0000000000';
/** A picture of one pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

let phones: Phones;
beforeAll(async () => {
  phones = await Phones.open();
});
afterEach(() => phones?.putAway());
afterAll(() => phones?.close());

/** Writes into the field of this name. */
async function write(hand: Hand, field: string, text: string): Promise<void> {
  const named = `[aria-label="${field}"]`;
  await hand.top
    .locator(`input${named}, textarea${named}, ${named} input, ${named} textarea`)
    .last()
    .fill(text);
}

/** Opens a part of the form; the one that was open folds. */
async function part(hand: Hand, name: string): Promise<void> {
  await hand.top.locator('.section-head').getByText(name, { exact: true }).click();
}

async function choosePicture(hand: Hand): Promise<void> {
  const chooser = hand.page.waitForEvent('filechooser');
  await tap(hand, '选封面');
  await agreeToPrivacy(hand, '从手机相册选择');
  await tapWeChat(hand, '从手机相册选择');
  await (await chooser).setFiles({ name: 'room.png', mimeType: 'image/png', buffer: PICTURE });
}

test('an academic makes a course, sees what WeChat would refuse, mends it, and a learner finds it', async () => {
  const academic = await phones.staff('academic');
  await tap(academic, '课程');
  await sees(academic, '行书入门');
  await tap(academic, '新建课程');
  await sees(academic, '还没有保存');

  await part(academic, '基本信息');
  await write(academic, '名称', '少儿硬笔书法');
  await write(academic, '介绍', '二十次课，写一手好字。');
  await tap(academic, '刘砚秋');
  await tap(academic, '6–12 岁');
  await tap(academic, '外语');
  await sees(academic, '这门课不能开设先学后付');
  await sees(academic, /外语课程按学科类管理/);
  await tap(academic, '艺术');
  await part(academic, '图片');
  await choosePicture(academic);
  await sees(academic, '换一张');
  await part(academic, '课次与内容');
  await write(academic, '课次数', '20');
  await tap(academic, '没名称的用编号');

  await part(academic, '价格与扣费');
  await write(academic, '总价', '2400.10');
  await tap(academic, '分阶段');
  await write(academic, '各阶段课次', '5、10、5');
  await sees(academic, /第 2 个节点比前一个贵，微信支付不允许价格上升/);
  await tap(academic, '保存');
  await sees(academic, '发布第 1 版');
  await tap(academic, '发布第 1 版');
  await sees(academic, '发布前还有 2 处要改');
  await tap(academic, '请填写合同正文。');
  await tap(academic, '用模板开始写');
  await part(academic, '价格与扣费');
  await tap(academic, '3 段');
  await sees(academic, '¥840.07');
  await tap(academic, '保存');
  await sees(academic, '发布第 1 版');

  await tap(academic, '预览');
  await sees(academic, '预览 · 学员发布后看到的样子');
  await sees(academic, '¥2,400.10');
  await academic.page.getByLabel('返回').last().click();
  await academic.page.locator('iframe[title="course/detail/detail"]').waitFor({ state: 'detached' });
  await tap(academic, '发布第 1 版');
  await tapWeChat(academic, '发布');
  await sees(academic, '在售 · 第 1 版');

  const learner = await phones.of(LEARNER);
  await openTab(learner, '发现');
  await tap(learner, '少儿硬笔书法');
  await sees(learner, '先学后付怎么付');
  await sees(learner, '¥840.07');

  await part(academic, '规则');
  await write(academic, '异议时间', '48');
  await tap(academic, '保存');
  await sees(academic, '发布第 2 版');
  await tap(academic, '停止报名');
  await tapWeChat(academic, '停止报名');
  await sees(academic, '已停售');
  await learner.page.reload();
  await openTab(learner, '发现');
  await sees(learner, '行书入门');
  expect(await learner.top.locator('body').textContent()).not.toContain('少儿硬笔书法');
});

test('what was typed and not saved survives a restart, and a colleague’s work is not written over', async () => {
  const { control, stage, courses } = phones.living;
  const page = `staff/course/course?id=${courses.painting}`;
  const academic = await phones.staff('academic', page);
  await part(academic, '基本信息');
  await write(academic, '介绍', '四个阶段画完一幅静物。');
  await academic.page.reload();
  await sees(academic, '接着上次没保存的内容。');

  const { campusIds, region, category, revision, content } = await control.call(
    ...([stage.staff.owner, 'staff', 'readCourse'] as const),
    { courseId: courses.painting },
  );
  await control.call(stage.staff.owner, 'staff', 'saveCourse', {
    ...{ courseId: courses.painting, revision, campusIds, region, category },
    content: { ...content, teacherName: '江予白' },
  });
  await tap(academic, '保存');
  await sees(academic, '沈知远刚才也保存了这门课。已并进来：老师。');
  await tap(academic, '保存');
  await sees(academic, '发布第 2 版');
  const saved = await control.call(stage.staff.owner, 'staff', 'readCourse', { courseId: courses.painting });
  expect(saved.content).toMatchObject({ summary: '四个阶段画完一幅静物。', teacherName: '江予白' });
});
