import { DAY, MINUTE, plus, SECOND } from '../../../server/domain/time';
import { NEVER, putAgenda } from '../../../server/usecases/agenda/agenda';
import { nightly } from '../../../server/usecases/reporting/nightly';
import { forgetDone } from '../../../server/usecases/retention/forget-done';
import { enrol, openSchool, PAYER, publish, scheduleAt } from '../school';
import type { World } from '../world';

const STUDENT = { name: '周明', birthYear: 1990, relation: 'self' as const, requestId: 'my-request-1' };

let world: World;
beforeEach(async () => {
  world = await openSchool();
});

const forgotten = async () => (await nightly(world.ports))['forgotten'];
const rows = () => world.store.all('agenda');

test('a remembered answer is given for thirty days and then forgotten', async () => {
  const first = await world.call(PAYER, 'signing', 'addStudent', STUDENT);
  world.advance(30 * DAY);
  await nightly(world.ports);
  expect(await world.call(PAYER, 'signing', 'addStudent', STUDENT)).toEqual(first);
  world.advance(MINUTE);
  expect(await forgotten()).toBeGreaterThan(0);
  expect(world.store.all('requests').filter(({ action }) => action === 'signing.addStudent')).toEqual([]);
  expect(world.store.all('students')).toHaveLength(1);
});

test('agenda rows that wait for nothing go; what is due later, or in somebody’s hands, stays', async () => {
  const courseId = await publish(world);
  const orderId = await enrol(world, courseId);
  await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
  await world.push();
  await world.deduction();
  const held = rows().find(({ kind }) => kind === 'push');
  await world.store.updateIf(
    'agenda',
    held?._id ?? '',
    { dueAt: NEVER },
    { leaseUntil: plus(world.now(), MINUTE) },
  );
  const due = rows().filter(({ dueAt }) => dueAt < NEVER);
  expect(rows().length).toBeGreaterThan(due.length + 1);
  expect(await forgotten()).toBeGreaterThan(0);
  expect(
    rows()
      .map(({ _id }) => _id)
      .sort(),
  ).toEqual([...due, held].map((row) => row?._id).sort());
  expect(due.map(({ subject }) => subject)).toContain(orderId);
});

test('whoever has something to do for a forgotten subject puts it on the agenda anew', async () => {
  const put = () => world.store.transaction((tx) => putAgenda(tx, 'push', 'p1', world.now()));
  await put();
  await world.push();
  await forgotten();
  expect(rows().map(({ subject }) => subject)).not.toContain('p1');
  await put();
  expect(rows().find(({ subject }) => subject === 'p1')).toMatchObject({ dueAt: world.now(), pokes: 0 });
});

test('a night forgets many bunches, and begins none when its time is over', async () => {
  const answer = { action: 'x.y', bodyHash: '', at: plus(world.now(), -40 * DAY) };
  for (let no = 0; no < 1200; no += 1) await world.store.insert('requests', { _id: `old-${no}`, ...answer });
  expect(await forgetDone(world.ports, plus(world.now(), -SECOND))).toEqual({ forgotten: 0 });
  await forgetDone(world.ports, world.now());
  expect(world.store.all('requests').filter(({ _id }) => _id.startsWith('old'))).toEqual([]);
});
