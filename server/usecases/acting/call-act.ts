import type { MoneyAct } from '../../domain/act/act';
import { AppError } from '../../domain/errors';
import { ZERO } from '../../domain/money';
import type { Order, Unit } from '../../domain/order/order';
import { unitOf } from '../../domain/order/units';
import { fitText } from '../../domain/plan/text';
import type { Answers, CallOutcome, Intent, OrderFacts, PreparedCall } from '../../ports/pay-score';
import type { Transaction } from '../../ports/store';
import { queryUnit } from '../charging/query-unit';
import { keptPlan, versionOf } from '../charging/version-of';
import type { OrderChange } from '../orders/change-order';
import { sendStored } from '../orders/intents';
import type { Ports } from '../ports';
import { moveAct } from './act-steps';
import { applyActFacts } from './apply-act-facts';
import { endAct } from './end-act';

type ActCall = PreparedCall<'modify-order' | 'sync-order' | 'pay-order' | 'cancel-order'>;

/** Most characters of a reason that WeChat Pay shows. */
const REASON_CHARS = 30;

/**
 * The call of an act, stored with its exact bytes before it is sent. Its key holds the act's id: an act that WeChat
 * Pay has refused for good may be followed by another one with other bytes.
 */
export async function callOf(
  ports: Ports,
  tx: Transaction,
  order: Order,
  act: MoneyAct,
): Promise<OrderChange> {
  const unit = unitOf(order, act.unitNo ?? 0);
  const { serviceKey } = keptPlan(await versionOf(tx, order), order);
  const prepared = prepare(ports, act, unit, serviceKey);
  const call = { ...prepared, key: `${prepared.key}:${act._id}` };
  const running = moveAct(act, 'running');
  return { order, intents: [call], also: (t) => t.put('acts', running) };
}

function prepare(ports: Ports, act: MoneyAct, unit: Unit, serviceKey: string): ActCall {
  const { outTradeNo } = unit;
  const reason = fitText(act.reason, REASON_CHARS);
  switch (act.kind) {
    case 'lower':
    case 'waive': {
      const lineName = fitText(unit.name, 20);
      const chargeFen = act.chargeFen ?? ZERO;
      return ports.payScore.prepare('modify-order', { serviceKey, outTradeNo, lineName, chargeFen, reason });
    }
    case 'paid_elsewhere':
      return ports.payScore.prepare('sync-order', {
        serviceKey,
        outTradeNo,
        paidAt: act.paidAt ?? act.askedAt,
      });
    case 'charge_again':
      return ports.payScore.prepare('pay-order', { serviceKey, outTradeNo });
    case 'cancel_order':
      return ports.payScore.prepare('cancel-order', { serviceKey, outTradeNo, reason });
    default:
      throw new AppError('WRONG_STATE', `${act.kind} is no call to WeChat Pay`);
  }
}

/**
 * Sends the stored call, or asks first what became of an earlier try.
 * @returns whether the act has ended
 */
export async function goOnCalling(ports: Ports, act: MoneyAct): Promise<boolean> {
  const [order, intent] = await Promise.all([ports.store.get('orders', act.orderId), intentOf(ports, act)]);
  if (order === undefined || intent === undefined || act.unitNo === undefined) return false;
  const unit = unitOf(order, act.unitNo);
  if (intent.attempts.length > 0 && (await askedAndEnded(ports, act, order, unit))) return true;
  const { kind, path, body, _id } = intent;
  const outcome = await sendStored(ports, { kind, key: _id, method: 'POST', path, body } as ActCall);
  if (outcome.kind === 'done') return afterDone(ports, act, outcome, { order, unit });
  if (outcome.kind !== 'refused') return false;
  if (await askedAndEnded(ports, act, order, unit)) return true;
  await endAct(ports, act, { state: 'failed', outcome: refusalText(act) });
  return true;
}

/** What WeChat says of the order now, applied. */
async function askedAndEnded(ports: Ports, act: MoneyAct, order: Order, unit: Unit): Promise<boolean> {
  const answer = await queryUnit(ports, order, unit);
  return answer.kind === 'done' && applyActFacts(ports, act, answer.value);
}

async function afterDone(
  ports: Ports,
  act: MoneyAct,
  outcome: CallOutcome<Answers[ActCall['kind']]> & { kind: 'done' },
  about: { order: Order; unit: Unit },
): Promise<boolean> {
  const facts: OrderFacts | undefined = outcome.value;
  // Cancelling and collecting answer with ids only: the state is asked for.
  if (facts !== undefined) return applyActFacts(ports, act, facts);
  if (await askedAndEnded(ports, act, about.order, about.unit)) return true;
  if (act.kind !== 'charge_again') return false;
  await endAct(ports, act, { state: 'done', outcome: '微信已经再次发起扣款，结果会自动更新。' });
  return true;
}

function refusalText({ kind }: MoneyAct): string {
  switch (kind) {
    case 'charge_again':
      return '微信又试了一次，还是没有扣到；微信会继续自动扣。';
    case 'cancel_order':
      return '微信现在不能取消这个订单，可以改用减少收费或免收。';
    default:
      return '微信没有接受，金额没有变化。';
  }
}

/** The one stored call of an act; its key ends in the act's id. */
async function intentOf(ports: Ports, act: MoneyAct): Promise<Intent | undefined> {
  const intents = await ports.store.find('intents', { subject: act.orderId }, { limit: 1000 });
  return intents.find((intent) => intent._id.endsWith(`:${act._id}`));
}
