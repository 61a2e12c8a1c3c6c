import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { subtract, yuanText, ZERO } from '../../domain/money';
import type { Order, Unit } from '../../domain/order/order';
import { unitOf } from '../../domain/order/units';
import { type Refund, refundNo } from '../../domain/payment/refund';
import { DAY, plus, type Time } from '../../domain/time';
import type { Transaction } from '../../ports/store';
import { changeOrder } from '../orders/change-order';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { type KeptPayment, keptPaymentOf } from './kept-payment';
import { refundView } from './refund-view';

type Request = RequestOf<'signing', 'askRefund'>;

/** The institution answers within this time; the learner sees it when she asks. */
const ANSWER_WITHIN = 5 * DAY;

/**
 * Asks for money of a voucher back, all of it or a part. Nothing moves until finance has decided; one request at a
 * time for each unit.
 * @throws AppError NOT_FOUND, WRONG_STATE when nothing was taken or a request is open, BAD_REQUEST above what is left
 */
export async function askRefund(
  ports: Ports,
  openid: string,
  request: Request,
): Promise<ResponseOf<'signing', 'askRefund'>> {
  const { orderId, unitNo } = request;
  await ownOrder(ports, openid, orderId);
  const payment = await keptPaymentOf(ports, orderId, unitNo);
  const order = await changeOrder(ports, orderId, async (current, now, tx) => {
    if (unitNo > current.units.length) throw new AppError('NOT_FOUND', `no unit ${unitNo}`);
    await refuseSecond(tx, current, unitNo);
    const n = (current.refunds ?? 0) + 1;
    const refund = asked(current, unitOf(current, unitNo), refundNo(orderId, String(n)), {
      request,
      payment,
      now,
    });
    return {
      order: { ...current, refunds: n },
      tasks: [
        {
          institutionId: current.institutionId,
          campusId: current.campusId,
          kind: 'refund_asked',
          forRoles: ['finance', 'owner'],
          subject: { orderId, unitNo },
          reason: `学员申请退款 ${yuanText(refund.askedFen)}：${refund.reason}`,
          deadline: plus(now, ANSWER_WITHIN),
        },
      ],
      also: (t) => t.insert('refunds', refund),
    };
  });
  const made = await ports.store.get('refunds', refundNo(orderId, String(order.refunds ?? 0)));
  if (made === undefined) throw new AppError('NOT_FOUND', `refund of ${orderId}`);
  return refundView(made);
}

/** Looked for in the transaction that asks: two phones at once ask once. */
async function refuseSecond(tx: Transaction, order: Order, unitNo: number): Promise<void> {
  for (let n = 1; n <= (order.refunds ?? 0); n += 1) {
    const refund = await tx.get('refunds', refundNo(order._id, String(n)));
    const open = refund !== undefined && ['asked', 'approved', 'processing'].includes(refund.state);
    if (open && refund.kind === 'charge' && refund.unitNo === unitNo)
      throw new AppError('WRONG_STATE', `a refund of unit ${unitNo} is open already`);
  }
}

function asked(
  order: Order,
  unit: Unit,
  _id: string,
  { request, payment, now }: { request: Request; payment: KeptPayment | undefined; now: Time },
): Refund {
  const collected = unit.collectedFen ?? ZERO;
  if (payment === undefined || collected === ZERO || unit.collection === 'paid_elsewhere') {
    throw new AppError('WRONG_STATE', `nothing was taken for unit ${unit.no}`);
  }
  const left = subtract(collected, unit.refundedFen ?? ZERO);
  const askedFen = request.amountFen ?? left;
  if (askedFen < 1 || askedFen > left) {
    throw new AppError('BAD_REQUEST', `asked ${askedFen} of ${left} fen`, { field: 'amountFen', most: left });
  }
  return {
    _id,
    institutionId: order.institutionId,
    campusId: order.campusId,
    orderId: order._id,
    unitNo: unit.no,
    payerOpenid: order.payerOpenid,
    kind: 'charge',
    ...payment,
    askedFen: askedFen as Refund['askedFen'],
    reason: request.reason,
    state: 'asked',
    askedAt: now,
    polls: 0,
    revision: 1,
  };
}
