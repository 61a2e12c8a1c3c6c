import { STAFF } from '../../../dev/demo/institution';
import { Surprise } from '../../../dev/local/control-client';
import { TEMPLATE } from '../../../dev/local/product';
import { GOOD_REQUESTS } from '../../protocol/good-requests';
import { withSdk } from '../sdk-process';
import { CLASS_FEN, HOUR, type Learner, MINUTE, World } from '../world';

describe('Who may do what, and who is reached', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  test("every action refuses another person's order, as if there were none", async () => {
    const course = await world.course('别人的订单', 2);
    const owner = await world.enrolled(course, '本人');
    const [first] = await world.classes(course, [1]);
    if (!first) throw new Error('a class was scheduled');
    await world.teach(owner, first);
    const stranger = world.person('外人');
    const ids = { orderId: owner.orderId, classId: first.classId };
    const calls = callsAbout(ids);
    expect(calls.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['signing.close', 'classroom.object']),
    );
    for (const { what, name, data } of calls) {
      const { result } = await world.control.post<{ result: unknown }>('/call', {
        ...{ openid: stranger.openid, name, data },
      });
      expect([what, result]).toMatchObject([what, { ok: false, error: { code: 'NOT_FOUND' } }]);
    }
    expect(await world.read(owner)).toMatchObject({ state: 'active', units: [{ status: 'in_window' }, {}] });
  });

  test.each(['deduction', 'push'])('%s refuses to be called by a person', async (name) => {
    const { result } = await world.control.post<{ result: unknown }>('/call', {
      ...{ openid: STAFF.owner, name },
      data: { Type: 'Timer', TriggerName: 'everyMinute', Time: '2026-09-01T02:00:00Z' },
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'CALLER_REFUSED', retryable: false } });
  });

  test('pay-notify refuses to be called by a person', async () => {
    const { result } = await world.control.post<{ result: { statusCode: number } }>('/call', {
      ...{ openid: STAFF.owner, name: 'pay-notify' },
      data: { httpMethod: 'POST', headers: {}, body: '{}', isBase64Encoded: false },
    });
    expect(result.statusCode).toBe(401);
  });

  test('who has no subscribe message left finds everything in the inbox, and staff see that she was not reached', async () => {
    const course = await world.course('消息用完', 2);
    const learner = await world.enrolled(course, '消息');
    await world.control.call(learner.openid, 'classroom', 'subscribed', {
      ...{ templateKey: 'class', accepted: true },
    });
    await world.classes(course, [1]);
    await world.classes(course, [3]);
    await world.settle(2);

    const { messages } = await world.control.get<{ messages: { templateId: string }[] }>(
      `/messages?openid=${learner.openid}`,
    );
    expect(messages.map((message) => message.templateId)).toEqual([TEMPLATE.class]);
    const inbox = (await world.inbox(learner.openid)).filter((push) => push.kind === 'class_scheduled');
    expect(inbox).toHaveLength(2);
    const { pushes } = await world.control.call(STAFF.academic, 'staff', 'notReached', { limit: 50 });
    const hers = pushes.filter((push) => push.studentNames.includes('消息'));
    expect(hers.map((push) => push.reason)).toEqual(['no_quota']);
  });

  test('an on-demand course: each next lesson confirms and pays the last, content is shown while its unit is open', async () => {
    const fileId = await withSdk<string>(
      world.local.facts.env,
      `return (await cloud.uploadFile({ cloudPath: 'lessons/1.mp4', fileContent: Buffer.from('film') })).fileID;`,
    );
    const course = await world.course('点播', 3, {
      mode: 'on-demand',
      lessons: ['一', '二', '三'].map((title) => ({ title, content: [fileId] })),
    });
    const learner = await world.enrolled(course, '点播');
    const { orderId } = learner;
    const start = (lessonNo: number, confirmsUnit?: number) =>
      world.control.ask(learner.openid, 'classroom', 'startLesson', {
        ...{ orderId, lessonNo },
        ...(confirmsUnit === undefined ? {} : { confirmsUnit }),
      });

    expect(await start(2)).toMatchObject({ ok: false, error: { code: 'CONTENT_LOCKED' } });
    const first = await start(1);
    expect(first).toMatchObject({
      ok: true,
      data: { state: 'open', lesson: { title: '一', finished: false } },
    });
    const link = first.ok ? first.data.lesson?.content[0] : undefined;
    expect(await (await fetch(link ?? '')).text()).toBe('film');

    await world.until((await world.now()) + 20 * MINUTE);
    // Not without the dialog that says that it confirms the first lesson.
    expect(await start(2)).toMatchObject({ ok: false, error: { detail: { confirmsUnit: 1 } } });
    const second = await whileTimeFlows(world, () => start(2, 1));
    expect(second).toMatchObject({ ok: true, data: { state: 'open', lesson: { title: '二' } } });
    expect(await world.unit(learner, 1)).toMatchObject({ status: 'paid', chargeFen: CLASS_FEN });

    const lesson = { orderId, lessonNo: 2 };
    await world.control.call(learner.openid, 'classroom', 'lessonProgress', { ...lesson, seconds: 600 });
    const { windowEndsAt } = await world.control.call(learner.openid, 'classroom', 'finishLesson', lesson);
    // Without money for the second, the third stays shut: she pays by hand, and goes on.
    await world.control.setPerson(learner.openid, { balanceFen: 0 });
    await world.until(Date.parse(windowEndsAt ?? ''));
    await world.settle(3);
    await world.until((await world.now()) + 2 * HOUR);
    expect(await start(3)).toMatchObject({ ok: true, data: { state: 'owing' } });
    await payByHand(world, learner, 2);
    expect(await start(3)).toMatchObject({ ok: true, data: { state: 'open' } });
    await world.control.call(learner.openid, 'signing', 'close', { orderId });
    await world.settle(5);
    expect(await world.read(learner)).toMatchObject({ state: 'closed', chargedFen: 2 * CLASS_FEN });
  });
});

interface LearnerCall {
  what: string;
  name: string;
  data: { action: string; data: object };
}

/** A right request of every action of a learner that names an order or a class, with these ids in it. */
function callsAbout(ids: { orderId: string; classId: string }): LearnerCall[] {
  return (['signing', 'classroom'] as const).flatMap((name) =>
    Object.entries(GOOD_REQUESTS[name] as Record<string, object>)
      .filter(([, good]) => 'orderId' in good || 'classId' in good)
      .map(([action, good]) => {
        const own = Object.entries(ids).filter(([key]) => key in good);
        return {
          what: `${name}.${action}`,
          name,
          data: { action, data: { ...good, ...Object.fromEntries(own) } },
        };
      }),
  );
}

/** WeChat's own pay page, which opens only for a request that the server has signed. */
async function payByHand(world: World, learner: Learner, unitNo: number): Promise<void> {
  const { extraData } = await world.control.call(learner.openid, 'signing', 'payPage', {
    orderId: learner.orderId,
    unitNo,
  });
  const page = await world.control.post<{ canPayNow: boolean }>('/wechat/order-page', {
    openid: learner.openid,
    request: extraData,
  });
  if (!page.canPayNow) throw new Surprise('the page has no button to pay');
  await world.control.payNow(learner.openid, extraData['out_order_no'] ?? '');
  await world.settle(2);
}

/** The function waits for WeChat within its call: time must flow for that, and WeChat be quick. */
async function whileTimeFlows<T>(world: World, call: () => Promise<T>): Promise<T> {
  const { firstDeductionSeconds, callbackSeconds } = world.local.pay.switches.get();
  world.local.pay.switches.put({ firstDeductionSeconds: 0, callbackSeconds: 0 });
  await world.control.post('/clock/mode', { mode: 'running' });
  const answer = await call();
  await world.control.post('/clock/mode', { mode: 'frozen' });
  world.local.pay.switches.put({ firstDeductionSeconds, callbackSeconds });
  return answer;
}
