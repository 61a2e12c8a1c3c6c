import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { remainingOffers } from '../../domain/ladder';
import { move } from '../../domain/machine';
import { ORDER_MACHINE } from '../../domain/machines';
import { attemptOf, newAttempt } from '../../domain/order/attempts';
import type { Order, SigningAttempt } from '../../domain/order/order';
import { runNow } from '../agenda/run-agenda';
import { advanceOrder } from '../charging/advance-order';
import { versionOf } from '../charging/version-of';
import { changeOrder } from '../orders/change-order';
import { existingOrder, ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { enrolmentLock } from './abandon';
import { prepareSignPlan } from './create-attempt';
import { lookAgain } from './look-again';

/**
 * Begins to sign, on the rung chosen: a new attempt with its number and bytes stored, or the living one of that
 * rung. To be followed by `handOutPackage`, which calls WeChat.
 * @throws AppError NOT_FOUND, WRONG_STATE once something is signed, NOT_ON_SALE, ALREADY_ENROLLED
 */
export async function beginSigning(
  ports: Ports,
  openid: string,
  request: RequestOf<'signing', 'sign'>,
): Promise<{ attemptNo: number }> {
  await ownOrder(ports, openid, request.orderId);
  const begun = await changeOrder(ports, request.orderId, async (order, now, tx) => {
    if (!['drafted', 'signing', 'abandoned'].includes(order.state)) {
      throw new AppError('WRONG_STATE', `order ${order._id} is ${order.state}`);
    }
    if (order.attempts.some((attempt) => attempt.state === 'signed'))
      throw new AppError('WRONG_STATE', `order ${order._id} has a signed plan that is about to be kept`);
    const offer = remainingOffers(await versionOf(tx, order), order, now).find(
      (o) => o.rungKey === request.rungKey,
    );
    if (offer === undefined)
      throw new AppError('NOT_ON_SALE', `rung ${request.rungKey} of ${order.versionId}`);
    const living = offer.continues ?? preparingOn(order, request.rungKey)?.no;
    if (living !== undefined) return undefined;
    const attempt = newAttempt(order, request.rungKey, now);
    return {
      order: { ...takenUp(order), attempts: [...order.attempts, attempt] },
      intents: [await prepareSignPlan(ports, tx, order, attempt)],
      also: async (t) => {
        const lock = await t.get('locks', enrolmentLock(order));
        if (lock !== undefined && lock.orderId !== order._id) {
          throw new AppError('ALREADY_ENROLLED', enrolmentLock(order), { orderId: lock.orderId });
        }
        await t.put('locks', { _id: enrolmentLock(order), orderId: order._id });
      },
    };
  });
  const attempt = begun.attempts.findLast((a) => a.rungKey === request.rungKey);
  return { attemptNo: attempt?.no ?? 0 };
}

function preparingOn(order: Order, rungKey: string): SigningAttempt | undefined {
  return order.attempts.find((a) => a.rungKey === rungKey && a.state === 'preparing');
}

function takenUp(order: Order): Order {
  return order.state === 'signing'
    ? order
    : { ...order, state: move('order', ORDER_MACHINE, order.state, 'signing') };
}

/**
 * The package of an attempt, for `wx.openBusinessView`. WeChat is called when it is still to be created, and asked
 * when it was handed out before: it may be signed by now. Repeatable.
 * @throws AppError UNCERTAIN while WeChat's answer is not known, WRONG_STATE when the attempt came to nothing
 */
export async function handOutPackage(
  ports: Ports,
  orderId: string,
  attemptNo: number,
): Promise<ResponseOf<'signing', 'sign'>> {
  const before = await existingOrder(ports, orderId);
  if (attemptOf(before, attemptNo).state === 'preparing') await runNow(ports, 'order', orderId, advanceOrder);
  else await lookAgain(ports, before);
  const attempt = attemptOf(await existingOrder(ports, orderId), attemptNo);
  if (attempt.state === 'unsigned' && attempt.package && attempt.packageExpiresAt) {
    return { attemptNo, package: attempt.package, packageExpiresAt: attempt.packageExpiresAt };
  }
  if (attempt.state === 'preparing') throw new AppError('UNCERTAIN', `attempt ${attemptNo} of ${orderId}`);
  throw new AppError('WRONG_STATE', `attempt ${attemptNo} of ${orderId} is ${attempt.state}`);
}
