import type { RequestOf } from '../../../protocol';
import type { MoneyAct } from '../../domain/act/act';
import { type ActAmounts, amountsOf, ORDER_ACTS } from '../../domain/act/rules';
import { AppError } from '../../domain/errors';
import { fen } from '../../domain/money';
import type { Order, Unit } from '../../domain/order/order';
import { parseTime, type Time } from '../../domain/time';
import type { Transaction } from '../../ports/store';
import { putAgenda } from '../agenda/agenda';
import { unitOrRefuse } from '../classroom/own-unit';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise, authorisedMember } from '../staffing/authorise';
import { orderOf } from '../teaching/order-of';
import { moveAct, withLiveAct } from './act-steps';
import { actAskedTask } from './act-texts';
import { moneyLimits } from './limits';

type Asked = RequestOf<'finance', 'askAct'>;

/**
 * Asks for an act about money. Up to the limit it counts as approved and is carried out under the agenda; above it, and
 * always when it is about one's own order, a second person must approve.
 * @throws AppError FORBIDDEN, NOT_FOUND, WRONG_STATE when it is not possible or another one is under way, BAD_REQUEST
 */
export async function askAct(ports: Ports, openid: string, asked: Asked): Promise<{ actId: string }> {
  const member = await authorisedMember(ports, openid, 'askAct');
  const { campusId } = await orderOf(ports, asked.orderId);
  authorise(member, 'askAct', { campusIds: [campusId] });
  const { fourEyesAboveFen } = await moneyLimits(ports);
  const actId = ports.ids.next();
  await changeOrder(ports, asked.orderId, async (order, now, tx) => {
    const unit = unitAskedFor(order, asked);
    refuseSecond(order, unit);
    const amounts = await checked(tx, order, unit, asked);
    const fourEyes = amounts.amountFen > fourEyesAboveFen || openid === order.payerOpenid;
    const act = newAct(actId, order, openid, { asked, amounts, fourEyes, now });
    const first = fourEyes ? act : { ...moveAct(act, 'approved'), revision: 1 };
    return {
      order: withLiveAct(order, act),
      tasks: fourEyes ? [actAskedTask(order, act, now)] : [],
      also: async (t) => {
        await t.insert('acts', first);
        if (!fourEyes) await putAgenda(t, 'act', actId, now);
        const { kind, unitNo, amountFen, reason } = act;
        const after = { kind, order: order._id, unitNo, amountFen, reason };
        await recordAct(t, ports, { by: openid, action: 'askAct', subject: actId, after }, now);
      },
    };
  });
  return { actId };
}

function unitAskedFor(order: Order, { kind, unitNo }: Asked): Unit | undefined {
  const wantsUnit = !ORDER_ACTS.includes(kind);
  if (wantsUnit !== (unitNo !== undefined)) {
    throw new AppError('BAD_REQUEST', `${kind} is ${wantsUnit ? '' : 'not '}about a unit`, {
      field: 'unitNo',
    });
  }
  return unitNo === undefined ? undefined : unitOrRefuse(order, unitNo);
}

/** One act at a time for each unit, and none beside one about the whole order. */
function refuseSecond(order: Order, unit: Unit | undefined): void {
  const other = (order.liveActs ?? []).find(
    (live) => unit === undefined || live.unitNo === undefined || live.unitNo === unit.no,
  );
  if (other !== undefined) throw new AppError('WRONG_STATE', `act ${other.actId} is under way`);
}

/** The amounts; for a learner's own request, not above what she asked. */
async function checked(
  tx: Transaction,
  order: Order,
  unit: Unit | undefined,
  asked: Asked,
): Promise<ActAmounts> {
  if (asked.refundId === undefined) return amountsOf(order, unit, asked);
  const refund = await tx.get('refunds', asked.refundId);
  const fits = asked.kind === 'refund' && refund?.orderId === order._id && refund.unitNo === unit?.no;
  if (refund === undefined || !fits) {
    throw new AppError('BAD_REQUEST', 'no refund of this unit', { field: 'refundId' });
  }
  if (refund.state !== 'asked') throw new AppError('WRONG_STATE', `refund ${refund._id} is ${refund.state}`);
  const amountFen = asked.amountFen ?? refund.askedFen;
  if (amountFen > refund.askedFen) {
    throw new AppError('BAD_REQUEST', `${refund.askedFen} fen were asked for`, { field: 'amountFen' });
  }
  return amountsOf(order, unit, { ...asked, amountFen });
}

function newAct(
  _id: string,
  order: Order,
  askedBy: string,
  facts: { asked: Asked; amounts: ActAmounts; fourEyes: boolean; now: Time },
): MoneyAct {
  const { asked, amounts, fourEyes, now } = facts;
  const { kind, unitNo, refundId, reason, proof } = asked;
  const paidAt = asked.paidAt === undefined ? undefined : pastTime(asked.paidAt, now);
  return {
    _id,
    institutionId: order.institutionId,
    campusId: order.campusId,
    orderId: order._id,
    ...{ kind, reason, proof, fourEyes, askedBy, askedAt: now, state: 'asked' as const },
    amountFen: fen(amounts.amountFen),
    ...(amounts.chargeFen === undefined ? {} : { chargeFen: amounts.chargeFen }),
    ...(unitNo === undefined ? {} : { unitNo }),
    ...(refundId === undefined ? {} : { refundId }),
    ...(paidAt === undefined ? {} : { paidAt }),
    tries: 0,
    revision: 1,
  };
}

/** WeChat Pay refuses a payment that lies ahead. */
function pastTime(text: string, now: Time): Time {
  const time = parseTime(text);
  if (time === undefined || time > now) {
    throw new AppError('BAD_REQUEST', `paid at ${text}, it is ${now}`, { field: 'paidAt' });
  }
  return time;
}
