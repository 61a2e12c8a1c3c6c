import { type FunctionsFolder, makeFunctionsFolder } from './functions-folder';
import { startTestCloud, type TestCloud } from './test-cloud';

const KEEPS_EVENT = `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  let running = 0;
  exports.main = async (event) => {
    const { SOURCE, OPENID } = cloud.getWXContext();
    running += 1;
    await cloud.database().collection('runs').add({ data: { ...event, SOURCE, OPENID: String(OPENID), at: Date.now() } });
    running -= 1;
  };`;
const MINUTE = 60_000;

describe('Timers of cloud functions', () => {
  let folder: FunctionsFolder;
  let cloud: TestCloud;

  beforeEach(async () => {
    folder = makeFunctionsFolder();
    folder.write('every-minute', KEEPS_EVENT, {
      triggers: [{ name: 'tick', type: 'timer', config: '0 * * * * * *' }],
    });
    cloud = await startTestCloud(folder.dir);
  });

  afterEach(async () => {
    await cloud.close();
    folder.remove();
  });

  const times = () => cloud.written.map((run) => run['Time']);

  test('a timer calls its function at every tick the clock passes, in order, at that time', async () => {
    await cloud.clock.advance(3 * MINUTE);
    expect(times()).toEqual(['2026-03-02T01:01:00Z', '2026-03-02T01:02:00Z', '2026-03-02T01:03:00Z']);
    expect(cloud.written.map((run) => Number((run['at'] as { $numberLong: string }).$numberLong))).toEqual(
      times().map((time) => Date.parse(String(time))),
    );
  });

  test('the function knows that a timer called it, and there is no person', async () => {
    await cloud.clock.advance(MINUTE);
    expect(cloud.written).toMatchObject([
      { Type: 'Timer', TriggerName: 'tick', Message: '', SOURCE: 'wx_trigger', OPENID: 'undefined' },
    ]);
  });

  test('a jump that fires timers once leaves the ticks between out', async () => {
    await cloud.clock.advance(60 * MINUTE, 'once');
    expect(times()).toHaveLength(1);
    await cloud.clock.advance(MINUTE, 'all');
    expect(times()[1]).toBe('2026-03-02T02:01:00Z');
  });

  test('no tick, no call', async () => {
    await cloud.clock.advance(MINUTE - 1);
    expect(cloud.written).toEqual([]);
  });

  test.each([
    ['missed', { minutes: 2 }, ['2026-03-02T01:02:00Z']],
    ['twice', { minutes: 1 }, ['2026-03-02T01:01:00Z', '2026-03-02T01:01:00Z']],
    ['overlap', { minutes: 1 }, ['2026-03-02T01:01:00Z', '2026-03-02T01:01:00Z']],
    ['late', { minutes: 2 }, ['2026-03-02T01:01:00Z', '2026-03-02T01:02:00Z']],
  ])('%s on demand', async (kind, { minutes }, expected) => {
    cloud.faults.add({ at: 'timer', kind, match: { function: 'every-minute' } });
    await cloud.clock.advance(minutes * MINUTE);
    expect(times()).toEqual(expected);
  });

  test('a late timer comes that much later, and tells the time it should have come', async () => {
    cloud.faults.add({ at: 'timer', kind: 'late', settings: { ms: 20_000 } });
    await cloud.clock.advance(MINUTE + 19_000);
    expect(times()).toEqual([]);
    await cloud.clock.advance(1000);
    expect(times()).toEqual(['2026-03-02T01:01:00Z']);
  });

  test('a failing timer function is logged and does not stop the clock', async () => {
    folder.write('every-minute', `exports.main = async () => { throw new Error('out of order'); };`, {});
    await cloud.clock.advance(2 * MINUTE);
    const failures = cloud.log.entries().filter((entry) => entry.error?.includes('out of order'));
    expect(failures).toHaveLength(2);
  });

  test('a wrong expression is refused at the start, by name', async () => {
    folder.write('wrong', 'exports.main = () => 1;', {
      triggers: [{ name: 'tick', type: 'timer', config: '0 * * *' }],
    });
    await expect(startTestCloud(folder.dir)).rejects.toThrow(/Timer "tick" of function wrong: .*7 fields/);
  });
});
