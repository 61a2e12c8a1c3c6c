import type { CourseClass } from '../../domain/class/class';
import { move } from '../../domain/machine';
import { COLLECTION_MACHINE } from '../../domain/machines';
import { keptAttempt } from '../../domain/order/attempts';
import type { Order, Unit } from '../../domain/order/order';
import type { Step } from '../../domain/order/step';
import { currentUnit, unsettledBefore, withUnit } from '../../domain/order/units';
import { fitText } from '../../domain/plan/text';
import type { Time } from '../../domain/time';
import type { PreparedCall } from '../../ports/pay-score';
import type { Transaction } from '../../ports/store';
import { changeOrder, type OrderChange } from '../orders/change-order';
import { sendStored } from '../orders/intents';
import type { Ports } from '../ports';
import { followClass } from '../teaching/follow-class';
import { afterOpening, openingNo } from './after-opening';
import type { Progress } from './progress';
import { keptPlan, versionOf } from './version-of';

type OpenCall = PreparedCall<'open-order'>;

/**
 * Opens a unit's service order at WeChat (O1), shortly before its class: consent was given at signing. Intent and
 * bytes are stored with the state `opening` before anything is sent. The class's own hour counts: a seat that has not yet
 * followed its class, moved or cancelled a moment ago, follows it now, and nothing is opened.
 */
export async function openUnit(
  ports: Ports,
  orderId: string,
  { unitNo, seatId }: Extract<Step, { do: 'open' }>,
): Promise<Progress> {
  let behind: CourseClass | undefined;
  const progress = await openFor(ports, orderId, unitNo, async (tx, now) => {
    behind = undefined;
    const seat = await tx.get('seats', seatId);
    if (seat === undefined || (seat.state !== 'booked' && seat.state !== 'on_hold')) return undefined;
    const cls = await tx.get('classes', seat.classId);
    if (cls?.state === 'cancelled' || (cls?.moving && cls.startsAt !== seat.startsAt)) behind = cls;
    return behind === undefined && seat.startsAt > now ? seat.startsAt : undefined;
  });
  if (behind === undefined) return progress;
  await followClass(ports, behind, seatId);
  return 'news';
}

/**
 * Opens a unit for whatever `occasion` finds in the same transaction: the start of a class, or of an on-demand lesson
 * that begins now. Nothing is done when it finds nothing.
 */
export async function openFor(
  ports: Ports,
  orderId: string,
  unitNo: number,
  occasion: (tx: Transaction, now: Time) => Promise<Time | undefined>,
): Promise<Progress> {
  let call: OpenCall | undefined;
  const stored = await changeOrder(
    ports,
    orderId,
    async (order, now, tx) => {
      call = undefined;
      if (order.parked) return undefined;
      const unit = currentUnit(order);
      const free = unit?.no === unitNo && (unit.collection === 'none' || unit.collection === 'refused');
      if (!free || order.state !== 'active' || unsettledBefore(order, unit)) return undefined;
      const startTime = await occasion(tx, now);
      if (startTime === undefined) return undefined;
      call = await prepareOpening(ports, tx, order, unit, startTime);
      return opening(order, unit, startTime, call);
    },
    { quiet: true },
  );
  if (call === undefined) return 'no-news';
  const opened = await afterOpening(ports, stored, unitNo, await sendStored(ports, call));
  return opened === 'news' ? 'news' : 'no-news';
}

function opening(order: Order, unit: Unit, startTime: Time, call: OpenCall): OrderChange {
  const next = move('unit, collection', COLLECTION_MACHINE, unit.collection, 'opening');
  return { order: withUnit(order, { ...unit, collection: next, startTime }), intents: [call] };
}

async function prepareOpening(
  ports: Ports,
  tx: Transaction,
  order: Order,
  unit: Unit,
  startTime: Time,
): Promise<OpenCall> {
  const version = await versionOf(tx, order);
  const attempt = keptAttempt(order);
  const call = ports.payScore.prepare('open-order', {
    serviceKey: keptPlan(version, order).serviceKey,
    signPlanId: attempt?.signPlanId ?? '',
    detailNo: unit.no,
    openid: order.payerOpenid,
    outTradeNo: unit.outTradeNo,
    introduction: fitText(`${version.title}${unit.name}`, 20),
    startTime,
  });
  return { ...call, key: `open-order:${openingNo(unit)}` };
}
