import { nextStep } from '../../domain/order/next-step';
import type { Step } from '../../domain/order/step';
import { MINUTE, plus, type Time } from '../../domain/time';
import { closeFromWeChat } from '../closing/close-from-wechat';
import { dropRest, finish, warnEnding } from '../closing/finish';
import { watchSilence } from '../closing/watch-silence';
import { slowDown } from '../orders/pace';
import { isBreach, park } from '../orders/park';
import type { Ports } from '../ports';
import { abandon, revive } from '../signing/abandon';
import { createAttempt } from '../signing/create-attempt';
import { keepAttempt } from '../signing/keep-attempt';
import { lapseAttempt, queryAttempt } from '../signing/query-attempt';
import { stopAttempt } from '../signing/stop-attempt';
import { bookFutureSeats } from '../teaching/book-future-seats';
import { resolveOpening } from './after-opening';
import { cancelUnit } from './cancel-unit';
import { completeUnit, resolveCompleting } from './complete-unit';
import { decideForLearner } from './decide-for-learner';
import { endWindow } from './end-window';
import { holdSeat, restoreSeat } from './hold-seat';
import { openUnit } from './open-unit';
import type { Progress } from './progress';
import { queryOrder } from './query-order';

/** More steps than any order needs in a row; the rest is done by the next run. */
const MOST_STEPS = 40;

/**
 * Does the next right things for an order until it must wait. Idempotent and crash-safe: every step starts from
 * what is stored. A broken invariant parks the order on the staff work list and moves no money.
 * @returns when to look again; undefined: when something pokes it
 */
export async function advanceOrder(ports: Ports, orderId: string): Promise<Time | undefined> {
  try {
    for (let i = 0; i < MOST_STEPS; i += 1) {
      const choice = await chooseNext(ports, orderId);
      if (!('now' in choice)) return choice.until;
      const progress = await perform(ports, orderId, choice.now);
      if (progress === 'no-news') await slowDown(ports, orderId, choice.now);
    }
    ports.log.warn('order.not_at_rest', { order: orderId });
    return plus(ports.clock.now(), MINUTE);
  } catch (error) {
    if (!isBreach(error)) throw error;
    await park(ports, orderId, error.message);
    return undefined;
  }
}

async function chooseNext(ports: Ports, orderId: string): Promise<ReturnType<typeof nextStep>> {
  const order = await ports.store.get('orders', orderId);
  if (order === undefined) return { until: undefined };
  const seats =
    order.state === 'active'
      ? await ports.store.find(
          'seats',
          { orderId, state: { $in: ['booked', 'on_hold'] } },
          { sort: { startsAt: 1 }, limit: 1000 },
        )
      : [];
  return nextStep(order, seats, ports.clock.now());
}

/** One step, one use case. */
function perform(ports: Ports, orderId: string, step: Step): Promise<Progress> {
  switch (step.do) {
    case 'create-attempt':
      return createAttempt(ports, orderId, step.attemptNo);
    case 'query-attempt':
    case 'check-plan':
    case 'end-plan':
      return queryAttempt(ports, orderId, step.attemptNo);
    case 'lapse-attempt':
      return lapseAttempt(ports, orderId, step.attemptNo);
    case 'keep-attempt':
      return keepAttempt(ports, orderId, step.attemptNo);
    case 'stop-attempt':
      return stopAttempt(ports, orderId, step.attemptNo);
    case 'book-seats':
      return bookSeats(ports, orderId);
    case 'abandon':
      return abandon(ports, orderId);
    case 'revive':
      return revive(ports, orderId);
    case 'close-from-wechat':
      return closeFromWeChat(ports, orderId);
    case 'drop-rest':
      return dropRest(ports, orderId);
    case 'watch-silence':
      return watchSilence(ports, orderId);
    case 'warn-ending':
      return warnEnding(ports, orderId, step.daysBefore);
    case 'finish':
      return finish(ports, orderId, step.state);
    default:
      return performOnUnit(ports, orderId, step);
  }
}

type UnitStep = Extract<Step, { unitNo: number } | { seatId: string }>;

function performOnUnit(ports: Ports, orderId: string, step: UnitStep): Promise<Progress> {
  switch (step.do) {
    case 'open':
      return openUnit(ports, orderId, step);
    case 'resolve-opening':
      return resolveOpening(ports, orderId, step.unitNo);
    case 'hold-seat':
      return holdSeat(ports, orderId, step.seatId, step.reason);
    case 'restore-seat':
      return restoreSeat(ports, orderId, step.seatId);
    case 'end-window':
      return endWindow(ports, orderId, step.unitNo);
    case 'decide-for-learner':
      return decideForLearner(ports, orderId, step.unitNo);
    case 'complete':
      return completeUnit(ports, orderId, step.unitNo);
    case 'resolve-completing':
      return resolveCompleting(ports, orderId, step.unitNo);
    case 'query-order':
      return queryOrder(ports, orderId, step.unitNo);
    case 'cancel-order':
      return cancelUnit(ports, orderId, step.unitNo);
  }
}

/** Places in the classes to come, for an order that has just been signed; none are pending after it. */
async function bookSeats(ports: Ports, orderId: string): Promise<Progress> {
  await bookFutureSeats(ports, orderId);
  return 'news';
}
