import type { Push, PushDelivery } from '../../domain/push/push';
import { HOUR, MINUTE, plus, type Time } from '../../domain/time';
import type { Ports } from '../ports';
import { giveBack, takeOne, useUp } from './quota';
import { pagePath, templateFields, templateOf } from './templates';

/** WeChat busy: tried again after these minutes, then given up; the inbox has it all the same. */
const RETRY_MINUTES = [1, 5, 30] as const;

/** A message so late would only confuse. */
const STALE_AFTER = 24 * HOUR;

/**
 * Sends a push as a WeChat subscribe message while the learner's quota lasts. Whoever can't be reached so finds it
 * in the inbox, and staff see that she was not reached. Handler of agenda kind `push`.
 * @returns when to try again
 */
export async function deliverPush(ports: Ports, pushId: string): Promise<Time | undefined> {
  const push = await ports.store.get('pushes', pushId);
  if (push === undefined || push.delivery.state !== 'waiting') return undefined;
  const templateKey = templateOf(push.kind);
  const stale = plus(push.createdAt, STALE_AFTER) <= ports.clock.now();
  if (stale || !Object.hasOwn(ports.settings.templates, templateKey)) {
    return settle(ports, push, 'waiting', notReached(push, 'failed'));
  }
  return (await reserve(ports, push, templateKey)) ? send(ports, push, templateKey) : undefined;
}

/**
 * Takes one of the learner's messages and counts the push as sent, before it is: of two pushes at once only one
 * gets the last message, and a crash in between loses a message rather than sending it twice.
 * @returns whether there was one; otherwise the push is settled
 */
function reserve(ports: Ports, push: Push, templateKey: string): Promise<boolean> {
  return ports.store.transaction(async (tx) => {
    const current = await tx.get('pushes', push._id);
    if (current?.delivery.state !== 'waiting') return false;
    const left = await takeOne(tx, push.openid, templateKey, ports.clock.now());
    const sent: PushDelivery = { ...current.delivery, state: 'sent', at: ports.clock.now() };
    const delivery = left === 'taken' ? sent : notReached(push, left);
    await tx.put('pushes', { ...current, delivery });
    return left === 'taken';
  });
}

async function send(ports: Ports, push: Push, templateKey: string): Promise<Time | undefined> {
  const outcome = await ports.messages.send({
    openid: push.openid,
    templateKey,
    page: pagePath(push.link),
    fields: templateFields(push),
  });
  switch (outcome) {
    case 'sent':
      return undefined;
    case 'no_quota':
      await useUp(ports, push.openid, templateKey);
      return settle(ports, push, 'sent', notReached(push, 'no_quota'));
    case 'failed':
      await giveBack(ports, push.openid, templateKey);
      return settle(ports, push, 'sent', notReached(push, 'failed'));
    case 'busy':
      await giveBack(ports, push.openid, templateKey);
      return tryLater(ports, push);
  }
}

async function tryLater(ports: Ports, push: Push): Promise<Time | undefined> {
  const wait = RETRY_MINUTES[push.delivery.tries];
  const tries = push.delivery.tries + 1;
  if (wait === undefined) return settle(ports, push, 'sent', { ...notReached(push, 'failed'), tries });
  await settle(ports, push, 'sent', { state: 'waiting', tries });
  return plus(ports.clock.now(), wait * MINUTE);
}

function notReached(push: Push, reason: NonNullable<PushDelivery['reason']>): PushDelivery {
  return { state: 'not_reached', tries: push.delivery.tries, reason };
}

async function settle(
  ports: Ports,
  push: Push,
  from: PushDelivery['state'],
  delivery: PushDelivery,
): Promise<undefined> {
  await ports.store.updateIf('pushes', push._id, { 'delivery.state': from }, { delivery });
}
