import fc from 'fast-check';
import { AppError } from '../../../server/domain/errors';
import type { Unit } from '../../../server/domain/order/order';
import { DAY, HOUR, plus } from '../../../server/domain/time';
import { undoMark } from '../../../server/usecases/teaching/undo-mark';
import { type CourseLife, OWNER } from '../course-life';
import type { CallKind, Mishap } from '../fake-pay-score';

export const CLASSES = 4;

/** Something that happens in a course, by its name, with a number to choose with. */
export type Act = (life: CourseLife, id: string, n: number) => Promise<unknown> | unknown;

const CALLS: CallKind[] = [
  'open-order',
  'complete-order',
  'cancel-order',
  'stop-sign-plan',
  'query-order',
  'query-sign-plan',
];
const MISHAPS: Mishap[] = ['done-unheard', 'not-done', 'busy', { refused: 'INVALID_REQUEST' }];
const MARKS = ['attended', 'attended', 'attended', 'late', 'absent', 'on_leave'] as const;

function pick<T>(list: readonly T[], n: number): T {
  const item = list[n % list.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Most often the unit in its window, if there is one. */
function someUnit(life: CourseLife, id: string, n: number): Unit {
  const { units } = life.orderDoc(id);
  return (n % 8 === 0 ? undefined : units.find((u) => u.teaching === 'taught')) ?? pick(units, n);
}

/** Service orders at WeChat in this state. */
export function atWeChat(life: CourseLife, id: string, state: string): string[] {
  const numbers = life.orderDoc(id).units.map((u) => u.outTradeNo);
  return numbers.filter((no) => life.pay.knows(no) && life.pay.stateOf(no) === state);
}

function isSigned(life: CourseLife, id: string): boolean {
  return life.pay.stateOf(`${id}S1`) === 'SIGNED';
}

export const ACTS: Record<string, Act> = {
  'hours pass': (life, _id, n) => life.runFor((n % 40) * HOUR),
  'days pass': (life, _id, n) => life.runFor((n % 3) * DAY + HOUR),
  'a class takes place': (life, id, n) => {
    const no = [1, 2, 3, 4].find((k) => life.classStart(k) > life.now());
    return no === undefined ? undefined : life.attend(id, no, pick(MARKS, n));
  },
  'a roll is called': (life, id, n) => life.mark(id, 1 + (n % CLASSES), pick(MARKS, n >> 2)),
  'a mark is taken back': (life, id, n) => undoMark(life.ports, OWNER, `k${1 + (n % CLASSES)}-${id}`),
  'she objects': (life, id, n) => life.object(id, someUnit(life, id, n).no),
  'she confirms': (life, id, n) => life.confirm(id, someUnit(life, id, n).no),
  'staff decide': (life, id, n) => decideOne(life, id, n),
  'she closes': (life, id) => life.close(id),
  'she closes inside WeChat': (life, id) => isSigned(life, id) && life.pay.close(`${id}S1`),
  'the plan expires': (life, id) => isSigned(life, id) && life.pay.expire(`${id}S1`),
  'a call goes wrong': (life, _id, n) =>
    life.pay.next(pick(CALLS, n), pick(MISHAPS, n >> 3), pick(MISHAPS, n >> 5)),
  'money runs out': (life) => {
    life.pay.pays = false;
  },
  'she pays': (life, id) => payAll(life, id),
  'she pays twice': (life, id) => {
    for (const no of atWeChat(life, id, 'DONE').slice(0, 1)) if (life.pay.totalOf(no)) life.pay.pay(no);
  },
  'letters are kept back': (life) => {
    life.delivers = !life.delivers;
  },
  'orders must be confirmed': (life, id) => {
    life.pay.begins = life.pay.begins === 'DOING' ? 'CREATED' : 'DOING';
    for (const no of atWeChat(life, id, 'CREATED')) life.pay.confirm(no);
  },
  'WeChat refuses after the end': (life) => {
    life.pay.afterEnd = 'refused';
  },
  'two timers and she look at once': (life, id) => Promise.all([life.tick(), life.tick(), life.refresh(id)]),
};

function decideOne(life: CourseLife, id: string, n: number): Promise<unknown> | undefined {
  const unit = life.orderDoc(id).units.find((u) => u.teaching === 'objected');
  if (unit === undefined) return undefined;
  const kind = pick(['rejected', 'lowered', 'waived'] as const, n);
  return life.decide(id, unit.no, kind, kind === 'lowered' ? 1 + (n % 9_999) : undefined);
}

function payAll(life: CourseLife, id: string): void {
  life.pay.pays = true;
  for (const no of atWeChat(life, id, 'DOING')) if (life.pay.totalOf(no) !== undefined) life.pay.pay(no);
}

/** People are told no when something can't be done now; everything else is a fault. */
export async function attempt(act: () => Promise<unknown> | unknown): Promise<void> {
  try {
    await act();
  } catch (error) {
    const toldNo = error instanceof AppError || /"code":|is UNSIGNED/.test(String(error));
    if (!toldNo) throw error;
  }
}

/** All faults stop, everybody does what is asked of them, and the plan runs out. */
export async function comeToRest(life: CourseLife, id: string): Promise<void> {
  life.pay.calm();
  life.delivers = true;
  life.pay.begins = 'DOING';
  for (let round = 0; round < 6; round += 1) {
    for (const no of atWeChat(life, id, 'CREATED')) life.pay.confirm(no);
    payAll(life, id);
    await decideOne(life, id, round);
    await life.runFor(3 * DAY);
  }
  await life.runTo(plus(life.now(), 230 * DAY));
}

/** Teaching is most of life; ends come once in a while. */
const OFTEN = [
  'a class takes place',
  'a class takes place',
  'a class takes place',
  'hours pass',
  'a call goes wrong',
];
const SELDOM = ['she closes', 'she closes inside WeChat', 'the plan expires', 'WeChat refuses after the end'];
const OTHERS = Object.keys(ACTS).filter((name) => !OFTEN.includes(name) && !SELDOM.includes(name));

const anyName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...OFTEN) },
  { weight: 10, arbitrary: fc.constantFrom(...OTHERS) },
  { weight: 1, arbitrary: fc.constantFrom(...SELDOM) },
);

export const anyHistory = fc.array(fc.tuple(anyName, fc.nat(4_095)), { minLength: 5, maxLength: 40 });
