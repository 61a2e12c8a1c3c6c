import type { OrderFacts } from '../../../server/domain/order/wechat-facts';
import { applyNotification } from '../../../server/usecases/callbacks/apply-notification';
import { storeCallback } from '../../../server/usecases/callbacks/store-callback';
import { type Desk, NOW } from '../acting/desk';

export const EVENT = { id: 'event1', createdAt: '' };

/** A letter of WeChat Pay is stored, and applied as soon as may be. @returns when to try again */
export async function told(desk: Desk, eventType: string, businessNo: string, facts: object) {
  await storeCallback(desk.ports, { ...EVENT, eventType, businessNo, resource: JSON.stringify(facts) });
  desk.ports.callbacks.serviceOrder = (resource) => JSON.parse(resource) as OrderFacts;
  return applyNotification(desk.ports, 'event1');
}

export async function stateOf(desk: Desk): Promise<string | undefined> {
  return (await desk.store.get('notifications', 'event1'))?.state;
}

/** It is kept, and a person is asked to look: nobody knows what to do with it. */
export async function expectIgnored(desk: Desk, eventType: string, subject: object): Promise<void> {
  expect(await stateOf(desk)).toBe('ignored');
  const [task] = desk.store.all('tasks').filter(({ kind }) => kind === 'unknown_event');
  expect(task).toEqual({
    ...{ _id: expect.stringMatching(/^unknown_event-/), kind: 'unknown_event', institutionId: 'inst' },
    ...{ forRoles: ['finance', 'owner'], state: 'open', raisedAt: NOW, deadline: NOW, subject },
    reason: `收到微信支付的通知 ${eventType}，没有对应的处理，已保存。`,
  });
  const facts = { event: 'event1', type: eventType };
  expect(desk.world.logged).toContainEqual({ event: 'callback.ignored', facts });
}
