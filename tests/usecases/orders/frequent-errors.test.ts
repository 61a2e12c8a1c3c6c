import { DAY, HOUR } from '../../../server/domain/time';
import { CourseLife } from '../course-life';
import type { CallKind } from '../fake-pay-score';

/** An error code that merchants of PayScore meet often, and the calls of ours that it may answer. */
interface FrequentError {
  /** The number at the end of `Request-ID`, and what it means. */
  inner: number;
  means: string;
  code: string;
  status?: number;
  at: readonly CallKind[];
}

const WRITES = ['open-order', 'complete-order'] as const;
const ALL = [...WRITES, 'query-order', 'query-sign-plan'] as const;

/** The twenty, by how often merchants ask about them (wechatpay-skills, PayScore, trouble-shooting, table 1.1). */
const FREQUENT: readonly FrequentError[] = [
  {
    inner: 271317510,
    means: 'no such order',
    code: 'ORDER_NOT_EXIST',
    status: 404,
    at: ['complete-order', 'query-order'],
  },
  {
    inner: 271316574,
    means: 'the deduction failed',
    code: 'TRADE_ERROR',
    status: 403,
    at: ['complete-order'],
  },
  { inner: 271302262, means: 'wrong state', code: 'INVALID_ORDER_STATE', at: ['complete-order'] },
  { inner: 268435464, means: 'out of range', code: 'PARAM_ERROR', at: WRITES },
  { inner: 271316657, means: 'not to be paid', code: 'INVALID_ORDER_STATE', at: ['complete-order'] },
  { inner: 271316598, means: 'another body', code: 'INVALID_REQUEST', at: WRITES },
  { inner: 271302144, means: 'no such merchant', code: 'SIGN_ERROR', status: 401, at: ALL },
  { inner: 271302149, means: 'appid not bound', code: 'APPID_MCHID_NOT_MATCH', at: ALL },
  { inner: 268435472, means: 'too frequent', code: 'FREQUENCY_LIMITED', status: 429, at: ALL },
  { inner: 271300099, means: 'assessment', code: 'INVALID_REQUEST', at: ['open-order'] },
  { inner: 271302333, means: 'cancelled already', code: 'ORDER_CANCELED', at: ['complete-order'] },
  { inner: 271299627, means: 'overdue orders', code: 'INVALID_REQUEST', at: ['open-order'] },
  { inner: 271302332, means: 'not confirmed', code: 'INVALID_ORDER_STATE', at: ['complete-order'] },
  { inner: 268503786, means: 'no permission', code: 'NO_AUTH', status: 403, at: ALL },
  { inner: 271316592, means: 'not to be cancelled', code: 'INVALID_ORDER_STATE', at: ['cancel-order'] },
  { inner: 270924332, means: 'bad signature', code: 'SIGN_ERROR', status: 401, at: ALL },
  { inner: 271316754, means: 'being deducted', code: 'INVALID_REQUEST', at: ['complete-order'] },
  { inner: 271316656, means: 'above the most', code: 'INVALID_REQUEST', at: ['open-order'] },
  { inner: 271316637, means: 'ends too early', code: 'PARAM_ERROR', at: ['complete-order'] },
  { inner: 268560785, means: 'teen mode', code: 'INVALID_REQUEST', at: ['open-order'] },
];

/** What WeChat's adapter calls busy, and never a refusal: nothing was done, try later. */
const BUSY = [268435472, 271316754];

const PLACES = FREQUENT.flatMap(({ at, ...error }) => at.map((call) => ({ ...error, call })));

const BOOKS = ['charge 10000 u1', 'collect 10000 u1'];

test('the list is the whole of WeChat’s own, each once', () => {
  expect(new Set(FREQUENT.map(({ inner }) => inner)).size).toBe(20);
});

describe('a frequent error', () => {
  test.each(PLACES.filter(({ call }) => call !== 'open-order' && call !== 'cancel-order'))(
    '$inner ($means) once, at $call: the class is charged once, as if it had not been',
    async ({ inner, code, status, call }) => {
      const life = await CourseLife.open({ classes: 1 });
      const id = await life.enrol();
      life.pay.next(call, mishap(inner, code, status));
      await life.attend(id, 1);
      await life.runFor(5 * DAY);
      expect(life.books(id)).toEqual(BOOKS);
      expect(life.tasks()).toEqual([]);
      life.expectExplained();
    },
  );

  test.each(PLACES.filter(({ call }) => call === 'open-order'))(
    '$inner ($means) once, at $call: the unit opens later, or the class comes free; never on credit unopened',
    async ({ inner, code, status, call }) => {
      const life = await CourseLife.open({ classes: 1 });
      const id = await life.enrol();
      life.pay.next(call, mishap(inner, code, status));
      await life.attend(id, 1);
      await life.runFor(5 * DAY);
      expect([[], BOOKS]).toContainEqual(life.books(id));
      expect(life.pay.taken()).toBe(life.books(id).length === 0 ? 0 : 10_000);
      life.expectExplained();
    },
  );

  test.each(PLACES.filter(({ call, inner }) => call === 'complete-order' && !BUSY.includes(inner)))(
    '$inner ($means) for good, at $call: finance are told, and nothing is charged',
    async ({ inner, code, status, call }) => {
      const life = await CourseLife.open({ classes: 1 });
      const id = await life.enrol();
      life.pay.next(call, ...Array(500).fill(mishap(inner, code, status)));
      await life.attend(id, 1);
      await life.runFor(3 * DAY);
      expect(life.tasks()).toContain('stuck_call');
      expect(life.pay.taken()).toBe(0);
      life.expectExplained();
    },
  );

  test.each(PLACES.filter(({ call }) => call === 'open-order'))(
    '$inner ($means) for good, at $call: the seat is held, she comes free, and no word says why',
    async ({ inner, code, status, call }) => {
      const life = await CourseLife.open({ classes: 1 });
      const id = await life.enrol();
      life.pay.next(call, ...Array(500).fill(mishap(inner, code, status)));
      await life.runTo(life.classStart(1));
      expect(life.seat(id, 1).state).toBe('on_hold');
      await life.attend(id, 1);
      await life.runFor(3 * DAY);
      expect(life.books(id)).toEqual([]);
      const words = JSON.stringify(life.store.all('pushes'));
      expect(words).not.toMatch(/评估|风控|分数|拒绝|失败|青少年|逾期/);
      expect(words).not.toContain(code);
    },
  );

  test.each(PLACES.filter(({ call }) => call === 'cancel-order'))(
    '$inner ($means) for good, at $call: a closing is shown to staff and charges nothing',
    async ({ inner, code, status, call }) => {
      const life = await CourseLife.open();
      const id = await life.enrol();
      await life.runTo(life.classStart(1));
      life.pay.next(call, ...Array(500).fill(mishap(inner, code, status)));
      await life.close(id);
      await life.runFor(2 * DAY + HOUR);
      expect(life.tasks()).toContain('stuck_call');
      expect(life.pay.taken()).toBe(0);
    },
  );
});

function mishap(inner: number, code: string, status = 400) {
  return BUSY.includes(inner) ? ('busy' as const) : { refused: code, status };
}
