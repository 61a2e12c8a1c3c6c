import { runAgenda } from '../server/usecases/agenda/run-agenda';
import { classDue } from '../server/usecases/teaching/class-due';
import { openCountedSchool } from '../tests/usecases/counted-world';
import { ACADEMIC, classRequest, enrol, PAYER, publish, TEACHER } from '../tests/usecases/school';
import type { Counted } from './table';

const CLASS_DAY = '2026-03-07';
const NEXT_CLASS_DAY = '2026-03-14';

/**
 * Requests to the database that an act makes, beside the documents that it has to change: each of them takes at least
 * one. They are counted on the store in memory, step by step as `cloud-store.ts` makes them, so no machine's speed is in it.
 */
export async function countRequests(): Promise<Counted[]> {
  return [...(await ordering()), ...(await teaching(20)), ...(await teaching(200))];
}

type School = Awaited<ReturnType<typeof openCountedSchool>>;

async function ordering(): Promise<Counted[]> {
  const { world, asked } = await openCountedSchool();
  const courseId = await publish(world);
  const student = { name: '李小梅', birthYear: 1990, relation: 'self' as const };
  const { studentId } = await world.call(PAYER, 'signing', 'addStudent', student);
  const { contract } = await world.call(PAYER, 'catalog', 'read', { courseId });
  const rung = { courseId, studentId, rungKey: 'per-class' };
  const accepted = { contractVersion: contract.version, contractHash: contract.hash };
  const order = await asked(() => world.call(PAYER, 'signing', 'order', { ...rung, ...accepted }));
  const { orderId } = order.answer;
  const sign = await asked(() => world.call(PAYER, 'signing', 'sign', { orderId, rungKey: 'per-class' }));
  world.pay.signLast();
  const refresh = await asked(() => world.call(PAYER, 'signing', 'refresh', { orderId }));
  return [
    { what: 'order', ...order },
    { what: 'sign', ...sign },
    { what: 'refresh after signing', ...refresh },
  ];
}

/** A class from its timetable to the money, for so many learners; the roll of the first twenty. */
async function teaching(learners: number): Promise<Counted[]> {
  const { world, asked } = await openCountedSchool();
  const courseId = await publish(world);
  const orders: string[] = [];
  for (let no = 1; no <= learners; no += 1)
    orders.push(await enrol(world, courseId, { openid: `o-learner-${no}`, name: `学员${no}` }));
  await rest(world);
  const schedule = await asked(() => scheduled({ world, asked }, courseId));
  const classId = schedule.answer;
  await rest(world);
  world.goTo(`${CLASS_DAY}T17:05:00+08:00`);
  const open = await asked(() => rest(world));
  world.goTo(`${CLASS_DAY}T20:40:00+08:00`);
  const marks = orders.slice(0, 20).map((id) => ({ seatId: `${classId}-${id}`, mark: 'attended' as const }));
  const roll = await asked(() => world.call(TEACHER, 'staff', 'rollCall', { classId, marks }));
  await rest(world);
  world.goTo(`${NEXT_CLASS_DAY}T09:00:00+08:00`);
  const complete = await asked(() => rest(world));
  const taught = marks.length;
  const counted = [{ what: `scheduleClass of ${learners}, until all are seated`, ...schedule }];
  if (learners > taught) return counted;
  return [
    ...counted,
    { what: `${learners} units opened`, ...open },
    { what: `rollCall of ${taught}`, ...roll },
    { what: `${taught} units completed and paid`, ...complete },
  ];
}

/** Everything due is done. */
async function rest(world: School['world']): Promise<void> {
  for (let run = 0; run < 3; run += 1) await world.deduction();
}

async function scheduled({ world }: School, courseId: string): Promise<string> {
  const request = classRequest(courseId, `${CLASS_DAY}T19:00:00+08:00`, { capacity: 1000 });
  const { classIds, toSeat } = await world.call(ACADEMIC, 'staff', 'scheduleClass', request);
  // The timer, as far as it is about this class.
  if (toSeat !== undefined) await runAgenda(world.ports, { class: classDue });
  const [classId = ''] = classIds;
  const left = (await world.store.get('classes', classId))?.seating?.left.length;
  if (left !== 0) throw new Error(`${left} learners have no seat yet`);
  return classId;
}
