import { fen } from '../../../server/domain/money';
import type { Order, Unit } from '../../../server/domain/order/order';
import { HOUR, plus } from '../../../server/domain/time';
import { resolveOpening } from '../../../server/usecases/charging/after-opening';
import { cancelUnit } from '../../../server/usecases/charging/cancel-unit';
import { completeUnit, resolveCompleting } from '../../../server/usecases/charging/complete-unit';
import { decideForLearner } from '../../../server/usecases/charging/decide-for-learner';
import { endWindow } from '../../../server/usecases/charging/end-window';
import { holdSeat, restoreSeat } from '../../../server/usecases/charging/hold-seat';
import { openUnit } from '../../../server/usecases/charging/open-unit';
import type { Ports } from '../../../server/usecases/ports';
import { CourseLife } from '../course-life';
import { FIRST_CLASS, PAYER } from '../guitar-course';

/*
 * Between choosing a step and doing it another worker may have done it, or something else: each step looks again in its
 * own transaction, and does nothing when its turn is over.
 */

type Step = (ports: Ports, orderId: string) => Promise<string>;

const STEPS: Record<string, Step> = {
  open: (ports, id) => openUnit(ports, id, { do: 'open', unitNo: 1, seatId: `k1-${id}` }),
  'resolve opening': (ports, id) => resolveOpening(ports, id, 1),
  complete: (ports, id) => completeUnit(ports, id, 1),
  'resolve completing': (ports, id) => resolveCompleting(ports, id, 1),
  cancel: (ports, id) => cancelUnit(ports, id, 1),
  'end window': (ports, id) => endWindow(ports, id, 1),
  'decide for learner': (ports, id) => decideForLearner(ports, id, 1),
};

const TEACHING = ['planned', 'taught', 'objected', 'confirmed', 'waived', 'dropped'] as const;
const COLLECTION = [
  ...(['none', 'opening', 'open', 'refused', 'completing', 'paying', 'paid'] as const),
  ...(['paid_elsewhere', 'zero', 'cancelled', 'paid_by_hand'] as const),
];

/** An hour before the first class, an order whose first unit looks like this. */
async function lifeWith(changes: Partial<Unit>, ofOrder: Partial<Order> = {}) {
  const life = await CourseLife.open();
  const id = await life.enrol();
  life.skipTo(plus(life.classStart(1), -HOUR));
  const order = life.orderDoc(id);
  const units = order.units.map((unit) => (unit.no === 1 ? { ...unit, ...changes } : unit));
  await life.store.updateIf('orders', id, { revision: order.revision }, { units, ...ofOrder });
  return { life, id };
}

/** Everything that could be seen to change. */
function seen(life: CourseLife): string {
  const stored = (['orders', 'seats', 'intents', 'ledger', 'pushes', 'tasks', 'audit'] as const).map((name) =>
    life.store.all(name),
  );
  return JSON.stringify([stored, life.pay.asked]);
}

/** What a step does to an order whose first unit looks like this. */
async function effectOf(step: Step, changes: Partial<Unit>, ofOrder: Partial<Order> = {}) {
  const { life, id } = await lifeWith(changes, ofOrder);
  const before = seen(life);
  const pokes = () => life.store.all('agenda').find(({ subject }) => subject === id)?.pokes;
  const poked = pokes();
  const told = await step(life.ports, id).catch(unlessUnknownAtWeChat);
  // The worker that does a step holds the order and looks again by itself: nobody need be told to.
  expect(pokes()).toBe(poked);
  return { did: seen(life) !== before, told };
}

async function doesWith(...given: Parameters<typeof effectOf>): Promise<boolean> {
  return (await effectOf(...given)).did;
}

/** Only the states were made up: what was stored before the call is what counts. */
function unlessUnknownAtWeChat(error: Error): void {
  if (!error.message.startsWith('WeChat has no order')) throw error;
}

/** Long over, so that only the states decide. */
function past(): Partial<Unit> {
  const ago = plus(FIRST_CLASS, -2 * HOUR);
  const objection = {
    id: 'obj1',
    raisedAt: ago,
    reason: 'quality',
    text: '',
    pictures: [],
    decideBy: ago,
  } as const;
  return {
    ...{ taughtAt: ago, windowEndsAt: ago, startTime: plus(ago, -HOUR) },
    objection: { ...objection, pictures: [] },
  };
}

/** What a unit in that state of teaching holds besides. */
function taughtAs(teaching: Unit['teaching']): Partial<Unit> {
  const untaught = teaching === 'planned' || teaching === 'dropped';
  const at = plus(FIRST_CLASS, -2 * HOUR);
  const taught = { classId: 'k0', seatId: 'k0-order', mark: 'attended', at, by: 'o-owner' } as const;
  return {
    teaching,
    ...(untaught ? {} : { taught: [taught] }),
    ...(teaching === 'confirmed' ? { chargeFen: fen(10_000) } : {}),
    ...(teaching === 'waived' ? { chargeFen: fen(0) } : {}),
  };
}

const ALL = (teaching: string) => COLLECTION.map((collection) => `${teaching} ${collection}`);

const IN_TURN: Record<string, readonly string[]> = {
  open: ['planned none', 'planned refused'],
  'resolve opening': TEACHING.map((teaching) => `${teaching} opening`),
  complete: ['confirmed open', 'waived open'],
  'resolve completing': TEACHING.map((teaching) => `${teaching} completing`),
  cancel: ['dropped opening', 'dropped open'],
  'end window': ALL('taught'),
  'decide for learner': ALL('objected'),
};

/** Whether there is news, so that the order is looked at again at once; a step that found nothing is not repeated at once. */
const ANSWERS: Record<string, readonly string[]> = {
  open: ['done: news', 'nothing: no-news'],
  'resolve opening': ['done: news', 'nothing: no-news'],
  complete: ['nothing: no-news'],
  // WeChat knows nothing of it here: it is asked about again at its pace.
  'resolve completing': ['done: no-news', 'nothing: no-news'],
  cancel: ['nothing: no-news'],
  // What they look at is stored with us: the next look finds nothing to do.
  'end window': ['done: news', 'nothing: news'],
  'decide for learner': ['done: news', 'nothing: news'],
};

function step(name: string): Step {
  const found = STEPS[name];
  if (found === undefined) throw new Error(`no step ${name}`);
  return found;
}

describe('by the states of its unit', () => {
  test.each(Object.keys(STEPS))('%s does something in its turn only', async (name) => {
    const over = past();
    const done: string[] = [];
    const answers = new Set<string>();
    for (const teaching of TEACHING)
      for (const collection of COLLECTION) {
        const { did, told } = await effectOf(step(name), { ...over, ...taughtAs(teaching), collection });
        if (did) done.push(`${teaching} ${collection}`);
        if (told !== undefined) answers.add(`${did ? 'done' : 'nothing'}: ${told}`);
      }
    expect(done).toEqual(IN_TURN[name]);
    expect([...answers].sort()).toEqual(ANSWERS[name]);
  });
});

describe('though the states of its unit would allow it', () => {
  const PARKED = { parked: { reason: 'the books differ', at: plus(FIRST_CLASS, -HOUR) } };

  test.each<[string, string, Partial<Unit>, Partial<Order>]>([
    ['open', 'a parked order', { collection: 'none' }, PARKED],
    ['open', 'an order that is being closed', { collection: 'none' }, { state: 'closing' }],
    ['complete', 'a parked order', { ...taughtAs('confirmed'), collection: 'open' }, PARKED],
    [
      'complete',
      'a service that has just begun',
      { ...taughtAs('confirmed'), collection: 'open', startTime: soon(0), taughtAt: soon(0) },
      {},
    ],
    ['end window', 'a window that is open', { teaching: 'taught', windowEndsAt: soon(1) }, {}],
    ['end window', 'a unit without a window', { teaching: 'taught', windowEndsAt: undefined as never }, {}],
    ['cancel', 'an open unit that is still to be taught', { teaching: 'planned', collection: 'open' }, {}],
    [
      'cancel',
      'a unit being opened, though told to be paid by hand',
      { collection: 'opening', completionRefused: true },
      {},
    ],
    [
      'cancel',
      'a unit being collected, though told to be paid by hand',
      { collection: 'paying', completionRefused: true },
      {},
    ],
  ])('%s does nothing to %s', async (name, _, changes, ofOrder) => {
    expect(await doesWith(step(name), { ...past(), ...changes }, ofOrder)).toBe(false);
  });

  test('an objection whose time is not over, or that has none, is not decided for her', async () => {
    const over = past();
    for (const decideBy of [soon(1), undefined]) {
      const objection = { ...over.objection, decideBy } as Unit['objection'];
      const changes = { ...over, teaching: 'objected', objection } as Partial<Unit>;
      expect(await doesWith(step('decide for learner'), changes)).toBe(false);
    }
  });

  test('a unit told to be paid by hand is cancelled whatever was taught on it', async () => {
    const told = {
      ...past(),
      teaching: 'confirmed',
      collection: 'open',
      completionRefused: true,
    } as const;
    expect(await doesWith(step('cancel'), told)).toBe(true);
  });

  test('a second unit is not opened while the first is not settled, nor a first twice', async () => {
    const { life, id } = await lifeWith({ ...past(), teaching: 'taught', collection: 'open' });
    const before = seen(life);
    await openUnit(life.ports, id, { do: 'open', unitNo: 2, seatId: `k1-${id}` });
    await openUnit(life.ports, id, { do: 'open', unitNo: 1, seatId: `k1-${id}` });
    expect(seen(life)).toBe(before);
  });

  /** Now, or so many hours from now; the unit's hours are counted from an hour before the class. */
  function soon(hours: number) {
    return plus(FIRST_CLASS, (hours - 1) * HOUR);
  }
});

describe('by the state of the seat', () => {
  const SEATS = ['booked', 'on_hold', 'attended', 'late', 'absent', 'on_leave', 'released'] as const;

  async function inTurn(act: Step): Promise<string[]> {
    const done: string[] = [];
    for (const state of SEATS) {
      const { life, id } = await lifeWith({});
      const seat = life.seat(id, 1);
      await life.store.updateIf('seats', seat._id, { revision: seat.revision }, { state });
      const before = seen(life);
      await act(life.ports, id);
      if (seen(life) !== before) done.push(state);
    }
    return done;
  }

  test.each<[string, Step, string[]]>([
    ['a unit is opened', step('open'), ['booked', 'on_hold']],
    ['a seat is held', (ports, id) => holdSeat(ports, id, `k1-${id}`, 'not_opened'), ['booked']],
    ['a seat is restored', (ports, id) => restoreSeat(ports, id, `k1-${id}`), ['on_hold']],
  ])('%s', async (_, act, expected) => {
    expect(await inTurn(act)).toEqual(expected);
  });

  test.each<[string, Step]>([
    ['opened', (ports, id) => openUnit(ports, id, { do: 'open', unitNo: 1, seatId: 'k9' })],
    ['held', (ports, id) => holdSeat(ports, id, 'k9', 'not_opened')],
    ['restored', (ports, id) => restoreSeat(ports, id, 'k9')],
  ])('nothing is %s for a seat that is not there', async (_, act) => {
    expect(await doesWith(act, {})).toBe(false);
  });

  test('nothing is opened for a class that has begun', async () => {
    const { life, id } = await lifeWith({});
    life.skipTo(life.classStart(1));
    const before = seen(life);
    await step('open')(life.ports, id);
    expect(seen(life)).toBe(before);
  });

  test('a seat is held and restored with a word to both sides, and the work list follows', async () => {
    const { life, id } = await lifeWith({});
    const seatTasks = () => life.store.all('tasks').filter(({ kind }) => kind === 'seat_on_hold');
    await holdSeat(life.ports, id, `k1-${id}`, 'not_opened');
    expect(life.seat(id, 1)).toMatchObject({ state: 'on_hold', holdReason: 'not_opened' });
    expect(seatTasks().map(({ state, subject }) => [state, subject])).toEqual([
      ['open', { orderId: id, classId: 'k1' }],
    ]);
    await restoreSeat(life.ports, id, `k1-${id}`);
    expect(life.seat(id, 1).state).toBe('booked');
    expect(life.seat(id, 1)).not.toHaveProperty('holdReason');
    expect(seatTasks().map(({ state }) => state)).toEqual(['done']);
    await holdSeat(life.ports, id, `k1-${id}`, 'previous_unsettled');
    await restoreSeat(life.ports, id, `k1-${id}`);
    const words = life.store.all('pushes').filter(({ kind }) => kind.startsWith('seat'));
    expect(words).toHaveLength(4);
  });
});

test('an objection that nobody answered is waived: she is told, the record says so, and finance need not look', async () => {
  const over = past();
  const { life, id } = await lifeWith({ ...over, ...taughtAs('objected') });
  await decideForLearner(life.ports, id, 1);
  expect(life.unit(id, 1)).toMatchObject({ teaching: 'waived', chargeFen: 0 });
  const [record] = life.store.all('audit').filter(({ action }) => action === 'objection.unanswered');
  expect(record).toMatchObject({
    ...{ subject: `${id}-1`, after: JSON.stringify({ kind: 'waived', decideBy: over.objection?.decideBy }) },
  });
  expect(life.store.all('pushes').find(({ _id }) => _id === `d-${id}-1`)).toMatchObject({ openid: PAYER });
});
