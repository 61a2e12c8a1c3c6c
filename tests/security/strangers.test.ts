import { type FunctionName, PROTOCOL } from '../../protocol';
import type { CollectionName } from '../../server/ports/store';
import { GOOD_REQUESTS } from '../protocol/good-requests';
import { charged } from '../usecases/lived';
import { ACADEMIC, enrol, FINANCE, join, OWNER, PAYER, scheduleAt } from '../usecases/school';
import type { World } from '../usecases/world';

/** What belongs to somebody, or to a campus; a stranger's call leaves every document of it as it is. */
const BELONGINGS: CollectionName[] = [
  ...(['orders', 'ledger', 'seats', 'classes', 'courses', 'course_versions', 'students', 'waiting'] as const),
  ...([
    'refunds',
    'invoices',
    'payments',
    'acts',
    'tasks',
    'pushes',
    'push_quota',
    'intents',
    'locks',
  ] as const),
  ...(['lesson_progress', 'data_requests', 'staff'] as const),
];

const VICTIM_NAME = '李小梅';
const FELLOW = 'o-fellow';

/** Anybody who could not be told what stands in these documents. */
interface Victims {
  world: World;
  /** The real ids in the place of those in the good requests. */
  withRealIds: (good: unknown) => Record<string, unknown>;
  belongings: () => string;
}

/** A learner in the middle of her course, with a refund, an invoice and an act asked for, a task and messages. */
async function victims(): Promise<Victims> {
  const { world, courseId, orderId, classId } = await charged();
  await world.call(PAYER, 'signing', 'askRefund', { orderId, unitNo: 1, amountFen: 100, reason: '提前下课' });
  await world.call(PAYER, 'signing', 'askInvoice', {
    ...{ orderId, unitNos: [1], titleKind: 'person' as const, title: VICTIM_NAME },
  });
  await world.call(OWNER, 'finance', 'saveLimits', {
    fourEyesAboveFen: 0,
    objectionDays: 5,
    silenceDays: 45,
  });
  const { actId } = await world.call(FINANCE, 'finance', 'askAct', {
    ...{ orderId, unitNo: 1, kind: 'refund' as const, amountFen: 200, proof: [], reason: '少上了' },
  });
  const studentId = world.store.all('students')[0]?._id ?? '';
  await enrol(world, courseId, { openid: FELLOW, name: '周明' });
  await scheduleAt(world, courseId, '2026-03-14T10:00:00+08:00');
  await join(world, 'o-south-academic', '南区教务', ['academic'], ['south']);
  await join(world, 'o-south-finance', '南区财务', ['finance'], ['south']);
  await join(world, 'o-south-teacher', '南区老师', ['teacher'], ['south']);
  const ids = { o123: orderId, c123: courseId, k123: classId, s123: studentId, a123: actId };
  const withRealIds = (good: unknown) => {
    const text = Object.entries(ids).reduce(
      (json, [name, id]) => json.replaceAll(name, id),
      JSON.stringify(good),
    );
    return JSON.parse(text.replaceAll(VICTIM_NAME, '周明')) as Record<string, unknown>;
  };
  const belongings = () => JSON.stringify(BELONGINGS.map((name) => [name, documents(world, name)]));
  return { world, withRealIds, belongings };
}

/** The documents of the victims: those of the stranger herself are not counted. */
function documents(world: World, name: CollectionName): unknown[] {
  return world.store.all(name).filter((document) => !JSON.stringify(document).includes(FELLOW));
}

let place: Victims;
beforeAll(async () => {
  place = await victims();
});

/** Functions that learners call; every other one is for staff. */
const LEARNERS: FunctionName[] = ['signing', 'classroom', 'score-gate', 'catalog'];
const STAFFS = (Object.keys(PROTOCOL) as FunctionName[]).filter((name) => !LEARNERS.includes(name));

function actionsOf(names: FunctionName[]): [FunctionName, string][] {
  return names.flatMap((name) =>
    Object.keys(PROTOCOL[name]).map((action): [FunctionName, string] => [name, action]),
  );
}

async function ask(openid: string, name: FunctionName, action: string) {
  const good: Record<string, unknown> = GOOD_REQUESTS[name];
  const data = place.withRealIds(good[action]);
  const requestId = `request-${name}-${action}`;
  return place.world.raw(openid, name, {
    action,
    data: 'requestId' in data ? { ...data, requestId } : data,
  });
}

test.each(actionsOf(LEARNERS))(
  'a learner of the same class who names another’s ids learns and changes nothing: %s.%s',
  async (name, action) => {
    const before = place.belongings();
    const answer = await ask(FELLOW, name, action);
    expect(JSON.stringify(answer)).not.toContain(VICTIM_NAME);
    expect(JSON.stringify(answer)).not.toContain(PAYER);
    expect(place.belongings()).toBe(before);
    const good = (GOOD_REQUESTS[name] as Record<string, object>)[action] ?? {};
    if ('orderId' in good || 'invoiceId' in good) expect(answer).toMatchObject({ ok: false });
  },
);

/** What concerns the whole institution, whichever campus one works at. */
const OF_THE_HOUSE = ['saveHouse', 'leave', 'accept', 'claimOwner'];

test.each(
  actionsOf(STAFFS)
    .flatMap(([name, action]) =>
      ['o-south-academic', 'o-south-finance', 'o-south-teacher'].map(
        (openid): [string, FunctionName, string] => [openid, name, action],
      ),
    )
    .filter(([, , action]) => !OF_THE_HOUSE.includes(action)),
)(
  '%s of another campus who names ids of this one learns and changes nothing: %s.%s',
  async (openid, name, action) => {
    const before = place.belongings();
    const answer = await ask(openid, name, action);
    expect(JSON.stringify(answer)).not.toContain(VICTIM_NAME);
    expect(place.belongings()).toBe(before);
  },
);

test('the same requests of who may make them are answered with her name: the ids are right', async () => {
  const answers = await Promise.all([
    ask(PAYER, 'signing', 'read'),
    ask(ACADEMIC, 'staff', 'readClass'),
    ask(FINANCE, 'finance', 'readCase'),
  ]);
  for (const answer of answers) expect(JSON.stringify(answer)).toContain(VICTIM_NAME);
});
