import { holdSeat, restoreSeat } from '../../../server/usecases/charging/hold-seat';
import type { CourseLife } from '../course-life';
import { leftBy } from './left-by';
import { at, coming, ID, wait } from './stages';

const SEAT = `k1-${ID}`;
const TASK = `seat-k1-${ID}`;
const hold = (life: CourseLife, reason: 'previous_unsettled' | 'not_opened') =>
  leftBy(life, () => holdSeat(life.ports, ID, SEAT, reason));
const restore = (life: CourseLife) => leftBy(life, () => restoreSeat(life.ports, ID, SEAT));

test.each(['previous_unsettled', 'not_opened'] as const)(
  'a seat on hold (%s): she is told, and staff until the class begins; once',
  async (reason) => {
    const life = await coming();
    expect(await hold(life, reason)).toEqual({
      ...{ told: 'news', seats: { [SEAT]: { state: 'on_hold', holdReason: reason } } },
      tasks: {
        [TASK]: {
          ...{ institutionId: 'inst', campusId: 'north', kind: 'seat_on_hold' },
          ...{ forRoles: ['academic', 'teacher', 'owner'], subject: { orderId: ID, classId: 'k1' } },
          ...{ state: 'open', raisedAt: at('08:00'), deadline: at('10:00') },
          reason: '学员的座位保留中：上一笔未结清或这次课没能开通。上课前结清即恢复，否则这次课不扣费。',
        },
      },
      pushes: [`h-${SEAT}-1: 3月9日 10:00的座位先保留`],
    });
    expect(await hold(life, reason)).toEqual({ told: 'news' });
  },
);

test('a seat restored is an ordinary one: she is told, and staff have nothing to do; once', async () => {
  const life = await coming();
  await hold(life, 'not_opened');
  wait(life, 20);
  expect(await restore(life)).toEqual({
    ...{ told: 'news', seats: { [SEAT]: { state: 'booked', holdReason: 'gone' } } },
    tasks: { [TASK]: { state: 'done', doneAt: at('08:20') } },
    pushes: [`r-${SEAT}-2: 3月9日 10:00照常上课`],
  });
  expect(await restore(life)).toEqual({ told: 'news' });
});

test('held and restored again, she is told each time', async () => {
  const life = await coming();
  await hold(life, 'not_opened');
  await restore(life);
  expect((await hold(life, 'previous_unsettled')).pushes).toEqual([`h-${SEAT}-3: 3月9日 10:00的座位先保留`]);
  expect((await restore(life)).pushes).toEqual([`r-${SEAT}-4: 3月9日 10:00照常上课`]);
});

test.each(['hold', 'restore'] as const)(
  'nothing comes of a %s for a seat that is not there',
  async (what) => {
    const life = await coming();
    const act = () =>
      what === 'hold' ? holdSeat(life.ports, ID, 'k9', 'not_opened') : restoreSeat(life.ports, ID, 'k9');
    expect(await leftBy(life, act)).toEqual({ told: 'news' });
  },
);
