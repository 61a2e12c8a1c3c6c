import { decide } from '../../../server/domain/region/decide';
import { endOfClassFault, onlineRefused } from '../../../server/domain/region/end-of-class';
import { REGIONS, type Rule } from '../../../server/domain/region/rule';
import { RULES } from '../../../server/domain/region/rules';
import { parseTime, type Time } from '../../../server/domain/time';

function at(clock: string): Time {
  return parseTime(`2026-11-23T${clock}+08:00`) as Time;
}

describe('when a class must end', () => {
  test.each([
    ['20:30:00', false, undefined],
    ['20:30:01', false, '20:30'],
    ['20:31:00', false, '20:30'],
    ['21:00:00', true, undefined],
    ['21:00:01', true, '21:00'],
    ['23:59:00', true, '21:00'],
    ['00:00:00', false, '20:30'],
    ['00:30:00', true, '21:00'],
    ['05:59:00', false, '20:30'],
    ['06:00:00', false, undefined],
  ])('a child, end at %s, online %s: latest %s', (clock, online, latest) => {
    for (const region of REGIONS) {
      expect(endOfClassFault({ region, audience: 'child' }, at(clock), online)).toBe(latest);
    }
  });

  test.each(['teenager', 'preschool'] as const)('binds %s too', (audience) => {
    expect(endOfClassFault({ region: 'beijing', audience }, at('20:31:00'), false)).toBe('20:30');
  });

  test('binds no adult', () => {
    expect(
      endOfClassFault({ region: 'guangdong', audience: 'adult' }, at('23:30:00'), false),
    ).toBeUndefined();
  });

  test('bound nobody before the rule was made', () => {
    const before = parseTime('2022-12-28T22:00:00+08:00') as Time;
    expect(endOfClassFault({ region: 'guangdong', audience: 'child' }, before, false)).toBeUndefined();
  });

  test('the decision tells staff the same hours', () => {
    const question = {
      region: 'sichuan',
      subject: 'art',
      mode: 'scheduled',
      institutionMode: 'pay-after',
    } as const;
    const decision = decide({ ...question, audience: 'child', at: at('09:00:00') });
    expect(decision.latestEnd).toEqual({ offline: '20:30', online: '21:00' });
    expect(decide({ ...question, audience: 'adult', at: at('09:00:00') }).latestEnd).toBeUndefined();
  });
});

test('preschool children are not taught online at any hour', () => {
  expect(onlineRefused({ region: 'zhejiang', audience: 'preschool' }, at('10:00:00'))).toBe(true);
  expect(onlineRefused({ region: 'zhejiang', audience: 'child' }, at('10:00:00'))).toBe(false);
  const reported = RULES.map((rule) => ({ ...rule, verified: false }) as Rule);
  expect(onlineRefused({ region: 'zhejiang', audience: 'preschool' }, at('10:00:00'), reported)).toBe(false);
});
