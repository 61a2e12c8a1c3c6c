import type { FunctionsFolder } from '../host/functions-folder';
import { DOC } from './documents';
import { row } from './row';
import { startWorld, type World } from './world';

const NOTES_EVENT = `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  const runs = cloud.database().collection('runs'); let running = 0;
  exports.main = async (event) => { running += 1;
    const { SOURCE } = cloud.getWXContext();
    await runs.add({ data: { ...event, SOURCE, at: new Date(), together: running } });
    running -= 1; if (event.TriggerName === 'fails') throw new Error('out of order'); };`;
const MINUTE = 60_000;

const functions = (folder: FunctionsFolder) => {
  const timer = (name: string, config: string) => ({
    triggers: [{ name, type: 'timer', config }],
    timeout: 20,
  });
  folder.write('minutely', NOTES_EVENT, timer('tick', '0 * * * * * *'));
  folder.write('failing', NOTES_EVENT, timer('fails', '30 30 10-11 2 3 * 2026'));
  folder.write('days', NOTES_EVENT, timer('either', '0 0 12 15 * MON *'));
};

let world: World;
/** A whole minute; every test goes on from where the clock stands. */
let start: number;
beforeAll(async () => {
  world = await startWorld({ functions, collections: { runs: 'ADMINONLY' } });
});
beforeEach(async () => {
  await world.db.collection('runs').where({}).remove();
  start = Math.ceil(world.clock.now() / MINUTE) * MINUTE;
  await world.clock.advance(start - world.clock.now());
  await world.db.collection('runs').where({}).remove();
});
afterAll(() => world.close());

const runs = async (trigger = 'tick') =>
  (await world.db.collection('runs').where({ TriggerName: trigger }).orderBy('at', 'asc').get()).data;
const times = async (trigger?: string) => (await runs(trigger)).map(({ Time }) => Time);
/** That many minutes after the beginning, as the event of a timer tells it. */
const minute = (after: number) => `${new Date(start + after * MINUTE).toISOString().slice(0, 19)}Z`;

row('the event of a timer', DOC.timerEvent, 'Type, TriggerName, Time in UTC, Message', async () => {
  await world.clock.advance(MINUTE);
  const event = { Type: 'Timer', TriggerName: 'tick', Time: minute(1), Message: '', SOURCE: 'wx_trigger' };
  await expect(runs()).resolves.toMatchObject([event]);
});
row('every tick passed', DOC.triggers, 'fires in order, at its time', async () => {
  await world.clock.advance(3 * MINUTE);
  await expect(times()).resolves.toEqual([minute(1), minute(2), minute(3)]);
});
row('overlapping timers', DOC.timerEvent, 'run in two instances at once (fault overlap)', async () => {
  world.faults.add({ at: 'timer', kind: 'overlap', match: { trigger: 'tick' } });
  await world.clock.advance(MINUTE);
  await expect(runs()).resolves.toMatchObject([
    { Time: minute(1), together: 1 },
    { Time: minute(1), together: 1 },
  ]);
});
row('late timers', DOC.timerEvent, 'tell the time they should have come (fault late)', async () => {
  world.faults.add({ at: 'timer', kind: 'late', match: { trigger: 'tick' }, settings: { ms: 20_000 } });
  await world.clock.advance(MINUTE + 20_000);
  await expect(runs()).resolves.toMatchObject([{ Time: minute(1), at: new Date(start + MINUTE + 20_000) }]);
});
row(
  'missed timers',
  DOC.timerEvent,
  'do not come at all (fault missed, or a jump of the clock)',
  async () => {
    world.faults.add({ at: 'timer', kind: 'missed', match: { trigger: 'tick' } });
    await world.clock.advance(2 * MINUTE);
    await expect(times()).resolves.toEqual([minute(2)]);
    await world.clock.advance(10 * MINUTE, 'once');
    await expect(times()).resolves.toHaveLength(2);
  },
);
row('seven fields', DOC.triggers, 'second minute hour day month weekday year, at UTC+8', async () => {
  await world.clock.advance(Date.parse('2026-03-02T10:30:30+08:00') - world.clock.now(), 'once');
  await expect(times('fails')).resolves.toEqual(['2026-03-02T02:30:30Z']);
});
row('a failure of a timer', DOC.timerEvent, 'is not repeated, and stops nothing', async () => {
  await world.clock.advance(Date.parse('2026-03-02T11:31:00+08:00') - world.clock.now(), 'once');
  await world.clock.advance(MINUTE);
  await expect(times('fails')).resolves.toHaveLength(1);
  expect(world.log.entries().some(({ error }) => error?.includes('out of order'))).toBe(true);
});
row('day and weekday', DOC.triggers, 'both given: either is enough', async () => {
  const either = world.timers.find(({ name }) => name.endsWith('either'));
  const next = () => new Date(either?.nextDueAt() ?? 0).toISOString();
  expect(next()).toBe('2026-03-02T04:00:00.000Z');
  await world.clock.advance(8 * 86_400_000, 'once');
  expect(next()).toBe('2026-03-15T04:00:00.000Z');
});
