import { enrol } from '../../dev/demo/enrol';
import { sees, tap } from '../learners/gestures';
import type { Hand } from '../phone/browser';
import { Phones } from './phones';

let phones: Phones;
beforeAll(async () => {
  phones = await Phones.open();
  await teachAll();
});
afterEach(() => phones?.putAway());
afterAll(() => phones?.close());

/** A photograph and a document, as they lie on a phone. */
const PHOTO = {
  name: 'board.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
};
const INVOICE = { name: '发票.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };

/** Types into the field with this label, in the sheet that is open or on the page. */
async function type(hand: Hand, label: string, text: string): Promise<void> {
  await hand.top.locator(`[aria-label="${label}"]`).locator('input:visible, textarea:visible').fill(text);
}

/** Chooses a file where WeChat asks for one. */
async function choose(hand: Hand, open: () => Promise<void>, file: typeof PHOTO): Promise<void> {
  await open();
  const consent = hand.top.getByText('同意', { exact: true }).last();
  const album = hand.page.getByText('从手机相册选择');
  await consent.or(hand.top.locator('body')).first().waitFor();
  const chooser = hand.page.waitForEvent('filechooser');
  await Promise.race([
    album.waitFor({ state: 'visible' }),
    consent.waitFor({ state: 'visible' }).then(() => consent.click()),
  ]);
  await album.click();
  await (await chooser).setFiles(file);
}

const LEARNERS = {
  objects: { openid: 'oLearner_objects_0000000000', name: '沈听雨' },
  refunds: { openid: 'oLearner_refunds_0000000000', name: '顾南星' },
  owes: { openid: 'oLearner_owes_00000000000000', name: '方知夏' },
  invoice: { openid: 'oLearner_invoice_0000000000', name: '陆时雨' },
} as const;

const orders = new Map<string, string>();

/** Each has been taught one class of ¥120.00; the windows for objections run. */
async function teachAll(): Promise<void> {
  const { living } = phones;
  const { calligraphy } = living.courses;
  for (const who of Object.values(LEARNERS)) {
    const applicant = { ...who, birthYear: 1990, score: 700 };
    orders.set(who.openid, await enrol(living.stage, applicant, calligraphy, 'class'));
  }
  const cls = await living.classSoon(calligraphy, '行书入门');
  await living.teach(cls, [...orders.values()]);
  await living.control.setPerson(LEARNERS.owes.openid, { balanceFen: 0 });
}

let charging: Promise<void> | undefined;

/** The windows end and WeChat takes the money, of whoever has any. Once for all. */
function chargeAll(): Promise<void> {
  charging ??= phones.living.nextDay().then(() => phones.living.nextDay());
  return charging;
}

function orderOf(openid: string): string {
  return orders.get(openid) ?? '';
}

async function chargedFen(openid: string): Promise<number> {
  const order = { orderId: orderOf(openid) };
  return (await phones.living.control.call(openid, 'signing', 'read', order)).chargedFen;
}

test('a learner objects with a photograph; finance sees both sides and lowers; she reads it and is charged that', async () => {
  const { openid } = LEARNERS.objects;
  const hand = await phones.of(openid, `deduction/my-course/my-course?id=${orderOf(openid)}`);
  await tap(hand, '我有异议');
  await tap(hand, /没上课|提前下课/);
  await type(hand, '经过', '15:00 就下课了，少上了三十分钟。');
  await choose(hand, () => hand.top.getByLabel('加照片').click(), PHOTO);
  await hand.top.getByLabel('照片 1', { exact: true }).waitFor();
  await tap(hand, '提交异议，先不扣费');
  await sees(hand, '已暂停扣这一笔');

  const finance = await phones.staff('finance', 'staff/money/money');
  await sees(finance, '学员说：15:00 就下课了，少上了三十分钟。');
  await tap(finance, '处理异议');
  await sees(finance, '异议：没上课，或提前下课');
  await finance.top.getByLabel('附的照片 1').first().waitFor();
  await sees(finance, '点名：到课');
  await tap(finance, '处理异议');
  await tap(finance, '减少收费');
  await type(finance, '改为扣，元', '60.50');
  await type(finance, '给学员的说明', '监控显示提前下课，按一半左右收。');
  await sees(finance, '改为扣 ¥60.50，少收 ¥59.50。');
  await tap(finance, '答复学员');
  await sees(finance, '已改为扣 ¥60.50');

  await chargeAll();
  await hand.page.reload();
  await tap(hand, '看异议的说明');
  await sees(hand, '监控显示提前下课，按一半左右收。');
  expect(await chargedFen(openid)).toBe(6_050);
});

test('a refund above the limit waits for the owner on another phone, and arrives', async () => {
  const { openid } = LEARNERS.refunds;
  const orderId = orderOf(openid);
  const { control, stage } = phones.living;
  await chargeAll();
  await control.call(openid, 'signing', 'askRefund', { orderId, unitNo: 1, reason: '老师临时换人' });
  const limits = { fourEyesAboveFen: 5_000, objectionDays: 7, silenceDays: 60 };
  await control.call(stage.staff.owner, 'finance', 'saveLimits', limits);

  const finance = await phones.staff('finance', 'staff/refunds/refunds');
  await sees(finance, '老师临时换人');
  await tap(finance, '处理退款');
  await tap(finance, '同意一部分');
  await type(finance, '退，元', '80');
  await type(finance, '给学员的说明', '换老师没有提前说，退一部分。');
  await sees(finance, '超过 ¥50.00，提交后要另一位同事批准才会退。');
  await tap(finance, '提交，等另一人审批');
  const asking = await phones.staff('finance', 'staff/acts/acts');
  await sees(asking, '你提出的，要由另一位同事批准。');
  expect(await asking.top.getByText('批准', { exact: true }).count()).toBe(0);
  const [act] = (await control.call(stage.staff.finance, 'finance', 'listActs', {})).acts;
  const alone = { actId: act?.actId ?? '', approve: true, reason: '我自己批' };
  await expect(control.call(stage.staff.finance, 'finance', 'decideAct', alone)).rejects.toThrow('FORBIDDEN');

  const owner = await phones.staff('owner', 'staff/acts/acts');
  await sees(owner, '换老师没有提前说，退一部分。');
  await tap(owner, '批准');
  await owner.top.locator('textarea:visible').fill('属实，同意。');
  await owner.top.locator('.button').getByText('批准', { exact: true }).click();
  await sees(owner, '没有等审批的');
  await stage.timeline.settle(3);

  const voucher = await phones.of(openid, `deduction/voucher/voucher?id=${orderId}&unitNo=1`);
  await sees(voucher, /已退款?/);
  expect((await control.call(openid, 'signing', 'refunds', { orderId })).refunds).toMatchObject([
    { state: 'succeeded', refundFen: 8_000 },
  ]);
});

test('what a learner owes is charged again once she has money; while WeChat’s answer is lost, the page says so', async () => {
  const { openid, name } = LEARNERS.owes;
  const { control } = phones.living;
  await chargeAll();
  const finance = await phones.staff('finance', 'staff/money/money');
  await sees(finance, name);
  await control.setPerson(openid, { balanceFen: 100_000 });
  const route = '/v3/payscore/serviceorder/{out_order_no}/pay';
  await control.post('/faults', { at: 'pay', kind: 'lost-response', match: { route } });
  await tap(finance, '再扣一次');
  await type(finance, '原因，留在记录里', '学员说余额已经充好');
  await finance.top.locator('.button-primary:visible').last().click();
  await sees(finance, '等微信确认');
  await phones.living.stage.timeline.settle(3);
  await sees(finance, '已扣到');
  expect(await chargedFen(openid)).toBe(12_000);
});

test('an invoice is asked for, issued with its file, and opened by the learner', async () => {
  const { openid } = LEARNERS.invoice;
  const orderId = orderOf(openid);
  await chargeAll();
  const hand = await phones.of(openid, `deduction/my-course/my-course?id=${orderId}`);
  await tap(hand, '发票');
  await tap(hand, '单位');
  await type(hand, '抬头', '广州青禾文化有限公司');
  await type(hand, '税号', '9144030071526726xa');
  await sees(hand, '税号校验不对，请再看一遍。');
  await type(hand, '税号', '9144030071526726xg');
  await sees(hand, '税号校验通过');
  await tap(hand, '申请开票');
  await sees(hand, '等机构开票');

  const finance = await phones.staff('finance', 'staff/invoices/invoices');
  await sees(finance, '9144030071526726XG');
  await tap(finance, '填发票');
  await type(finance, '发票号码', '24442000000012345678');
  await choose(finance, () => tap(finance, '从聊天里选 PDF、OFD 或图片'), INVOICE);
  await sees(finance, '发票.pdf');
  await tap(finance, '发给学员');
  await sees(finance, '没有要开的发票');

  const again = await phones.of(openid, `deduction/invoice/invoice?id=${orderId}`);
  await sees(again, '24442000000012345678');
  await tap(again, '打开发票');
  await again.page.getByText(/\.pdf/).first().waitFor();
});
