import { Failure } from '../../../miniprogram/api/failure';
import { type QueueState, RollQueue } from '../../../miniprogram/staff/roll-call/roll-queue';
import type { ResponseOf } from '../../../protocol';
import { HOUR } from '../../../server/domain/time';
import { enrol, openSchool, publish, scheduleAt, TEACHER } from '../../usecases/school';
import type { World } from '../../usecases/world';

const AT = '2026-03-07T19:00:00+08:00';

let world: World;
let classId: string;
let seatId: string;
let stored: QueueState | undefined;
/** What the network does with the next calls: takes the question, the answer, or nothing. */
let losing: 'question' | 'answer' | undefined;

beforeEach(async () => {
  world = await openSchool();
  const courseId = await publish(world);
  const orderId = await enrol(world, courseId);
  classId = await scheduleAt(world, courseId, AT);
  seatId = `${classId}-${orderId}`;
  world.goTo(AT);
  world.advance(-2 * HOUR);
  await world.deduction();
  world.advance(3.5 * HOUR);
  [stored, losing] = [undefined, undefined];
});

/** The teacher's phone, on the real server. */
function phone(): RollQueue {
  return new RollQueue({
    load: () => stored,
    save: (state) => {
      stored = structuredClone(state);
    },
    async send(id, marks) {
      if (losing === 'question') throw new Failure('OFFLINE', '', true);
      const answer = await world.ask(TEACHER, 'staff', 'rollCall', { classId: id, marks });
      if (losing === 'answer') throw new Failure('TIMEOUT', '', true);
      if (!answer.ok) throw new Failure(answer.error.code, answer.error.message, answer.error.retryable);
      return (answer.data as ResponseOf<'staff', 'rollCall'>).results;
    },
    upload: async () => undefined,
    failureOf: (error) => ({ later: (error as Failure).retryable, text: (error as Failure).text }),
  });
}

const act = (actId: string, mark: 'attended' | 'absent' = 'attended') => ({
  ...{ actId, classId, seatId, studentName: '李小梅', mark, note: '', pictures: [], markedAt: AT },
});

/** Every act of roll call that stands on the seat. */
function marks(): string[] {
  const seat = world.store.all('seats').find(({ _id }) => _id === seatId);
  return (seat?.marks ?? []).map((mark) => `${mark.mark}${mark.undoneAt === undefined ? '' : ', undone'}`);
}

test('an answer that was lost: the act is sent again and done once', async () => {
  losing = 'answer';
  const first = phone();
  first.add([act('a1')]);
  await first.flush();
  expect([marks(), stored?.acts.length]).toEqual([['attended'], 1]);
  losing = undefined;
  await phone().flush();
  expect([marks(), stored]).toEqual([['attended'], { acts: [], refused: [] }]);
});

test('undone by a colleague meanwhile: the repeated act does not bring it back', async () => {
  losing = 'answer';
  const first = phone();
  first.add([act('a1')]);
  await first.flush();
  await world.call(TEACHER, 'staff', 'undoMark', { seatId });
  losing = undefined;
  await first.flush();
  expect([marks(), stored?.refused]).toEqual([['attended, undone'], []]);
});

test('a seat that a colleague marked otherwise is not overwritten, and is told', async () => {
  losing = 'question';
  const late = phone();
  late.add([act('a1', 'absent')]);
  await late.flush();
  const other = { seatId, mark: 'attended' as const };
  await world.call(TEACHER, 'staff', 'rollCall', { classId, marks: [other] });
  losing = undefined;
  await late.flush();
  expect(marks()).toEqual(['attended']);
  expect(stored?.refused).toMatchObject([{ studentName: '李小梅', mark: 'absent' }]);
});
