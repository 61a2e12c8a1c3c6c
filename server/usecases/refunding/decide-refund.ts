import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { move } from '../../domain/machine';
import { REFUND_MACHINE } from '../../domain/machines';
import { type Fen, fen, subtract, sum, yuanText, ZERO } from '../../domain/money';
import type { Unit } from '../../domain/order/order';
import { unitOf, withUnit } from '../../domain/order/units';
import type { Refund } from '../../domain/payment/refund';
import { refuseAboveLimit, refuseOwn } from '../acting/limits';
import { putAgenda } from '../agenda/agenda';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise, authorisedMember } from '../staffing/authorise';
import { taskId } from '../tasks/raise-task';
import { refundCall } from './refund-overpaid';
import { refundView } from './refund-view';

type Decision = RequestOf<'finance', 'decideRefund'>;

/**
 * Finance grants a refund, all of what was asked or less, or declines it with its reason. Granted, the amount is
 * reserved on the unit and the call to WeChat stored, in one transaction.
 * @throws AppError FORBIDDEN, NOT_FOUND, FOUR_EYES above the limit, WRONG_STATE when it was decided, BAD_REQUEST above what was asked or is left
 */
export async function decideRefund(
  ports: Ports,
  openid: string,
  decision: Decision,
): Promise<ResponseOf<'finance', 'decideRefund'>> {
  const member = await authorisedMember(ports, openid, 'decideRefund');
  const refund = await ports.store.get('refunds', decision.refundId);
  if (refund === undefined) throw new AppError('NOT_FOUND', `no refund ${decision.refundId}`);
  authorise(member, 'decideRefund', { campusIds: [refund.campusId] });
  if (decision.approve) refuseOwn(openid, refund.payerOpenid);
  if (decision.approve) await refuseAboveLimit(ports, fen(decision.amountFen ?? refund.askedFen));
  await changeOrder(ports, refund.orderId, async (order, now, tx) => {
    const known = await tx.get('refunds', refund._id);
    if (known?.state !== 'asked')
      throw new AppError('WRONG_STATE', `refund ${refund._id} is ${known?.state}`);
    const decided = decide(known, decision, openid, now);
    const unit = unitOf(order, known.unitNo);
    const refundedFen = sum([unit.refundedFen ?? ZERO, decided.refundFen ?? ZERO]);
    refuseBeyondCollected(unit, refundedFen);
    const granted = decided.state === 'approved';
    return {
      order: granted ? withUnit(order, { ...unit, refundedFen }) : order,
      intents: granted ? [refundCall(ports, decided)] : [],
      pushes: [{ id: `rd-${decided._id}`, draft: decisionPush(decided) }],
      settled: [taskId('refund_asked', { orderId: order._id, unitNo: unit.no })],
      also: async (t) => {
        await t.put('refunds', decided);
        if (granted) await putAgenda(t, 'refund', decided._id, now);
        const act = { by: openid, action: 'decideRefund', subject: decided._id };
        await recordAct(t, ports, { ...act, before: factsOf(known), after: factsOf(decided) }, now);
      },
    };
  });
  return refundView((await ports.store.get('refunds', refund._id)) ?? refund);
}

/** What the record says of a refund: never whose it is, nor her words, which she may have erased. */
function factsOf({ state, askedFen, refundFen, explanation }: Refund) {
  return { state, askedFen, refundFen, explanation };
}

/** Since it was asked for, finance may have given something back by an act. */
function refuseBeyondCollected(unit: Unit, refundedFen: Fen): void {
  const collected = unit.collectedFen ?? ZERO;
  if (refundedFen <= collected) return;
  const most = subtract(collected, unit.refundedFen ?? ZERO);
  throw new AppError('BAD_REQUEST', `unit ${unit.no} has ${most} fen left`, { field: 'amountFen', most });
}

function decide(refund: Refund, decision: Decision, by: string, at: Refund['askedAt']): Refund {
  const { explanation } = decision;
  const base = { ...refund, decidedBy: by, decidedAt: at, explanation, revision: refund.revision + 1 };
  if (!decision.approve) return { ...base, state: move('refund', REFUND_MACHINE, refund.state, 'declined') };
  const refundFen = fen(decision.amountFen ?? refund.askedFen);
  if (refundFen < 1 || refundFen > refund.askedFen) {
    throw new AppError('BAD_REQUEST', `${refundFen} of ${refund.askedFen} fen asked`, { field: 'amountFen' });
  }
  return { ...base, refundFen, state: move('refund', REFUND_MACHINE, refund.state, 'approved') };
}

/** The payer is told what became of her request, or that money comes back. */
export function decisionPush(refund: Refund) {
  const granted = refund.state === 'approved';
  return {
    openid: refund.payerOpenid,
    kind: 'refund_decided' as const,
    title: granted ? `退款 ${yuanText(refund.refundFen ?? ZERO)} 已同意` : '退款申请有了答复',
    body: refund.explanation ?? '',
    link: { page: 'voucher' as const, id: refund.orderId, unitNo: refund.unitNo },
    facts: { amountFen: refund.refundFen ?? ZERO, state: refund.state },
  };
}
