import type { UnitView } from '../../protocol/order-view';
import { openOrderDetail, UPGRADE_TEXT } from '../api/business-view';
import { read, write } from '../api/call';
import { Failure } from '../api/failure';

/** After WeChat's sheet our server is asked this often until it has heard of the payment too. */
const ASKS = 5;
const ASK_EVERY_MS = 1_000;

/**
 * Lets her pay a unit: on WeChat's own page while its deduction is under way, else by an ordinary payment. What came
 * of it is for the server to say: load the order again.
 * @throws Failure
 */
export async function payUnit(orderId: string, unit: UnitView, requestId: string): Promise<void> {
  if (unit.status === 'pay_by_hand') return payByHand(orderId, unit.no, requestId);
  const { extraData } = await read('signing', 'payPage', { orderId, unitNo: unit.no });
  const opened = await openOrderDetail(extraData);
  if (opened === 'too_old') throw new Failure('UPGRADE_WECHAT', UPGRADE_TEXT, false);
  if (opened === 'not_opened') throw new Failure('NOT_OPENED', '微信支付分没有打开，请再试一次。', true);
}

async function payByHand(orderId: string, unitNo: number, requestId: string): Promise<void> {
  const { paymentId, parameters } = await write('signing', 'payByHand', { orderId, unitNo }, requestId);
  if (!(await requestPayment(parameters))) return;
  for (let asked = 0; asked < ASKS; asked += 1) {
    const { state } = await read('signing', 'payment', { paymentId });
    if (state === 'paid' || state === 'closed') return;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

type Parameters = Awaited<ReturnType<typeof write<'signing', 'payByHand'>>>['parameters'];

/** WeChat's payment sheet. Its answer is a hint only. @returns whether it is worth asking what came of it */
function requestPayment({
  timeStamp,
  nonceStr,
  package: prepay,
  signType,
  paySign,
}: Parameters): Promise<boolean> {
  return new Promise((resolve) => {
    wx.requestPayment({
      ...{ timeStamp, nonceStr, package: prepay, paySign, signType: signType as 'RSA' },
      success: () => resolve(true),
      fail: ({ errMsg }) => resolve(!errMsg.includes('cancel')),
    });
  });
}
