import { completeUnit } from '../../../server/usecases/charging/complete-unit';
import { payPage } from '../../../server/usecases/charging/pay-page';
import type { CourseLife } from '../course-life';
import { leftBy } from './left-by';
import { confirmed, ID, made, NO } from './stages';

const page = async (life: CourseLife, openid = 'o-payer', unitNo = 1) =>
  (await leftBy(life, () => payPage(life.ports, openid, { orderId: ID, unitNo }))).told;

async function paying() {
  const life = await confirmed();
  life.pay.pays = false;
  await completeUnit(life.ports, ID, 1);
  return life;
}

test('money that WeChat waits for is paid on WeChat’s own page of that order', async () => {
  expect(await page(await paying())).toEqual({
    ...{ businessType: 'wxpayScoreDetail', extraData: { out_order_no: NO } },
  });
});

test('is signed for the service of the plan', async () => {
  const life = await paying();
  const of: string[][] = [];
  life.pay.orderDetailParameters = (...about) => {
    of.push(about);
    return {};
  };
  await page(life);
  expect(of).toEqual([['per-class', NO]]);
});

test('nothing else is: there is no page', async () => {
  const life = await paying();
  expect(await page(life, 'o-somebody')).toBe(`NOT_FOUND: no order ${ID} of this payer`);
  expect(await page(life, 'o-payer', 4)).toBe('NOT_FOUND: no unit 4');
  expect(await page(life, 'o-payer', 3)).toBe('WRONG_STATE: unit 3 is none');
  await made(life, { collection: 'paid' });
  expect(await page(life)).toBe('WRONG_STATE: unit 1 is paid');
});
