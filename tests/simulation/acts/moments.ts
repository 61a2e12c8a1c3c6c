import type { PayFault } from '../../../local-wechat/pay/wire/faults';
import type { Order, Unit } from '../../../server/domain/order/order';
import { OPEN_BEFORE } from '../../../server/domain/order/timing';
import { timeOf } from '../../../server/domain/time';
import type { Chance } from '../chance';
import { DAY, type Life, MINUTE } from '../life';
import type { Act, Acts } from './act';
import { goToWeChatsPage } from './learners';

/*
 * What needs several rare things in a row: here it is led up to, and what goes wrong is aimed at that very moment. How
 * it then goes on is left to chance, as everywhere.
 */

const QUERY_SIGN_PLAN =
  '/v3/payscore/sign-plan/user-sign-plans/merchant-sign-plan-no/{merchant_sign_plan_no}';
const COMPLETE = '/v3/payscore/serviceorder/{out_order_no}/complete';

/** WeChat says once that it knows nothing of her plan; and then she signs on the page that is still open. */
const signUnknown: Act = async (life, chance) => {
  const page = await goToWeChatsPage(life, chance);
  if (page === undefined) return;
  const { openid, orderId } = page;
  life.at.faults.add({
    ...{ at: 'pay', kind: 'refused', settings: { refusal: 'resourceUnknown' } },
    match: { method: 'GET', route: QUERY_SIGN_PLAN },
  });
  await life.ask(chance, openid, 'signing', 'refresh', { orderId });
  life.inWeChat(() => life.at.pay.wechat.sign(page.package, 'sign'));
};

/** She signs as her package dies, by one clock or the other. */
const signAtTheLast: Act = async (life, chance) => {
  const page = await goToWeChatsPage(life, chance);
  const attempts = page && life.at.sight.get('orders', page.orderId)?.attempts;
  const diesAt = attempts?.find((one) => one.package === page?.package)?.packageExpiresAt;
  if (page === undefined || diesAt === undefined) return;
  await life.passTo(Date.parse(diesAt) + chance.between(-5, 4) * MINUTE);
  life.inWeChat(() => life.at.pay.wechat.sign(page.package, 'sign'));
};

/** She signs, and closes it inside WeChat before anybody has looked. */
const signAndClose: Act = async (life, chance) => {
  const page = await goToWeChatsPage(life, chance);
  if (page === undefined) return;
  const { wechat } = life.at.pay;
  const signed = life.inWeChat(() => wechat.sign(page.package, 'sign'));
  if (signed !== undefined) life.inWeChat(() => wechat.cancelPlan(signed.signPlanId));
};

/** She closes while the service order for her next class is made but not confirmed by WeChat. */
const closeAsItOpens: Act = async (life, chance) => {
  const opensAfter = timeOf(life.at.now() + OPEN_BEFORE);
  const seats = life.at.sight
    .all('seats')
    .filter((one) => one.state === 'booked' && one.startsAt > opensAfter);
  const seat = chance.maybe(seats.filter((one) => one.startsAt < timeOf(life.at.now() + 8 * DAY)));
  if (seat === undefined) return;
  const { switches } = life.at.pay;
  const { o1InitialState } = switches.get();
  switches.put({ o1InitialState: 'CREATED_UNCONFIRMED' });
  await life.passTo(Date.parse(seat.startsAt) - OPEN_BEFORE);
  switches.put({ o1InitialState });
  const order = life.at.sight.get('orders', seat.orderId);
  if (order?.units.some((unit) => unit.collection === 'opening'))
    await life.ask(chance, order.payerOpenid, 'signing', 'close', { orderId: order._id });
};

/** A unit in its window, on a service order that is open. */
function someInWindow(life: Life, chance: Chance): InWindow | undefined {
  const all = life.at.sight.all('orders').flatMap((order) => {
    const units = order.units.filter((unit) => unit.teaching === 'taught' && unit.collection === 'open');
    return units.map((unit) => ({ order, unit }));
  });
  return chance.maybe(all);
}

interface InWindow {
  order: Order;
  unit: Unit;
}

/** She confirms, and the timers come at once. */
async function complete(life: Life, chance: Chance, { order, unit }: InWindow): Promise<void> {
  await life.ask(chance, order.payerOpenid, 'classroom', 'confirm', { orderId: order._id, unitNo: unit.no });
  await life.timers();
}

/** One call that completes this unit goes wrong. */
function completionGoesWrong(life: Life, { unit }: InWindow, kind: PayFault): void {
  life.at.faults.add({ at: 'pay', kind, match: { route: COMPLETE, number: unit.outTradeNo } });
}

/** She closes inside WeChat, which turns out to deal so with the service order that is live. */
function closeInWeChat(life: Life, { order }: InWindow, liveOrderAfterCancel: 'refused' | 'revoked'): void {
  const plan = order.attempts.find((one) => one.no === order.keptAttempt)?.signPlanId;
  life.at.pay.switches.put({ liveOrderAfterCancel, userCloseWithLiveOrder: 'allow' });
  if (plan !== undefined) life.inWeChat(() => life.at.pay.wechat.cancelPlan(plan));
}

/** A completion gets lost, and she closes inside WeChat, which ends the service order as well. */
const closeAsItCompletes: Act = async (life, chance) => {
  const one = someInWindow(life, chance);
  if (one === undefined) return;
  completionGoesWrong(life, one, 'lost-request');
  await complete(life, chance, one);
  closeInWeChat(life, one, 'revoked');
};

/** She closes inside WeChat, which from then on completes nothing of that plan, and we have not heard of it. */
const closeBeforeItCompletes: Act = async (life, chance) => {
  const one = someInWindow(life, chance);
  if (one === undefined) return;
  closeInWeChat(life, one, 'refused');
  await complete(life, chance, one);
};

/** A completion is done and unheard, and finance, who has got the money in cash, says so in WeChat Pay's console. */
const syncAsItCompletes: Act = async (life, chance) => {
  const one = someInWindow(life, chance);
  if (one === undefined) return;
  completionGoesWrong(life, one, 'lost-response');
  await complete(life, chance, one);
  await life.at.console.syncOrder(one.unit.outTradeNo);
};

export const MOMENTS: Acts = {
  'a plan that WeChat denied is signed': signUnknown,
  'a page is signed at the last': signAtTheLast,
  'she signs and closes unseen': signAndClose,
  'she closes as her unit opens': closeAsItOpens,
  'she closes inside WeChat as her unit completes': closeAsItCompletes,
  'she closes inside WeChat before her unit completes': closeBeforeItCompletes,
  'finance has the money as a unit completes': syncAsItCompletes,
};
