import { validated } from '../../cloudfunctions/frame/validate';
import { PROTOCOL } from '../../protocol';
import type { Action } from '../../protocol/action';
import { World } from '../usecases/world';
import { badInputs } from './bad-inputs';
import { GOOD_REQUESTS } from './good-requests';

const FUNCTIONS = Object.keys(PROTOCOL) as (keyof typeof PROTOCOL)[];

describe.each(FUNCTIONS)('bad input to %s', (name) => {
  const actions: Record<string, Action> = PROTOCOL[name];
  const good: Record<string, unknown> = GOOD_REQUESTS[name];
  let steps = 0;
  const world = new World({
    beforeStep: () => {
      steps += 1;
    },
  });

  test.each(Object.entries(actions))(
    '%s refuses every wrong request, names a field and reads nothing',
    async (action, schema) => {
      expect(() => validated(schema.request, good[action])).not.toThrow();
      const inputs = badInputs(schema.request, good[action]);
      expect(inputs.length).toBeGreaterThan(10);
      const taken: string[] = [];
      for (const { what, json } of inputs) {
        const answer = await world.raw('o-someone', name, { action, data: JSON.parse(json) });
        const refused =
          !answer.ok && answer.error.code === 'BAD_REQUEST' && answer.error.detail?.field !== undefined;
        if (!refused) taken.push(`${what}: ${JSON.stringify(answer)}`);
      }
      expect(taken).toEqual([]);
      expect(steps).toBe(0);
    },
  );

  test.each([
    ['no event', undefined],
    ['no object', 'read'],
    ['no action', { data: {} }],
    ['no data', { action: 'read' }],
    ['an action of Object.prototype', { action: 'constructor', data: {} }],
    ['__proto__', { action: '__proto__', data: {} }],
    ['an unknown action', { action: 'drop', data: {} }],
    ['an action that is no text', { action: { $ne: '' }, data: {} }],
  ])('%s is refused', async (_what, event) => {
    expect(await world.raw('o-someone', name, event)).toMatchObject({
      ok: false,
      error: { code: 'BAD_REQUEST' },
    });
  });

  test('nobody without an openid is answered', async () => {
    const [action = ''] = Object.keys(actions);
    const event = { action, data: good[action], userInfo: { openId: 'o-forged' }, openid: 'o-forged' };
    expect(await world.raw(undefined, name, event)).toMatchObject({
      ok: false,
      error: { code: 'NOT_SIGNED_IN' },
    });
  });
});
