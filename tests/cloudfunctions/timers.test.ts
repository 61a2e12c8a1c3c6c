import { timerFunction } from '../../cloudfunctions/frame/timer-function';
import { World } from '../usecases/world';

const world = new World();
let runs = 0;

function run(openid: string | undefined, source: string | undefined, triggerSource: string | undefined) {
  const work = async () => {
    runs += 1;
    return { done: 1 };
  };
  return timerFunction('deduction', work, {
    ports: () => world.ports,
    caller: () => ({ openid, source }),
    triggerSource: () => triggerSource,
  })();
}

beforeEach(() => {
  runs = 0;
});

describe('a function of a timer', () => {
  test('runs when the timer calls', async () => {
    expect(await run(undefined, 'wx_trigger', 'timer')).toEqual({ ok: true, data: { done: 1 } });
    expect(runs).toBe(1);
  });

  test.each([
    ['a person', 'o-someone', 'wx_client', undefined],
    ['a person in DevTools', 'o-someone', 'wx_devtools', undefined],
    ['a person who claims to be the timer', 'o-someone', 'wx_trigger', 'timer'],
    ['HTTP access', undefined, 'wx_http', undefined],
    ['another function', undefined, 'wx_trigger,scf', 'timer'],
    ['the right source without the trigger', undefined, 'wx_trigger', undefined],
    ['nobody known', undefined, undefined, undefined],
  ])('refuses %s and does nothing', async (_who, openid, source, trigger) => {
    expect(await run(openid, source, trigger)).toMatchObject({
      ok: false,
      error: { code: 'CALLER_REFUSED' },
    });
    expect(runs).toBe(0);
  });
});
