import { fen } from '../../../server/domain/money';
import type { Closing, Order, Unit } from '../../../server/domain/order/order';
import type { Time } from '../../../server/domain/time';
import {
  closingPreviewView,
  closingView,
  type OrderPicture,
  orderView,
  unitView,
} from '../../../server/usecases/orders/order-view';
import {
  confirmedUnit,
  hours,
  MONDAY,
  openUnit,
  order,
  paidUnit,
  seat,
  signedAttempt,
  taughtUnit,
  unit,
} from '../../domain/order/orders';
import { versionOf } from '../guitar-course';

/*
 * An order, a unit and a closing statement as the payer's phone gets them: nothing missing, nothing besides.
 */

const LESSONS = [{ title: '第1讲' }, { title: '第2讲' }, { title: '第3讲' }];

function pictureOf(changes: Partial<Order>, rest: Partial<OrderPicture> = {}): OrderPicture {
  return { order: order(changes), version: versionOf({}), studentName: '李小梅', seats: [], ...rest };
}

/** A seat in a class of its own. */
function seated(classId: string, startsAt: Time, changes: Parameters<typeof seat>[1] = {}) {
  const place = `教室 ${classId}`;
  return { seat: seat(startsAt, { classId, ...changes }), title: `课 ${classId}`, place, online: false };
}

/** What the phone gets of that seat's class. */
function shown(classId: string, startsAt: Time) {
  const times = { startsAt, endsAt: hours(1, startsAt) };
  return { classId, title: `课 ${classId}`, ...times, place: `教室 ${classId}`, online: false };
}

/** A unit not begun. */
function planned(no: number, changes: object = {}) {
  return {
    ...{ no, name: `第${no}次课`, priceFen: 10_000, teaching: 'planned', collection: 'none' },
    ...{ status: 'planned', classCount: 1, classes: [], actions: [], ...changes },
  };
}

const ABOUT = {
  ...{ orderId: 'order1', courseId: 'guitar', courseTitle: '吉他入门', studentId: 'student1' },
  ...{ studentName: '李小梅', createdAt: hours(-49), totalFen: 30_000, chargedFen: 0 },
  ...{ mode: 'scheduled', ordinary: false, windowHours: 24, lessons: LESSONS, classes: [], holds: [] },
};

describe('an order', () => {
  test('in the middle of its course', () => {
    const units = [{ ...paidUnit(1), paidAt: hours(26) }, openUnit(2), unit(3)];
    const seats = [
      seated('k1', MONDAY, { state: 'attended', unitNo: 1 }),
      seated('k2', hours(24)),
      seated('k3', hours(48), { state: 'on_hold', holdReason: 'previous_unsettled' }),
      seated('k4', hours(72)),
    ];
    expect(orderView(pictureOf({ units }, { seats }), hours(23))).toStrictEqual({
      ...ABOUT,
      ...{ state: 'active', signedAt: hours(-48), planEndsAt: hours(24 * 200) },
      attempt: { no: 1, rungKey: 'per-class', state: 'signed' },
      units: [
        {
          ...{ no: 1, name: '第1次课', priceFen: 10_000, teaching: 'confirmed', collection: 'paid' },
          ...{ status: 'paid', windowEndsAt: hours(25), chargeFen: 10_000, paidAt: hours(26) },
          ...{ classCount: 1, classes: [{ classId: 'k1', mark: 'attended', at: hours(1) }], actions: [] },
        },
        planned(2, { collection: 'open', status: 'open' }),
        planned(3),
      ],
      ...{ chargedFen: 10_000, atMostFen: 20_000 },
      classes: [
        { ...shown('k1', MONDAY), seat: 'attended', unitNo: 1 },
        { ...shown('k2', hours(24)), seat: 'booked' },
        { ...shown('k3', hours(48)), seat: 'on_hold' },
        { ...shown('k4', hours(72)), seat: 'booked' },
      ],
      nextClass: shown('k2', hours(24)),
      holds: [{ classId: 'k3', startsAt: hours(48), reason: 'previous_unsettled' }],
      actions: ['close'],
    });
  });

  test('not signed shows the units that the rung chosen would lay down', () => {
    const { signedAt: _signed, planOverTime: _over, keptAttempt: _kept, ...draft } = order();
    const given = { ...draft, state: 'drafted' as const, attempts: [], units: [] };
    expect(orderView({ ...pictureOf({}), order: given }, MONDAY)).toStrictEqual({
      ...{ ...ABOUT, state: 'drafted', atMostFen: 0 },
      ...{ units: [planned(1), planned(2), planned(3)], actions: ['sign'] },
    });
  });

  test.each([1, 3])('being signed, %s times by now, shows the units of the rung chosen last', (times) => {
    const unsigned = { state: 'unsigned' as const, packageExpiresAt: hours(2) };
    const earlier = Array.from({ length: times - 1 }, (_, i) =>
      signedAttempt({ no: i + 1, state: 'lapsed' }),
    );
    const attempts = [...earlier, signedAttempt({ no: times, rungKey: 'whole', ...unsigned })];
    const view = orderView(pictureOf({ state: 'signing', attempts, units: [] }), MONDAY);
    expect(view.attempt).toStrictEqual({ no: times, rungKey: 'whole', ...unsigned });
    expect(view.units).toStrictEqual([planned(1, { name: '全部课程', priceFen: 30_000, classCount: 3 })]);
    expect(view).toMatchObject({ totalFen: 30_000, atMostFen: 0 });
  });

  test('closed shows its statement and when it ended', () => {
    const closing: Closing = {
      ...{ at: hours(30), by: 'payer', neverChargedFen: fen(20_000) },
      lines: [{ unitNo: 1, atMostFen: fen(10_000) }],
    };
    const units = [paidUnit(1), unit(2, { teaching: 'dropped' }), unit(3, { teaching: 'dropped' })];
    const view = orderView(pictureOf({ state: 'closed', endedAt: hours(50), closing, units }), hours(60));
    expect(view).toMatchObject({ state: 'closed', endedAt: hours(50), atMostFen: 0, actions: [] });
    expect(view.closing).toStrictEqual({
      ...{ orderId: 'order1', at: hours(30), by: 'payer', atMostFen: 10_000, neverChargedFen: 20_000 },
      lines: [{ unitNo: 1, name: '第1次课', atMostFen: 10_000 }],
    });
  });

  test('that pays class by class says so', () => {
    expect(orderView(pictureOf({ ordinary: true }), MONDAY).ordinary).toBe(true);
  });

  test('on demand says how long its lessons are, where that is known', () => {
    const lessons = [{ title: '起笔', minutes: 20, content: ['cloud://1.mp4'] }, { title: '行笔' }];
    const version = versionOf({ classes: 2, changes: { mode: 'on-demand', lessons } });
    const view = orderView(pictureOf({}, { version }), MONDAY);
    expect(view.lessons).toStrictEqual([{ title: '起笔', minutes: 20 }, { title: '行笔' }]);
    expect(view.mode).toBe('on-demand');
  });

  test.each<[Order['state'], string[]]>([
    ['drafted', ['sign']],
    ['signing', ['sign']],
    ['abandoned', ['sign']],
    ['active', ['close']],
    ['closing', []],
    ['closed', []],
    ['completed', []],
    ['expired', []],
  ])('that is %s offers %j', (state, actions) => {
    expect(orderView(pictureOf({ state }), MONDAY).actions).toEqual(actions);
  });
});

describe('the next class', () => {
  test.each<[string, ReturnType<typeof seated>[]]>([
    ['that has begun', [seated('k1', MONDAY)]],
    ['that was marked beforehand', [seated('k1', hours(1), { state: 'on_leave' })]],
    ['that is over', [seated('k1', hours(-1))]],
  ])('is none %s', (_, seats) => {
    const view = orderView(pictureOf({}, { seats }), MONDAY);
    expect(view).not.toHaveProperty('nextClass');
    expect(view.classes).toHaveLength(1);
  });

  test('may be one whose seat is on hold', () => {
    const seats = [seated('k1', hours(1), { state: 'on_hold', holdReason: 'not_opened' })];
    const view = orderView(pictureOf({}, { seats }), MONDAY);
    expect(view.nextClass).toStrictEqual(shown('k1', hours(1)));
    expect(view.holds).toStrictEqual([{ classId: 'k1', startsAt: hours(1), reason: 'not_opened' }]);
  });

  test('is not said to be on hold for a reason of the past, or for none', () => {
    const seats = [
      seated('k1', hours(1), { holdReason: 'not_opened' }),
      seated('k2', hours(25), { state: 'on_hold' }),
      seated('k3', MONDAY, { state: 'on_hold', holdReason: 'not_opened' }),
    ];
    expect(orderView(pictureOf({}, { seats }), MONDAY).holds).toEqual([]);
  });
});

describe('a unit', () => {
  const objection = {
    ...{ id: 'obj1', raisedAt: hours(2), text: '老师迟到', pictures: ['cloud://1.png'] },
    reason: 'quality' as const,
  };

  const view = (given: Unit, now = hours(24), ofOrder: Partial<Order> = {}) =>
    unitView(order({ units: [given], ...ofOrder }), given, now);

  test('that was taught, charged less and partly given back', () => {
    const given = { ...confirmedUnit(1), chargeFen: fen(0), refundedFen: fen(4_000), paidAt: hours(26) };
    expect(view(given)).toStrictEqual({
      ...{ no: 1, name: '第1次课', priceFen: 10_000, teaching: 'confirmed', collection: 'open' },
      ...{ status: 'charging', windowEndsAt: hours(25), chargeFen: 0, paidAt: hours(26) },
      ...{ refundedFen: 4_000, classCount: 1, actions: [] },
      classes: [{ classId: 'k1', mark: 'attended', at: hours(1) }],
    });
  });

  test('under objection says what both sides have said, and by when it is decided; not who of the staff', () => {
    const evidence = [
      { by: 'payer' as const, at: hours(3), text: '迟到半小时', files: [] },
      { by: 'staff' as const, at: hours(4), text: '堵车', files: ['cloud://2.png'], staffOpenid: 'o-staff' },
    ];
    const given = taughtUnit(1, {
      teaching: 'objected',
      objection: { ...objection, pictures: [...objection.pictures], decideBy: hours(74), evidence },
    });
    expect(view(given)).toMatchObject({ status: 'objected', actions: [] });
    expect(view(given).objection).toStrictEqual({
      ...{ raisedAt: hours(2), reason: 'quality', text: '老师迟到', pictures: ['cloud://1.png'] },
      decideBy: hours(74),
      evidence: [
        { by: 'payer', at: hours(3), text: '迟到半小时', files: [] },
        { by: 'staff', at: hours(4), text: '堵车', files: ['cloud://2.png'] },
      ],
    });
  });

  test.each([
    ['lowered', { chargeFen: fen(6_000) }],
    ['waived', {}],
  ] as const)('whose objection was decided: %s', (kind, amount) => {
    const words = { kind, explanation: '老师迟到了', at: hours(5), ...amount };
    const decision = { ...words, by: 'o-owner' };
    const given = taughtUnit(1, { objection: { ...objection, pictures: [], decision } });
    expect(view(given).objection).toStrictEqual({
      ...{ raisedAt: hours(2), reason: 'quality', text: '老师迟到', pictures: [], evidence: [] },
      decision: words,
    });
  });

  const { windowEndsAt: _window, ...windowless } = taughtUnit(1);
  const owing = confirmedUnit(1, { collection: 'paying', completedAt: hours(25) });

  test.each<[string, Unit, Time, string[]]>([
    ['not taught', unit(1), MONDAY, []],
    ['open', openUnit(1), MONDAY, []],
    ['whose roll was called before the class was over', taughtUnit(1), hours(0.5), ['object']],
    ['whose class is just over', taughtUnit(1), hours(1), ['confirm', 'object']],
    ['in its window', taughtUnit(1), hours(24.99), ['confirm', 'object']],
    ['whose window has just ended', taughtUnit(1), hours(25), []],
    ['whose window is not known', windowless, hours(2), []],
    ['under objection', taughtUnit(1, { teaching: 'objected' }), hours(2), []],
    ['confirmed in its window', confirmedUnit(1), hours(2), []],
    ['that is being charged', owing, hours(25), []],
    ['that is owed', owing, hours(25.5), ['pay']],
    ['that was paid', paidUnit(1), hours(30), []],
    ['whose order WeChat cancelled', confirmedUnit(1, { collection: 'cancelled' }), hours(30), ['pay']],
    ['that WeChat refused to open', confirmedUnit(1, { collection: 'refused' }), hours(30), ['pay']],
    ['of an order without a plan', confirmedUnit(1, { collection: 'none' }), hours(30), ['pay']],
    [
      'cancelled, of which nothing is owed',
      confirmedUnit(1, { collection: 'cancelled', chargeFen: fen(0) }),
      hours(30),
      [],
    ],
  ])('%s', (_, given, now, actions) => {
    expect(view(given, now).actions).toEqual(actions);
    expect(view(given, now, { parked: { reason: 'the books differ', at: MONDAY } }).actions).toEqual([]);
  });
});

describe('a closing', () => {
  const given = order({ units: [paidUnit(1), taughtUnit(2), unit(3)] });

  test('is shown beforehand: what it would still cost, and what would never be charged', () => {
    expect(closingPreviewView(given, hours(2))).toStrictEqual({
      ...{ orderId: 'order1', atMostFen: 10_000, neverChargedFen: 10_000 },
      lines: [{ unitNo: 2, name: '第2次课', atMostFen: 10_000 }],
    });
  });

  test('is shown as it was made', () => {
    const lines = [
      { unitNo: 2, atMostFen: fen(10_000) },
      { unitNo: 3, atMostFen: fen(5_000) },
    ];
    const closing: Closing = { at: hours(2), by: 'institution', lines, neverChargedFen: fen(5_000) };
    expect(closingView(given, closing)).toStrictEqual({
      ...{ orderId: 'order1', at: hours(2), by: 'institution', atMostFen: 15_000, neverChargedFen: 5_000 },
      lines: [
        { unitNo: 2, name: '第2次课', atMostFen: 10_000 },
        { unitNo: 3, name: '第3次课', atMostFen: 5_000 },
      ],
    });
  });
});
