import { sees, tap, tapWeChat } from '../learners/gestures';
import type { Hand } from '../phone/browser';
import { Phones } from './phones';

const NEWCOMER = 'oLearner_new_00000000000000';

let phones: Phones;
beforeAll(async () => {
  phones = await Phones.open();
});
afterEach(() => phones?.putAway());
afterAll(() => phones?.close());

/** What stands on the top page. */
async function words(hand: Hand): Promise<string> {
  return (await hand.top.locator('body').textContent()) ?? '';
}

/** From the chats of WeChat, the card that somebody sent. */
async function openCard(hand: Hand, title: string): Promise<void> {
  await hand.page.getByLabel('关闭小程序').click();
  await tapWeChat(hand, title);
}

test('the owner invites a teacher, who accepts on her own phone, sees only her part, and is removed at once', async () => {
  const owner = await phones.staff('owner');
  await tap(owner, '人员');
  await tap(owner, '邀请同事');
  await owner.top.locator('input').fill('陆清越');
  await tap(owner, '老师');
  await tap(owner, '生成邀请码');
  await sees(owner, '只在这里显示一次');
  await tap(owner, '发给同事');
  await owner.page.locator('.friend').getByText('新学员').click();

  const newcomer = await phones.of(NEWCOMER, '', owner);
  await sees(newcomer, '行书入门');
  await openCard(newcomer, '青禾书法邀请陆清越加入');
  await tap(newcomer, '接受邀请');
  await sees(newcomer, '陆清越，已加入');
  await tap(newcomer, '打开工作台');
  await sees(newcomer, '今天的课');
  expect(await words(newcomer)).not.toMatch(/人员|操作记录|机构资料/);

  await owner.top.getByLabel('关闭').last().click();
  await owner.top.getByLabel('陆清越，老师').click();
  await tap(owner, '移除');
  await sees(owner, '移除陆清越');
  await tap(owner, '确认移除');
  await sees(owner, '已离开的 1 人');

  await tap(newcomer, '离开这家机构');
  await tap(newcomer, '确认离开');
  await sees(newcomer, '你不在这家机构工作');
});

test('a code works for one person; the last owner stays', async () => {
  const { control, stage } = phones.living;
  const { code } = await control.call(stage.staff.owner, 'staff', 'invite', {
    ...{ name: '试用', roles: ['finance'], campusIds: [] },
  });
  await control.call('oStaff_first_to_accept', 'staff', 'accept', { code });
  const second = await phones.of(NEWCOMER, `staff/accept/accept?code=${code}`);
  await tap(second, '接受邀请');
  await sees(second, '用过了');

  const owner = await phones.staff('owner');
  await tap(owner, '离开这家机构');
  await tap(owner, '确认离开');
  await sees(owner, '机构至少要有一位负责人');
  await tap(owner, '先不');
  await sees(owner, '负责人');
});
