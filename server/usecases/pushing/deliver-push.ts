import type { Push, PushDelivery } from '../../domain/push/push';
import { HOUR, MINUTE, plus, type Time } from '../../domain/time';
import type { Ports } from '../ports';
import { quotaId, useOne, useUp } from './quota';
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
  if (!Object.hasOwn(ports.settings.templates, templateKey)) return settle(ports, push, notReached('failed'));
  const quota = await ports.store.get('push_quota', quotaId(push.openid, templateKey));
  if (quota === undefined) return settle(ports, push, notReached('refused'));
  if (quota.remaining === 0) return settle(ports, push, notReached('no_quota'));
  if (plus(push.createdAt, STALE_AFTER) <= ports.clock.now())
    return settle(ports, push, notReached('failed'));
  return send(ports, push, templateKey);
}

async function send(ports: Ports, push: Push, templateKey: string): Promise<Time | undefined> {
  // Counted as sent before it is: a crash in between loses one message rather than sending it twice.
  const sending: PushDelivery = { ...push.delivery, state: 'sent', at: ports.clock.now() };
  if (!(await change(ports, push, 'waiting', sending))) return undefined;
  const outcome = await ports.messages.send({
    openid: push.openid,
    templateKey,
    page: pagePath(push.link),
    fields: templateFields(push),
  });
  switch (outcome) {
    case 'sent':
      await useOne(ports, push.openid, templateKey);
      return undefined;
    case 'no_quota':
      await useUp(ports, push.openid, templateKey);
      await change(ports, push, 'sent', notReached('no_quota')(push));
      return undefined;
    case 'failed':
      await change(ports, push, 'sent', notReached('failed')(push));
      return undefined;
    case 'busy':
      return tryLater(ports, push);
  }
}

async function tryLater(ports: Ports, push: Push): Promise<Time | undefined> {
  const wait = RETRY_MINUTES[push.delivery.tries];
  const tries = push.delivery.tries + 1;
  if (wait === undefined) {
    await change(ports, push, 'sent', { ...notReached('failed')(push), tries });
    return undefined;
  }
  await change(ports, push, 'sent', { state: 'waiting', tries });
  return plus(ports.clock.now(), wait * MINUTE);
}

function notReached(reason: NonNullable<PushDelivery['reason']>): (push: Push) => PushDelivery {
  return (push) => ({ state: 'not_reached', tries: push.delivery.tries, reason });
}

async function settle(ports: Ports, push: Push, delivery: (push: Push) => PushDelivery): Promise<undefined> {
  await change(ports, push, 'waiting', delivery(push));
  return undefined;
}

function change(
  ports: Ports,
  push: Push,
  from: PushDelivery['state'],
  delivery: PushDelivery,
): Promise<boolean> {
  return ports.store.updateIf('pushes', push._id, { 'delivery.state': from }, { delivery });
}
