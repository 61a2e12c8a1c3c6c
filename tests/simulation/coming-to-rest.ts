import { answerInvoice, decideAct, decideRefund, sendRefundAgain } from './acts/finance';
import { payByHand, payOnWeChatsPage } from './acts/learners';
import { decideObjection } from './acts/staff';
import { calm } from './acts/troubles';
import type { Chance } from './chance';
import { MUCH_FEN, PAYERS, STAFF } from './house';
import { DAY, type Life } from './life';

const TERMINAL = ['completed', 'closed', 'expired', 'abandoned'];
/** More days than anything takes, from the end of all faults: an order that nobody confirms lives for thirty. */
const MOST_DAYS = 60;
const PLAN_DAYS = 125;

/** All faults stop, everybody does what is asked of them, and all plans end: closed by their payers, or at their time. */
export async function comeToRest(life: Life, chance: Chance): Promise<void> {
  calm(life);
  for (const openid of PAYERS) life.at.pay.people.put(openid, { balanceFen: MUCH_FEN });
  await life.pass(DAY);
  await doWhatIsAsked(life, chance);
  if (chance.oneIn(16)) await life.pass(PLAN_DAYS * DAY);
  else await closeAll(life, chance);
  for (const course of life.at.sight.all('courses'))
    await life.ask(chance, STAFF.academic, 'staff', 'stopSelling', { courseId: course._id });
  for (let days = 0; days < MOST_DAYS && !isAtRest(life); days += 3) {
    await life.pass(3 * DAY);
    await doWhatIsAsked(life, chance);
  }
  await life.pass(DAY);
}

/** Every order has ended, and nothing is due any more. */
function isAtRest({ at }: Life): boolean {
  const ended = at.sight.all('orders').every((order) => TERMINAL.includes(order.state));
  return ended && at.sight.all('agenda').every((row) => row.dueAt > '9999');
}

/** What waits for people is done by them. */
async function doWhatIsAsked(life: Life, chance: Chance): Promise<void> {
  const { sight } = life.at;
  const units = () => sight.all('orders').flatMap((order) => order.units);
  for (const unit of units()) if (unit.teaching === 'objected') await decideObjection(life, chance);
  for (const unit of units()) if (unit.collection === 'paying') await payOnWeChatsPage(life, chance);
  for (const refund of sight.all('refunds')) if (refund.state === 'asked') await decideRefund(life, chance);
  for (const refund of sight.all('refunds'))
    if (refund.state === 'abnormal') await sendRefundAgain(life, chance);
  for (const act of sight.all('acts')) if (act.state === 'asked') await decideAct(life, chance);
  for (const invoice of sight.all('invoices'))
    if (invoice.state === 'asked') await answerInvoice(life, chance);
  await payByHand(life, chance);
}

async function closeAll(life: Life, chance: Chance): Promise<void> {
  for (const order of life.at.sight.all('orders'))
    if (order.state === 'active')
      await life.ask(chance, order.payerOpenid, 'signing', 'close', { orderId: order._id });
}
