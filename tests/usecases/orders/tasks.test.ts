import type { Task, TaskKind } from '../../../server/domain/task/task';
import { DAY, HOUR, plus } from '../../../server/domain/time';
import { raiseTask, settleTask, type TaskDraft, taskId } from '../../../server/usecases/tasks/raise-task';
import { CourseLife, FIRST_CLASS } from '../course-life';

const NOW = FIRST_CLASS;
const LATER = plus(NOW, HOUR);
const ID = 'a'.repeat(16);

const draft: TaskDraft = {
  institutionId: 'inst',
  kind: 'owing',
  forRoles: ['finance'],
  subject: { orderId: 'order1', unitNo: 2 },
  reason: '没有付',
  deadline: plus(NOW, DAY),
};

async function workList() {
  const { store } = await CourseLife.open();
  return {
    raise: (changes: Partial<TaskDraft>, at = NOW) =>
      store.transaction((tx) => raiseTask(tx, { ...draft, ...changes }, at)),
    settle: (at = LATER) => store.transaction((tx) => settleTask(tx, 'owing-order1-2', at)),
    all: () => store.all('tasks'),
  };
}

describe('the work list', () => {
  test('holds one entry for one thing; raising it again brings its facts up to date', async () => {
    const list = await workList();
    await list.raise({});
    await list.raise({ reason: '还没有付' }, LATER);
    expect(list.all()).toMatchObject([
      { _id: 'owing-order1-2', reason: '还没有付', raisedAt: NOW, state: 'open' },
    ]);
  });

  test('lets go of what has come right by itself, and takes it up again when it comes back', async () => {
    const list = await workList();
    await list.settle();
    await list.raise({});
    await list.settle();
    expect(list.all()).toMatchObject([{ state: 'done', doneAt: LATER }]);
    await list.settle(plus(LATER, DAY));
    expect(list.all()[0]?.doneAt).toBe(LATER);
    await list.raise({}, plus(LATER, DAY));
    expect(list.all()).toMatchObject([{ state: 'open', raisedAt: plus(LATER, DAY) }]);
    expect(list.all()[0]?.doneAt).toBeUndefined();
  });

  test.each<[TaskKind, Task['subject']]>([
    ['roll_call_missing', { classId: ID }],
    ['seat_on_hold', { orderId: ID, classId: ID }],
    ['pay_by_hand', { orderId: ID, unitNo: 500 }],
    ['order_parked', { orderId: ID }],
    ['configuration', {}],
  ])('names %s in at most 40 characters', (kind, subject) => {
    expect(taskId(kind, subject)).toMatch(/^[0-9A-Za-z_-]{1,40}$/);
  });

  test('two things have two names', () => {
    const subjects: Task['subject'][] = [
      {},
      { orderId: 'x' },
      { orderId: 'x', unitNo: 1 },
      { orderId: 'x', unitNo: 2 },
      { orderId: 'x', classId: 'y' },
      { orderId: 'x', classId: 'z' },
    ];
    expect(new Set(subjects.map((subject) => taskId('objection', subject))).size).toBe(subjects.length);
  });
});
