import { conflictsOf, type Occupation, overlap, tooClose } from '../../../server/domain/class/conflicts';
import { classTimeFault, lastClassEnd } from '../../../server/domain/class/hours';
import type { Span } from '../../../server/domain/class/recurrence';
import { parseTime, type Time } from '../../../server/domain/time';

function on23(clock: string): Time {
  return parseTime(`2026-11-23T${clock}:00+08:00`) as Time;
}

function span(from: string, to: string): Span {
  return { startsAt: on23(from), endsAt: on23(to) };
}

function occupation(id: string, from: string, to: string, changes: Partial<Occupation> = {}): Occupation {
  return {
    _id: id,
    ...span(from, to),
    campusId: 'k1',
    place: '201 教室',
    online: false,
    teacherOpenid: 'wang',
    state: 'scheduled',
    ...changes,
  };
}

describe('two classes at one time', () => {
  const planned = occupation('new', '10:00', '11:00');

  test('one may begin as the other ends', () => {
    expect(overlap(span('10:00', '11:00'), span('11:00', '12:00'))).toBe(false);
    expect(overlap(span('10:00', '11:01'), span('11:00', '12:00'))).toBe(true);
    expect(overlap(span('09:00', '12:00'), span('10:00', '11:00'))).toBe(true);
  });

  test.each<[string, Occupation, string[]]>([
    ['same teacher and room', occupation('a', '10:30', '11:30'), ['teacher', 'place']],
    ['same teacher elsewhere', occupation('a', '09:00', '10:01', { place: '302' }), ['teacher']],
    [
      'same room, written with a space',
      occupation('a', '10:00', '11:00', { teacherOpenid: 'li', place: ' 201 教室 ' }),
      ['place'],
    ],
    ['same room, other teacher', occupation('a', '10:00', '11:00', { teacherOpenid: 'li' }), ['place']],
    [
      'a room of that name on another campus',
      occupation('a', '10:00', '11:00', { teacherOpenid: 'li', campusId: 'k2' }),
      [],
    ],
    ['another teacher online', occupation('a', '10:00', '11:00', { teacherOpenid: 'li', online: true }), []],
    ['the same teacher online', occupation('a', '10:00', '11:00', { online: true }), ['teacher']],
    ['a cancelled class', occupation('a', '10:00', '11:00', { state: 'cancelled' }), []],
    ['right before', occupation('a', '09:00', '10:00'), []],
    ['itself, being moved', occupation('new', '10:30', '11:30'), []],
  ])('%s', (_, existing, kinds) => {
    expect(conflictsOf(planned, [existing]).map((conflict) => conflict.kind)).toEqual(kinds);
    const spaced = { ...planned, place: ' 201 教室 ' };
    expect(conflictsOf(spaced, [existing]).map((conflict) => conflict.kind)).toEqual(kinds);
  });

  test('every class in the way is named', () => {
    const existing = [occupation('a', '10:00', '10:30'), occupation('b', '10:30', '11:00', { place: '302' })];
    expect(conflictsOf(planned, existing)).toEqual([
      { kind: 'teacher', classId: 'a', startsAt: on23('10:00') },
      { kind: 'place', classId: 'a', startsAt: on23('10:00') },
      { kind: 'teacher', classId: 'b', startsAt: on23('10:30') },
    ]);
  });
});

describe("a student's classes of one order", () => {
  const never = () => false;
  const always = () => true;
  const noon = span('12:00', '13:00');

  test.each([
    ['07:00', '08:00', false],
    ['07:00', '08:01', true],
    ['17:00', '18:00', false],
    ['16:59', '18:00', true],
    ['12:30', '13:30', true],
  ])('%s to %s beside a class from 12:00 to 13:00: too close %s', (from, to, close) => {
    expect(tooClose(span(from, to), [noon], never)).toBe(close ? noon : undefined);
    expect(tooClose(noon, [span(from, to)], never) !== undefined).toBe(close);
  });

  test('classes of one unit may touch, but not overlap', () => {
    expect(tooClose(span('13:00', '14:00'), [noon], always)).toBeUndefined();
    expect(tooClose(span('12:59', '14:00'), [noon], always)).toBe(noon);
  });

  test('of several the first that is too close is named', () => {
    const evening = span('19:00', '20:00');
    expect(tooClose(span('21:00', '22:00'), [noon, evening], never)).toBe(evening);
  });
});

describe('when a class may be', () => {
  const terms = { now: on23('08:00'), windowHours: 24 };
  const planOverTime = parseTime('2026-11-25T00:00:00+08:00') as Time;

  test('it ends after it starts and has not begun', () => {
    expect(classTimeFault(span('10:00', '11:00'), terms)).toBeUndefined();
    expect(classTimeFault(span('11:00', '10:00'), terms)).toBe('BAD_REQUEST');
    expect(classTimeFault(span('10:00', '10:00'), terms)).toBe('BAD_REQUEST');
    expect(classTimeFault(span('08:00', '09:00'), terms)).toBe('BAD_REQUEST');
  });

  test('its window is over before the plan ends at WeChat Pay', () => {
    expect(lastClassEnd(planOverTime, 24)).toBe('2026-11-24T00:00:00.000+08:00');
    const justInTime = { startsAt: on23('23:00'), endsAt: lastClassEnd(planOverTime, 24) };
    expect(classTimeFault(justInTime, { ...terms, planOverTime })).toBeUndefined();
    const nextDay = { startsAt: on23('23:00'), endsAt: parseTime('2026-11-24T00:01:00+08:00') as Time };
    expect(classTimeFault(nextDay, { ...terms, planOverTime })).toBe('PAST_PLAN_END');
  });
});
